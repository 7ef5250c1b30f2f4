import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { sendGarbage } from "../../src/mesh/garbage.js";
import { Load } from "../../src/mesh/load.js";
import { Mesh } from "../../src/mesh/mesh.js";
import { PROTOCOLS } from "../../src/mesh/mesh-protocol.js";
import type { MeshProxy, MeshProxyOptions } from "../../src/mesh/mesh-proxy.js";
import type { MeshService } from "../../src/mesh/mesh-service.js";

// A control plane and a proxy, each a process, and a service of each protocol; shared by all tests.
let mesh: Mesh;
let services: readonly MeshService[];
let proxy: MeshProxy;
let proxyOptions: MeshProxyOptions;

beforeAll(async () => {
  mesh = await Mesh.start({ processes: true });
  services = await Promise.all(PROTOCOLS.map((protocol) => mesh.service(protocol)));
  proxyOptions = { name: "client-side", savedCopy: join(mesh.folder, ".saved/copy.json") };
  proxy = await mesh.proxy(proxyOptions);
  await mesh.apply(...services.flatMap((service) => service.resources()));
  await leadTo("v1");
}, 60_000);

afterEach(({ task }) => {
  if (task.result?.state === "fail") process.stderr.write(mesh.log());
});
afterAll(() => mesh?.close());

const leadTo = (version: string) =>
  mesh.apply(...services.map((service) => service.routerTo(version)));

test("a control plane that is killed and comes back: no request fails, and then a change gets through", async () => {
  const loads = await Promise.all(services.map((service) => Load.start(service)));
  const goOn = () => Promise.all(loads.map((load) => load.goesOn()));
  await goOn();
  await mesh.killControlPlane();
  await goOn();
  await mesh.startControlPlane();
  await mesh.settled();
  await goOn();
  expect(loads.map((load) => load.outcomes)).toEqual([["v1"], ["v1"], ["v1"]]);

  await leadTo("v2");
  await goOn();
  await Promise.all(loads.map((load) => load.stop()));
  expect(loads.map((load) => load.outcomes)).toEqual([
    ["v1", "v2"],
    ["v1", "v2"],
    ["v1", "v2"],
  ]);
});

test("a proxy that starts while the control plane is away serves its saved copy, and later follows", async () => {
  await leadTo("v1");
  await mesh.end(proxy); // which saves what is not saved yet
  await mesh.killControlPlane();

  proxy = await mesh.proxy(proxyOptions);
  for (const service of services) {
    const client = await service.client();
    expect(await client.ask(service.protocol.usual)).toBe("v1");
  }
  await mesh.startControlPlane();
  const clients = await Promise.all(services.map((service) => service.client()));
  await mesh.settled();
  await leadTo("v2");
  for (const [index, { protocol }] of services.entries()) {
    expect(await clients[index]?.ask(protocol.usual)).toBe("v2");
  }
});

test("a proxy that is killed keeps what was saved, and starts from it, too", async () => {
  const { savedCopy = "" } = proxyOptions;
  const name = "to-be-saved";
  await mesh.apply(
    ...services.map((service) => service.router({ routes: [{ name, route: [service.to("v1")] }] })),
  );
  await mesh.until(async () =>
    (await textOf(savedCopy)).split(name).length > services.length
      ? undefined
      : "the copy has not been saved",
  );
  await mesh.end(proxy, "kill");
  await mesh.killControlPlane();
  proxy = await mesh.proxy(proxyOptions);
  for (const service of services) {
    const client = await service.client();
    expect(await client.ask(service.protocol.usual)).toBe("v1");
  }
  await mesh.startControlPlane();
  await mesh.settled();
});

test("garbage on the ports of the control plane harms nobody: no request fails, and changes get through", async () => {
  await leadTo("v1");
  const loads = await Promise.all(services.map((service) => Load.start(service)));
  const [before] = await mesh.views();
  for (let round = 0; round < 3; round++) {
    await Promise.all([sendGarbage(mesh.xdsPort), sendGarbage(mesh.httpPort)]);
    await leadTo("v1");
  }
  await leadTo("v2");
  await Promise.all(loads.map((load) => load.goesOn()));
  await Promise.all(loads.map((load) => load.stop()));
  expect(loads.map((load) => load.outcomes)).toEqual([
    ["v1", "v2"],
    ["v1", "v2"],
    ["v1", "v2"],
  ]);
  const [after] = await mesh.views();
  expect(after?.connectedAt).toBe(before?.connectedAt);
});

/** What strings stand in a saved copy. */
async function textOf(savedCopy: string): Promise<string> {
  const { resources } = JSON.parse(await readFile(savedCopy, "utf8")) as {
    readonly resources: readonly { readonly base64: string }[];
  };
  return resources.map(({ base64 }) => Buffer.from(base64, "base64").toString("latin1")).join();
}
