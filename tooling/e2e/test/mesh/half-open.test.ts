import { expect, test } from "vitest";
import { Load } from "../../src/mesh/load.js";
import { QZA } from "../../src/mesh/mesh-protocol.js";
import { Relay } from "../../src/mesh/relay.js";
import { openMesh } from "./open-mesh.js";

const KEEP_ALIVE = { keepAlive: "300ms", keepAliveTimeout: "200ms" };
/** With the wait before the next attempt, and a busy machine. */
const BOUND_MS = 5000;

test("a proxy whose connection is dead without a word comes back by keep-alive, in bounded time, and no request fails", async () => {
  const mesh = await openMesh();
  const service = await mesh.service(QZA);
  const relay = await Relay.to(mesh.xdsPort);
  mesh.defer(() => relay.close());
  const proxy = await mesh.proxy({ name: "client-side", xds: KEEP_ALIVE }, relay.address);
  await mesh.apply(...service.resources(), service.routerTo("v1"));
  expect(relay.accepted).toBe(1);
  const load = await Load.start(service);
  await load.goesOn();

  relay.cutSilently();
  await mesh.post(service.routerTo("v2"));
  await load.goesOn();
  expect(load.outcomes).toEqual(["v1"]);
  await mesh.until(
    async () => (load.outcomes.includes("v2") ? undefined : "the change has not come"),
    BOUND_MS,
  );
  await load.stop();
  await mesh.settled(); // the dead connection does not count any more
  expect(load.outcomes).toEqual(["v1", "v2"]);
  expect(relay.accepted).toBe(2);
  expect(proxy.lines).toEqual([
    expect.stringMatching(/^control plane connected/),
    expect.stringMatching(/^control plane lost; the last configuration stays/),
    expect.stringMatching(/^control plane connected/),
  ]);
});
