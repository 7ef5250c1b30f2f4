import fc from "fast-check";
import { expect, test } from "vitest";
import { Word64 } from "./word64.js";

const half = fc.oneof(
  fc.constantFrom(0, 1, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff),
  fc.integer({ min: 0, max: 0xffffffff }),
);
const MASK = (1n << 64n) - 1n;

const whole = (low: number, high: number): bigint =>
  (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
const wholeOf = ({ low, high }: Word64): bigint => whole(low, high);

test("its arithmetic is that of whole integers of 64 bits", () => {
  fc.assert(
    fc.property(half, half, half, half, (low, high, otherLow, otherHigh) => {
      const word = (): Word64 => new Word64().set(low, high);
      const a = whole(low, high);
      const b = whole(otherLow, otherHigh);
      expect(wholeOf(word().add(otherLow, otherHigh))).toBe((a + b) & MASK);
      expect(wholeOf(word().multiply(otherLow, otherHigh))).toBe((a * b) & MASK);
      expect(wholeOf(word().xor(otherLow, otherHigh))).toBe(a ^ b);
    }),
    { numRuns: 1000 },
  );
});

test("its bits move as those of whole integers of 64 bits", () => {
  fc.assert(
    fc.property(half, half, fc.integer({ min: 1, max: 63 }), (low, high, bits) => {
      const a = whole(low, high);
      const by = BigInt(bits);
      expect(wholeOf(new Word64().set(low, high).xorShiftRight(bits))).toBe(a ^ (a >> by));
      if (bits > 31) return;
      const rotated = ((a << by) | (a >> (64n - by))) & MASK;
      expect(wholeOf(new Word64().set(low, high).rotateLeft(bits))).toBe(rotated);
    }),
  );
});

test("its remainder is exact up to the largest divisor", () => {
  fc.assert(
    fc.property(half, half, fc.integer({ min: 1, max: 2 ** 26 }), (low, high, divisor) => {
      const expected = Number(whole(low, high) % BigInt(divisor));
      expect(new Word64().set(low, high).modulo(divisor)).toBe(expected);
    }),
    { numRuns: 1000 },
  );
});
