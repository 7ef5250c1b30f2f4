import fc from "fast-check";
import { expect, test } from "vitest";
import { Word64 } from "./word64.js";
import { xxHash64 } from "./xx-hash64.js";

const hex = ({ low, high }: Word64): string =>
  [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");

function hashOf(text: string, seed = 0): string {
  const bytes = Buffer.from(text);
  return hex(xxHash64(bytes, 0, bytes.length, seed, new Word64()));
}

test.each([
  ["", "ef46db3751d8e999"],
  ["a", "d24ec4f1a98c6e5b"],
  ["abc", "44bc2cf5ad770999"],
  ["foo", "33bf00a859c4ba3f"],
  ["bar", "48a37c90ad27a659"],
  ["foo\nbar", "7bc2897c291ea1c5"],
  ["lyft", "3d129870ca369420"],
  ["Nobody inspects the spammish repetition", "fbcea83c8a378bf1"],
])("the hash of %j is the published one", (text, expected) => {
  expect(hashOf(text)).toBe(expected);
});

const MASK = (1n << 64n) - 1n;
const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;

const rotate = (value: bigint, bits: bigint): bigint =>
  ((value << bits) | (value >> (64n - bits))) & MASK;
const mix = (accumulator: bigint, lane: bigint): bigint =>
  (rotate((accumulator + lane * P2) & MASK, 31n) * P1) & MASK;

/** The specification, word for word, with whole integers. */
function specified(bytes: Buffer, seed: bigint): bigint {
  let at = 0;
  let hash = seed + P5;
  if (bytes.length >= 32) {
    const lanes = [seed + P1 + P2, seed + P2, seed, seed - P1].map((lane) => lane & MASK);
    for (; at + 32 <= bytes.length; at += 32) {
      lanes.forEach((lane, i) => {
        lanes[i] = mix(lane, bytes.readBigUInt64LE(at + 8 * i));
      });
    }
    hash =
      [1n, 7n, 12n, 18n].reduce((sum, bits, i) => sum + rotate(lanes[i] ?? 0n, bits), 0n) & MASK;
    for (const lane of lanes) hash = ((hash ^ mix(0n, lane)) * P1 + P4) & MASK;
  }
  hash = (hash + BigInt(bytes.length)) & MASK;
  for (; at + 8 <= bytes.length; at += 8) {
    hash = (rotate(hash ^ mix(0n, bytes.readBigUInt64LE(at)), 27n) * P1 + P4) & MASK;
  }
  if (at + 4 <= bytes.length) {
    hash = (rotate(hash ^ ((BigInt(bytes.readUInt32LE(at)) * P1) & MASK), 23n) * P2 + P3) & MASK;
    at += 4;
  }
  for (; at < bytes.length; at++) {
    hash = (rotate(hash ^ ((BigInt(bytes[at] ?? 0) * P5) & MASK), 11n) * P1) & MASK;
  }
  hash = ((hash ^ (hash >> 33n)) * P2) & MASK;
  hash = ((hash ^ (hash >> 29n)) * P3) & MASK;
  return hash ^ (hash >> 32n);
}

test("any bytes, wherever they lie, hash as the specification says", () => {
  const into = new Word64();
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 150, size: "max" }),
      fc.nat(9),
      fc.oneof(fc.nat(2), fc.integer({ min: 0, max: 2 ** 32 - 1 })),
      (some, before, seed) => {
        const around = Buffer.alloc(before + some.length + 9, 0xab);
        around.set(some, before);
        const hash = xxHash64(around, before, before + some.length, seed, into);
        expect(BigInt(`0x${hex(hash)}`)).toBe(specified(Buffer.from(some), BigInt(seed)));
      },
    ),
    { numRuns: 1000 },
  );
});
