import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClusterConfig } from "../config/config.js";
import { silentLogger } from "../logger.js";
import { StatsStore } from "../stats/store.js";
import { Worker } from "../worker/worker.js";
import { Cluster } from "./cluster.js";
import { Endpoint } from "./endpoint.js";
import { EndpointSet, withLabels } from "./endpoint-set.js";

const NOW = 1000;

const worker = new Worker(performance, new StatsStore(), silentLogger);
worker.close();
const cluster = new Cluster(worker, { name: "c" } as ClusterConfig, async () => []);

function endpoints(count: number): Endpoint[] {
  return Array.from({ length: count }, (_, port) => {
    const config = { address: "10.0.0.1", port, labels: {} };
    return new Endpoint(cluster, config, () => {
      throw new Error("nothing is sent here");
    });
  });
}

function set(members: readonly Endpoint[], balancer: EndpointSet["balancer"]): EndpointSet {
  const made = new EndpointSet();
  made.endpoints = members;
  made.balancer = balancer;
  return made;
}

test("an empty set has no endpoint to give", () => {
  expect(set([], "round-robin").pick(NOW)).toBeUndefined();
  expect(set([], "random").pick(NOW)).toBeUndefined();
});

test("round-robin takes every endpoint once in every turn, in order", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), (count) => {
      const members = endpoints(count);
      const balanced = set(members, "round-robin");
      const first = members.indexOf(balanced.pick(NOW) as Endpoint);
      for (let i = 1; i < 3 * count; i++) {
        expect(balanced.pick(NOW)).toBe(members[(first + i) % count]);
      }
    }),
  );
});

test("round-robin gives only endpoints that are there, however they come and go", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(6)), (counts) => {
      const balanced = set([], "round-robin");
      for (const count of counts) {
        const members = endpoints(count);
        balanced.endpoints = members;
        const picked = new Set(members.map(() => balanced.pick(NOW)));
        expect(picked).toEqual(new Set(members));
      }
    }),
  );
});

test("random takes every endpoint about as often", () => {
  const members = endpoints(5);
  const balanced = set(members, "random");
  const counts = new Map<Endpoint | undefined, number>();
  for (let i = 0; i < 10_000; i++) {
    const picked = balanced.pick(NOW);
    counts.set(picked, (counts.get(picked) ?? 0) + 1);
  }
  expect(counts.size).toBe(5);
  // 2000 expected; ten standard deviations are 400.
  for (const member of members)
    expect(Math.abs((counts.get(member) ?? 0) - 2000)).toBeLessThan(400);
});

test("proxies that start together do not all begin with the same endpoint", () => {
  const members = endpoints(8);
  const firsts = Array.from({ length: 200 }, () => set(members, "round-robin").pick(NOW));
  expect(new Set(firsts).size).toBeGreaterThan(1);
});

test("a subset is those endpoints that carry all of its labels", () => {
  const [v1, v2, none] = endpoints(3) as [Endpoint, Endpoint, Endpoint];
  v1.labels = { version: "v1", zone: "a" };
  v2.labels = { version: "v2", zone: "a" };
  const all = [v1, v2, none];
  expect(withLabels(all, { version: "v1" })).toEqual([v1]);
  expect(withLabels(all, { zone: "a" })).toEqual([v1, v2]);
  expect(withLabels(all, { zone: "a", version: "v2" })).toEqual([v2]);
  expect(withLabels(all, { zone: "b" })).toEqual([]);
  expect(withLabels(all, { toString: "x" })).toEqual([]);
  expect(withLabels(all, {})).toEqual(all);
});

test.each(["round-robin", "random"] as const)(
  "an endpoint that is leaving is passed over for twenty seconds while another can serve, %s",
  (balancer) => {
    const members = endpoints(3);
    const [leaving, ...staying] = members as [Endpoint, Endpoint, Endpoint];
    const balanced = set(members, balancer);
    leaving.leave(NOW);
    const pickedBy = (now: number) =>
      new Set(members.flatMap(() => Array.from({ length: 40 }, () => balanced.pick(now))));
    expect(pickedBy(NOW + 19_999)).toEqual(new Set(staying));
    expect(pickedBy(NOW + 20_000)).toEqual(new Set(members));
    for (const endpoint of members) endpoint.leave(NOW);
    expect(pickedBy(NOW + 1).size).toBeGreaterThan(0);
    expect(pickedBy(NOW + 1)).not.toContain(undefined);
  },
);
