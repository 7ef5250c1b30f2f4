import fc from "fast-check";
import { expect, test } from "vitest";
import { DECIMAL_BYTES, writeDecimal } from "./decimal.js";

test("any safe integer is written as String writes it, and within the bytes allowed", () => {
  const integer = fc.oneof(
    fc.maxSafeInteger(),
    fc.integer(),
    fc.integer({ min: -100, max: 100 }),
    fc.constantFrom(0, -0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
  );
  fc.assert(
    fc.property(integer, fc.nat(3), (value, at) => {
      const bytes = Buffer.alloc(at + DECIMAL_BYTES);
      const end = writeDecimal(bytes, at, value);
      expect(bytes.toString("latin1", at, end)).toBe(String(value));
      expect(bytes.subarray(end).every((byte) => byte === 0)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
