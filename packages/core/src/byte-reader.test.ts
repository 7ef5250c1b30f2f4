import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteReader } from "./byte-reader.js";
import { CodecError } from "./errors.js";

const BYTES = Uint8Array.of(0xff, 0xfe, 0x80, 0x00, 0x01, 0x7f, 0xff, 0xff);

test("reads one field behind the other", () => {
  const reader = new ByteReader(BYTES);
  expect(reader.uint8()).toBe(0xff);
  expect(reader.int16()).toBe(-384); // fe 80
  expect(reader.uint16()).toBe(1); // 00 01
  expect(reader.position).toBe(5);
  expect(reader.remaining).toBe(3);
  reader.reset(BYTES, 0, 8);
  expect(reader.int32()).toBe(-98_304); // ff fe 80 00
  expect(reader.uint32()).toBe(0x017fffff);
});

test("a read that would pass the end throws truncated and does not move", () => {
  const reads = ["uint8", "uint16", "int16", "int32", "uint32"] as const;
  const sizes = { uint8: 1, uint16: 2, int16: 2, int32: 4, uint32: 4 };
  for (const read of reads) {
    const reader = new ByteReader(BYTES, 0, sizes[read]);
    reader[read]();
    const short = new ByteReader(BYTES, 1, sizes[read]);
    expect(() => short[read]()).toThrow(expect.objectContaining({ reason: "truncated" }));
    expect(short.position).toBe(1);
  }
});

test("a length from the wire never carries the reader past the end or backwards", () => {
  fc.assert(
    fc.property(
      fc.nat(8),
      fc.nat(8),
      fc.oneof(
        fc.integer({ min: -10, max: 10 }),
        fc.constantFrom(2 ** 31, 2 ** 32, 2 ** 53, Number.NaN, Infinity, -Infinity),
      ),
      (start, end, length) => {
        const reader = new ByteReader(BYTES, start, end);
        const fits = length >= 0 && start + length <= end;
        if (fits) {
          expect(reader.skip(length)).toBe(start);
          expect(reader.position).toBe(start + length);
        } else {
          expect(() => reader.skip(length)).toThrow(CodecError);
          expect(reader.position).toBe(start);
        }
      },
    ),
  );
});

test("skipping nothing at the end is allowed", () => {
  const reader = new ByteReader(BYTES, 8);
  expect(reader.skip(0)).toBe(8);
  expect(reader.remaining).toBe(0);
});

test("the error tells how many bytes are wanted and how many are left", () => {
  const reader = new ByteReader(BYTES, 6);
  expect(() => reader.uint32()).toThrow("4 bytes wanted, 2 left");
});
