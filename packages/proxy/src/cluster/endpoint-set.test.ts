import fc from "fast-check";
import { expect, test } from "vitest";
import { balancing } from "../../test/load-balancing.js";
import type { ClusterConfig } from "../config/config.js";
import { Word64 } from "../hash/word64.js";
import { silentLogger } from "../logger.js";
import { StatsStore } from "../stats/store.js";
import { Worker } from "../worker/worker.js";
import { Cluster } from "./cluster.js";
import { Endpoint } from "./endpoint.js";
import { EndpointSet, withLabels } from "./endpoint-set.js";

const NOW = 1000;
const BALANCERS = ["round-robin", "least-request", "random", "ring-hash", "maglev"] as const;
type Name = (typeof BALANCERS)[number];

const worker = new Worker(performance, new StatsStore(), silentLogger);
worker.close();
const cluster = new Cluster(worker, { name: "c" } as ClusterConfig, async () => []);

function endpoints(count: number, weightOf: (index: number) => number = () => 1): Endpoint[] {
  return Array.from({ length: count }, (_, port) => {
    const config = { address: "10.0.0.1", port, weight: weightOf(port), labels: {} };
    return new Endpoint(cluster, config, () => {
      throw new Error("nothing is sent here");
    });
  });
}

function set(members: readonly Endpoint[], name: Name): EndpointSet {
  const made = new EndpointSet();
  made.fill(members, balancing(name));
  return made;
}

/** A thousand hashes, the same in every run. */
function* hashes(): Generator<Word64> {
  const hash = new Word64();
  for (let i = 1; i <= 1000; i++) yield hash.set(i, i).multiply(0x85ebca87, 0x9e3779b1);
}

test.each(BALANCERS)(
  "an empty set has no endpoint to give, and a set of one that one, %s",
  (name) => {
    const [only] = endpoints(1) as [Endpoint];
    for (const hash of [undefined, new Word64()]) {
      expect(set([], name).pick(NOW, hash)).toBeUndefined();
      expect(set([only], name).pick(NOW, hash)).toBe(only);
    }
  },
);

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

test.each(BALANCERS)(
  "only endpoints that are there are given, however they come and go, %s",
  (name) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(3))), (changes) => {
        const balanced = set([], name);
        for (const [count, heavier] of changes) {
          const members = endpoints(count, (index) => (index < heavier ? 3 : 1));
          // A small table, as it is made again and again.
          balanced.fill(members, { ...balancing(name), maglev: { tableSize: 13 } });
          for (const hash of [undefined, new Word64().randomize()]) {
            const picked = balanced.pick(NOW, hash);
            if (count === 0) expect(picked).toBeUndefined();
            else expect(members).toContain(picked);
          }
        }
      }),
    );
  },
);

test.each(BALANCERS)(
  "every endpoint gets about as much as its weight says, without hashes, %s",
  (name) => {
    const weights = [1, 2, 3, 4];
    const members = endpoints(4, (index) => weights[index] ?? 0);
    const balanced = set(members, name);
    const counts = new Map(members.map((member) => [member, 0]));
    for (let i = 0; i < 10_000; i++) {
      const picked = balanced.pick(NOW) as Endpoint;
      counts.set(picked, (counts.get(picked) ?? 0) + 1);
    }
    // Ten standard deviations of a draw are 500 at most; a ring of 1030 places is as uneven by itself.
    const tolerance = {
      "round-robin": 4,
      "least-request": 4,
      random: 500,
      maglev: 500,
      "ring-hash": 1000,
    };
    for (const [index, member] of members.entries()) {
      expect(Math.abs((counts.get(member) ?? 0) - 1000 * (weights[index] ?? 0))).toBeLessThan(
        tolerance[name],
      );
    }
  },
);

test.each([
  ["equal", () => 1],
  ["unequal", (index: number) => 1 + (index % 2)],
] as const)(
  "proxies that start together do not all begin with the same endpoint, weights %s",
  (_, weightOf) => {
    for (const name of BALANCERS) {
      const firsts = Array.from(
        { length: 50 },
        () => set(endpoints(8, weightOf), name).pick(NOW)?.key,
      );
      expect(new Set(firsts).size).toBeGreaterThan(1);
    }
  },
);

test.each(["ring-hash", "maglev"] as const)(
  "equal hashes meet the same endpoint in every proxy, %s",
  (name) => {
    const members = endpoints(10, (index) => 1 + (index % 3));
    const other = set(members.toReversed(), name);
    const balanced = set(members, name);
    const used = new Set<Endpoint | undefined>();
    for (const hash of hashes()) {
      const picked = balanced.pick(NOW, hash);
      expect(other.pick(NOW, hash)).toBe(picked);
      used.add(picked);
    }
    expect(used.size).toBe(10);
  },
);

test.each(["ring-hash", "maglev"] as const)(
  "when an endpoint goes, few of the others' requests move, %s",
  (name) => {
    const members = endpoints(10);
    const [gone, ...rest] = members as [Endpoint, ...Endpoint[]];
    const [before, after] = [set(members, name), set(rest, name)];
    let moved = 0;
    for (const hash of hashes()) {
      const picked = before.pick(NOW, hash);
      if (picked !== gone && after.pick(NOW, hash) !== picked) moved++;
    }
    // A tenth goes with its endpoint and is not counted. Hashing by remainder would move nine tenths.
    expect(moved).toBeLessThan(150);
  },
);

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

test.each(BALANCERS.flatMap((name) => [1, 1000].map((weight) => ({ name, weight }))))(
  "an endpoint of weight $weight that is leaving is passed over for twenty seconds while another can serve, $name",
  ({ name, weight }) => {
    const members = endpoints(3, (index) => (index === 0 ? weight : 1));
    const [leaving, ...staying] = members as [Endpoint, Endpoint, Endpoint];
    const balanced = set(members, name);
    leaving.leave(NOW);
    const pickedBy = (now: number, count = 200) =>
      new Set(Array.from({ length: count }, () => balanced.pick(now)));
    expect(pickedBy(NOW + 19_999)).toEqual(new Set(staying));
    expect(pickedBy(NOW + 20_000)).toContain(leaving);
    for (const endpoint of members) endpoint.leave(NOW);
    expect(pickedBy(NOW + 1)).not.toContain(undefined);
  },
);

test.each(["ring-hash", "maglev"] as const)(
  "while an endpoint is leaving, equal hashes still meet the same endpoint, and those of others do not move, %s",
  (name) => {
    const members = endpoints(5, (index) => (index === 0 ? 100 : 1));
    const balanced = set(members, name);
    const before = [...hashes()].map((hash) => balanced.pick(NOW, hash));
    members[0]?.leave(NOW);
    let at = 0;
    for (const hash of hashes()) {
      const picked = balanced.pick(NOW + 1, hash);
      expect(picked).not.toBe(members[0]);
      expect(balanced.pick(NOW + 1, hash)).toBe(picked);
      if (before[at] !== members[0]) expect(picked).toBe(before[at]);
      at++;
    }
  },
);
