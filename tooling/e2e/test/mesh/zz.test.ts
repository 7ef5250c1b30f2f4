import { test } from "vitest";
import { openMesh } from "./open-mesh.js";
import { PROTOCOLS } from "../../src/mesh/mesh-protocol.js";
import { growthOf } from "../../src/memory.js";
import { update } from "../../src/mesh/update.js";
const N = Number(process.env["N"] ?? 200);
test("x", async () => {
  const mesh = await openMesh();
  const services = await Promise.all(PROTOCOLS.map((one) => mesh.service(one, {versions: ["v1","v2","v3"]})));
  await mesh.proxy({ name: "client-side" });
  await mesh.apply(...services.flatMap((service) => service.resources()));
  const clients = await Promise.all(services.map((s) => s.client()));
  let step = 0;
  const run = async (n: number) => {
    for (let i = 0; i < n; i++, step++) {
      const k = step % 3;
      const r = update(services[k]!, Math.floor(step / 3));
      await mesh.post(r.map((one) => JSON.stringify(one)).join("\n---\n"));
      await Promise.all(services.map((s, j) => clients[j]!.ask(s.protocol.usual)));
    }
    await mesh.settled();
  };
  await run(N);
  for (let i = 0; i < 5; i++) console.log((await growthOf(() => run(N))) / 1024, "KiB");
}, 600_000);
