import { expect, test } from "vitest";
import { balancing } from "../../../test/load-balancing.js";
import { Word64 } from "../../hash/word64.js";
import { xxHash64 } from "../../hash/xx-hash64.js";
import type { Candidate } from "./balancer.js";
import { EarliestDeadline } from "./earliest-deadline.js";
import { maglevTable } from "./maglev.js";
import { makeBalancer } from "./make-balancer.js";
import { placesOf, Ring } from "./ring-hash.js";

function candidates(
  ...weights: readonly number[]
): { -readonly [K in keyof Candidate]: Candidate[K] }[] {
  return weights.map((weight, index) => ({
    key: `10.0.0.${index + 1}:80`,
    weight,
    activeRequests: 0,
  }));
}

const countOf = (list: Iterable<number>, index: number): number =>
  [...list].filter((entry) => entry === index).length;

// Earliest deadline first

const turns = (weights: readonly number[], count: number): string => {
  const balancer = new EarliestDeadline(weights.length, (index) => weights[index] ?? 0);
  return Array.from({ length: count }, () => "abcdef"[balancer.pick()]).join("");
};

test.each([
  [[1, 2], "babbabbab"],
  [[1, 1, 1], "abcabcabc"],
  [[4, 1, 1], "aaabcaaaabca"],
  [[4, 2, 1], "abaacbaabaacba"],
  [[1], "aaa"],
])("endpoints of weights %j take smooth turns: %s", (weights, expected) => {
  expect(turns(weights, expected.length)).toBe(expected);
});

test("in whole rounds, each endpoint has exactly its share, whatever the weights", () => {
  const weights = [1, 7, 100, 13, 2, 77];
  const picked = [...turns(weights, 200 * 100)];
  for (const [index, weight] of weights.entries()) {
    const count = picked.filter((letter) => letter === "abcdef"[index]).length;
    expect(Math.abs(count - 100 * weight)).toBeLessThanOrEqual(1);
  }
});

// Least request

test("the less busy of two is taken, and of equal weights the busiest only when drawn twice", () => {
  const members = candidates(1, 1, 1);
  const balancer = makeBalancer(members, balancing("least-request"));
  (members[2] as { activeRequests: number }).activeRequests = 10;
  const picked = Array.from({ length: 9000 }, () => balancer.pick(undefined, 0));
  // A ninth of the pairs is the busy one with itself. Ten standard deviations are 300.
  expect(Math.abs(countOf(picked, 2) - 1000)).toBeLessThan(300);
});

test("with unequal weights, a busy endpoint gets less than its weight says", () => {
  const members = candidates(1, 2);
  const balancer = makeBalancer(members, balancing("least-request"));
  (members[1] as { activeRequests: number }).activeRequests = 3;
  const picked = Array.from({ length: 3000 }, () => balancer.pick(undefined, 0));
  expect(Math.abs(countOf(picked, 1) - 1000)).toBeLessThanOrEqual(3); // 2/4 against 1
});

// Maglev

test.each([
  [[1, 2], 65_537, [21_846, 43_691]],
  [[1, 1], 65_537, [32_769, 32_768]],
  [[1, 1, 1], 7, [3, 2, 2]],
  [[1, 1_000_000], 65_537, [1, 65_536]],
])("weights %j share out a table of %i slots as %j", (weights, size, expected) => {
  const members = candidates(...weights);
  const table = maglevTable(members, size);
  expect(members.map((_, index) => countOf(table, index))).toEqual(expected);
});

test("the table is the one of the paper, filled slot by slot", () => {
  const members = candidates(1, 1, 1);
  const size = 11;
  const hashOf = (key: string, seed: number) =>
    xxHash64(Buffer.from(key), 0, key.length, seed, new Word64());
  const expected = new Array<number>(size).fill(-1);
  const permutations = members.map(({ key }) => {
    const offset = hashOf(key, 0).modulo(size);
    const skip = hashOf(key, 1).modulo(size - 1) + 1;
    return Array.from({ length: size }, (_, step) => (offset + step * skip) % size);
  });
  for (let filled = 0; filled < size; filled++) {
    const index = filled % members.length;
    const slot = permutations[index]?.find((candidate) => expected[candidate] === -1) ?? -1;
    expected[slot] = index;
  }
  expect([...maglevTable(members, size)]).toEqual(expected);
});

test("a further attempt goes by another hash, the same each time", () => {
  const members = candidates(1, 1, 1, 1);
  const settings = { ...balancing("maglev"), maglev: { tableSize: 101 } };
  const balancer = makeBalancer(members, settings);
  const table = maglevTable(members, 101);
  const hash = new Word64().set(0x1234, 0x5678);
  const whole = (0x5678n << 32n) | 0x1234n;
  for (const attempt of [0, 1, 2, 7]) {
    const moved = whole ^ BigInt.asUintN(64, -BigInt(attempt));
    expect(balancer.pick(hash, attempt)).toBe(table[Number(moved % 101n)]);
  }
  expect([hash.low, hash.high]).toEqual([0x1234, 0x5678]);
});

// Ring

test.each([
  [[1, 1], 1024, 8_388_608, [512, 512]],
  [[1, 2], 1024, 8_388_608, [342, 684]],
  [[1, 1, 1], 4, 8_388_608, [2, 2, 2]],
  [[1, 1, 1], 1024, 2, [1, 1, 0]],
  [[1, 999], 10, 8_388_608, [1, 999]],
  [[1, 999], 10, 100, [1, 99]],
])("weights %j have, on a ring of %i to %i places, %j", (weights, minimum, maximum, expected) => {
  const members = candidates(...weights);
  const { owners } = placesOf(members, minimum, maximum);
  expect(members.map((_, index) => countOf(owners, index))).toEqual(expected);
});

test("places are the hashes of the address and a number, in order", () => {
  const members = candidates(1, 3);
  const { highs, lows, owners } = placesOf(members, 1024, 8_388_608);
  const expected = new Map(
    members.flatMap(({ key }, index) =>
      Array.from({ length: index === 0 ? 256 : 768 }, (_, i): [bigint, number] => {
        const bytes = Buffer.from(`${key}_${i}`);
        const { low, high } = xxHash64(bytes, 0, bytes.length, 0, new Word64());
        return [(BigInt(high >>> 0) << 32n) | BigInt(low >>> 0), index];
      }),
    ),
  );
  const places = Array.from(owners, (owner, at): [bigint, number] => [
    (BigInt(highs[at] ?? 0) << 32n) | BigInt(lows[at] ?? 0),
    owner,
  ]);
  expect(places).toEqual([...expected].sort(([a], [b]) => (a < b ? -1 : 1)));
});

test("a request goes to the first place at its hash or behind it, and beyond the last to the first", () => {
  const high = 0x80000000;
  const ring = new Ring({
    highs: Uint32Array.of(0, 0, high, high),
    lows: Uint32Array.of(5, 0xfffffff0, 1, 0xffffffff),
    owners: Uint32Array.of(10, 11, 12, 13),
  });
  const at = (low: number, upper: number, attempt = 0) =>
    ring.pick(new Word64().set(low, upper), attempt);
  expect(at(0, 0)).toBe(10);
  expect(at(5, 0)).toBe(10);
  expect(at(6, 0)).toBe(11);
  expect(at(0xfffffff1, 0)).toBe(12);
  expect(at(0, 1)).toBe(12);
  expect(at(1, high)).toBe(12);
  expect(at(2, high)).toBe(13);
  expect(at(0, high + 1)).toBe(10);
  expect(at(6, 0, 1)).toBe(12);
  expect(at(2, high, 1)).toBe(10);
  expect(at(0, high + 1, 3)).toBe(13);
});
