import fc from "fast-check";
import { expect, test } from "vitest";
import { contentHash } from "./content-hash.js";

const hashOf = (text: string): string => contentHash(new TextEncoder().encode(text));

test("hashes are those of MurmurHash3 for x86 with 128 bits", () => {
  expect(hashOf("")).toBe("0".repeat(32));
  expect(hashOf("I will not buy this record, it is scratched.")).toBe(
    "a0a9683b25ac5e40d9af2895890dddf5",
  );
  expect(hashOf("The quick brown fox jumps over the lazy dog")).toBe(
    "2f1583c3ecee2c675d7bf66ce5e91d2c",
  );
  expect(hashOf("0123456789abcdef")).toBe("fb7d440936aed30a48ad1d9b572b3bfd");
});

test("the seed changes the hash", () => {
  expect(contentHash(Uint8Array.of(1), 5000)).not.toBe(contentHash(Uint8Array.of(1)));
});

test("any other bit or length is another hash", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.nat(), (bytes, at) => {
      const changed = Uint8Array.from(bytes);
      const index = at % bytes.length;
      changed[index] = (bytes[index] ?? 0) ^ (1 << (at % 8));
      expect(contentHash(changed)).not.toBe(contentHash(bytes));
      expect(contentHash(bytes.subarray(0, -1))).not.toBe(contentHash(bytes));
    }),
  );
});

test("a part of a larger buffer hashes as its own copy does", () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
  expect(contentHash(bytes.subarray(7, 60))).toBe(contentHash(bytes.slice(7, 60)));
});
