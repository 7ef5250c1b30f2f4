import fc from "fast-check";
import { expect, test } from "vitest";
import { readInt16, readInt32, readUint16, readUint32, writeUint16, writeUint32 } from "./bytes.js";

const bytesAndOffset = fc
  .uint8Array({ minLength: 4, maxLength: 16 })
  .chain((bytes) => fc.tuple(fc.constant(bytes), fc.nat(bytes.length - 4)));

test("integers are read as DataView reads them", () => {
  fc.assert(
    fc.property(bytesAndOffset, ([bytes, offset]) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      expect(readUint16(bytes, offset)).toBe(view.getUint16(offset));
      expect(readInt16(bytes, offset)).toBe(view.getInt16(offset));
      expect(readInt32(bytes, offset)).toBe(view.getInt32(offset));
      expect(readUint32(bytes, offset)).toBe(view.getUint32(offset));
    }),
  );
});

test("integers are written as DataView writes them, and nothing beside them", () => {
  fc.assert(
    fc.property(bytesAndOffset, fc.maxSafeInteger(), ([bytes, offset], value) => {
      const expected = Uint8Array.from(bytes);
      const view = new DataView(expected.buffer);
      view.setUint32(offset, value);
      writeUint32(bytes, offset, value);
      expect(bytes).toEqual(expected);
      view.setUint16(offset, value);
      writeUint16(bytes, offset, value);
      expect(bytes).toEqual(expected);
    }),
  );
});

test("what is written is read back, at both ends of the range", () => {
  const bytes = new Uint8Array(4);
  for (const value of [0, 1, 0x7fffffff, 0x80000000, 0xffffffff]) {
    writeUint32(bytes, 0, value);
    expect(readUint32(bytes, 0)).toBe(value);
    expect(readInt32(bytes, 0)).toBe(value | 0);
  }
  for (const value of [0, 0x7fff, 0x8000, 0xffff]) {
    writeUint16(bytes, 1, value);
    expect(readUint16(bytes, 1)).toBe(value);
    expect(readInt16(bytes, 1)).toBe((value << 16) >> 16);
  }
});
