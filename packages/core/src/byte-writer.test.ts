import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteWriter } from "./byte-writer.js";

function written(writer: ByteWriter): Buffer {
  return Buffer.from(writer.bytes.subarray(0, writer.length));
}

type Step =
  | { readonly do: "uint8" | "uint16" | "uint32"; readonly value: number }
  | { readonly do: "utf8"; readonly text: string }
  | { readonly do: "append"; readonly bytes: Uint8Array }
  | {
      readonly do: "splice";
      readonly at: number;
      readonly removed: number;
      readonly by: Uint8Array;
    }
  | { readonly do: "clear" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom("uint8", "uint16", "uint32"),
    value: fc.nat(0xffffffff),
  }),
  fc.record({ do: fc.constant("utf8"), text: fc.string({ unit: "binary" }) }),
  fc.record({ do: fc.constant("append"), bytes: fc.uint8Array({ maxLength: 40 }) }),
  fc.record({
    do: fc.constant("splice"),
    at: fc.nat(1000),
    removed: fc.nat(8),
    by: fc.uint8Array({ maxLength: 12 }),
  }),
  fc.record({ do: fc.constant("clear") }),
);

/** The same steps on a plain array of bytes. */
function expected(bytes: number[], next: Step): number[] {
  switch (next.do) {
    case "uint8":
      return [...bytes, next.value & 0xff];
    case "uint16":
      return [...bytes, (next.value >>> 8) & 0xff, next.value & 0xff];
    case "uint32": {
      const field = Buffer.alloc(4);
      field.writeUInt32BE(next.value);
      return [...bytes, ...field];
    }
    case "utf8":
      return [...bytes, ...Buffer.from(next.text)];
    case "append":
      return [...bytes, ...next.bytes];
    case "splice": {
      const at = Math.min(next.at, bytes.length);
      return bytes.toSpliced(at, next.removed, ...next.by);
    }
    case "clear":
      return [];
  }
}

function run(writer: ByteWriter, next: Step): void {
  switch (next.do) {
    case "utf8":
      expect(writer.utf8(next.text)).toBe(Buffer.byteLength(next.text));
      return;
    case "append":
      writer.append(next.bytes, 0, next.bytes.length);
      return;
    case "splice": {
      const at = Math.min(next.at, writer.length);
      const removed = Math.min(next.removed, writer.length - at);
      writer.splice(at, removed, next.by.length);
      writer.bytes.set(next.by, at);
      return;
    }
    case "clear":
      writer.clear();
      return;
    default:
      writer[next.do](next.value);
  }
}

test("any sequence of writes gives the bytes that it should, from any first capacity", () => {
  fc.assert(
    fc.property(fc.nat(20), fc.array(step, { maxLength: 40 }), (capacity, steps) => {
      const writer = new ByteWriter(capacity);
      let model: number[] = [];
      for (const next of steps) {
        run(writer, next);
        model = expected(model, next);
        expect(written(writer)).toEqual(Buffer.from(model));
      }
    }),
  );
});

test("only the given part of a source is appended", () => {
  const writer = new ByteWriter(0);
  writer.append(Uint8Array.of(1, 2, 3, 4, 5), 1, 4);
  expect([...written(writer)]).toEqual([2, 3, 4]);
});

test("reserve returns the offset of the room and grows when it must", () => {
  const writer = new ByteWriter(2);
  expect(writer.reserve(2)).toBe(0);
  const before = writer.bytes;
  expect(writer.reserve(1)).toBe(2);
  expect(writer.bytes).not.toBe(before);
  expect(writer.length).toBe(3);
});

test("appending a million bytes one at a time copies at most two million", () => {
  let copied = 0;
  class Counted extends ByteWriter {
    protected override grow(capacity: number): void {
      copied += this.length;
      super.grow(capacity);
    }
  }
  const writer = new Counted(1);
  for (let i = 0; i < 1_000_000; i++) writer.uint8(i);
  expect(copied).toBeLessThan(2_000_000);
  expect(writer.bytes.length).toBeLessThanOrEqual(2_000_000);
});

test("clear keeps the storage", () => {
  const writer = new ByteWriter(8);
  writer.uint32(7);
  const { bytes } = writer;
  writer.clear();
  writer.uint32(8);
  expect(writer.bytes).toBe(bytes);
  expect(writer.length).toBe(4);
});

test("a lone surrogate becomes U+FFFD, a pair four bytes", () => {
  for (const text of ["\ud83d", "a\udc00b", "\ud83d\ud83d\ude00", "\u{10ffff}", "\uffff", "ÿ"]) {
    const writer = new ByteWriter(0);
    writer.utf8(text);
    expect(written(writer).toString("hex")).toBe(Buffer.from(text).toString("hex"));
  }
});
