import { createXdsClient, TypeUrl } from "@meltemi/xds";
import { expect, onTestFinished, test } from "vitest";
import { QZA } from "../../src/mesh/mesh-protocol.js";
import { Relay } from "../../src/mesh/relay.js";
import { openMesh } from "./open-mesh.js";

const KEEP_ALIVE_MS = 300;
const KEEP_ALIVE_TIMEOUT_MS = 200;
/** With the wait before the next attempt, and a busy machine. */
const BOUND_MS = 5000;

test("a client whose connection is dead without a word comes back by keep-alive, in bounded time, and gets what changed meanwhile", async () => {
  const mesh = await openMesh();
  const service = await mesh.service(QZA);
  await mesh.apply(...service.resources(), service.routerTo("v1"));
  const relay = await Relay.to(mesh.xdsPort);
  mesh.defer(() => relay.close());

  const states: string[] = [];
  const versions: string[] = [];
  const client = createXdsClient({
    address: `127.0.0.1:${relay.port}`,
    node: {
      id: "half-open",
      cluster: "",
      metadata: { NAMESPACE: "default" },
      locality: undefined,
      userAgentName: "test",
      userAgentVersion: "1",
    },
    keepAliveMs: KEEP_ALIVE_MS,
    keepAliveTimeoutMs: KEEP_ALIVE_TIMEOUT_MS,
    handler: {
      onState: (state) => states.push(state),
      onUpdate: ({ resources }) => {
        for (const { version } of resources) versions.push(version);
        return [];
      },
    },
  });
  onTestFinished(() => client.close());
  client.subscribe(TypeUrl.RouteConfiguration, new Set([`${service.host}_${service.port}`]));
  await mesh.until(async () => (versions.length === 1 ? undefined : "no routes have come"));
  expect(states).toEqual(["connecting", "connected"]);

  relay.cutSilently();
  await mesh.apply(service.routerTo("v2"));
  expect(versions).toHaveLength(1);
  const start = performance.now();
  await mesh.until(
    async () => (versions.length === 2 ? undefined : `nothing new has come; ${states}`),
    BOUND_MS,
  );
  expect(performance.now() - start).toBeLessThan(BOUND_MS);
  expect(new Set(versions).size).toBe(2);
  expect(states).toEqual(["connecting", "connected", "disconnected", "connecting", "connected"]);
  expect(relay.accepted).toBe(2);
});
