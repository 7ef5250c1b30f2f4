import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { Load } from "../../src/mesh/load.js";
import { PROTOCOLS } from "../../src/mesh/mesh-protocol.js";
import type { MeshService } from "../../src/mesh/mesh-service.js";
import { residentMemory } from "../../src/mesh/resident-memory.js";
import { update, VERSIONS } from "../../src/mesh/update.js";
import { openMesh } from "./open-mesh.js";

// CHURN_UPDATES=1000 for a whole minute.
const updates = Number(process.env["CHURN_UPDATES"] ?? 100);
/** Milliseconds from one update to the next: a thousand in a minute. */
const PACE_MS = 60;
/** Share of the updates after which memory is to stay as it is. */
const WARM_UP = 0.3;
const MIB = 1024 * 1024;
/** What the heap of a process may grow by between two collections. */
const GROWTH = 64 * MIB;

test(
  `${updates} updates of routes, clusters and endpoints: no request fails, no connection closes, memory stays`,
  async () => {
    const mesh = await openMesh({ processes: true });
    const options = { versions: VERSIONS };
    const services = await Promise.all(PROTOCOLS.map((one) => mesh.service(one, options)));
    const proxy = await mesh.proxy({ name: "client-side" });
    await mesh.apply(...services.flatMap((service) => service.resources()));
    const loads = await Promise.all(services.map((service) => Load.start(service, { clients: 2 })));
    onTestFinished(() => Promise.all(loads.map((load) => load.stop())).then(() => {}));

    const change = async (service: MeshService, from: number, to: number): Promise<void> => {
      const start = performance.now();
      for (let step = from; step < to; step++) {
        await mesh.post(...update(service, step));
        const next = start + (step + 1 - from) * PACE_MS * services.length;
        await delay(Math.max(0, next - performance.now()));
      }
    };
    const changeAll = (from: number, to: number): Promise<unknown> =>
      Promise.all(services.map((service) => change(service, from, to)));
    const steps = Math.ceil(updates / services.length);
    const warmUp = Math.floor(steps * WARM_UP);
    const start = performance.now();
    await changeAll(0, warmUp);
    const warm = await residentMemory(proxy.pid);
    await changeAll(warmUp, steps);
    const seconds = (performance.now() - start) / 1000;
    await mesh.settled();
    const grown = (await residentMemory(proxy.pid)) - warm;
    const requests = loads.reduce((sum, { answered }) => sum + answered, 0);
    process.stdout.write(
      `churn: ${updates} updates in ${seconds.toFixed(1)} s, ${requests} requests; ` +
        `the proxy has grown by ${(grown / MIB).toFixed(1)} MiB from ${(warm / MIB).toFixed(0)}\n`,
    );

    // What was applied last is in force, for the clients of before.
    await mesh.apply(...services.map((service) => service.entry()));
    await mesh.apply(...services.map((service) => service.routerTo("v3")));
    await Promise.all(loads.map((load) => load.stop()));
    expect(loads.map((load) => load.outcomes)).toEqual([VERSIONS, VERSIONS, VERSIONS]);
    for (const service of services) {
      const client = await service.client();
      expect(await client.ask(service.protocol.usual)).toBe("v3");
    }
    expect(grown).toBeLessThan(GROWTH);
  },
  60_000 + updates * 3 * PACE_MS,
);
