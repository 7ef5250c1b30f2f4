import { DEFAULT_LIMITS, Message } from "@meltemi/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, open } from "./codec.js";
import { thriftMessage } from "./messages.js";
import { type Struct, structs, type Value } from "./values.js";
import {
  binaryStruct,
  binaryValue,
  compactStruct,
  compactValue,
  uint16,
  uint32,
  varint,
} from "./wire.js";

const PROTOCOLS = ["binary", "old", "compact"] as const;
const READ = 64 << 10;

/** An item that was not all there is read again. This is the longest that is not a text. Bytes. */
const LONGEST_ITEM = 16;

/**
 * Decodes bytes that come in reads of that many. What has been walked through is made unreadable, and every
 * call finds the message in another buffer, so that nobody can start from its beginning again.
 * @returns how many calls it took, and what the last one said
 */
function decodeInReads(
  bytes: Uint8Array,
  body: number,
  read: number,
): { calls: number; size: number } {
  const connection = open("request");
  const message = new Message();
  const buffers = [bytes.slice(), bytes.slice()] as const;
  let calls = 0;
  let needed = 1;
  for (let end = read; ; end += read) {
    const there = Math.min(end, bytes.length);
    if (there < needed) continue;
    const buffer = buffers[calls++ % 2 === 0 ? 0 : 1];
    const size = decode(connection, buffer.subarray(0, there), message);
    if (size > 0 || there === bytes.length) return { calls, size };
    for (const each of buffers) each.fill(0xff, body, Math.max(body, there - LONGEST_ITEM));
    needed = -size;
  }
}

/** A field with a list of many equal elements, and the stop behind it. */
function longList(protocol: string, element: Value, count: number): Buffer {
  const compact = protocol === "compact";
  const value = compact ? compactValue(element) : binaryValue(element);
  const fifteen = {
    type: "list",
    element: element.type,
    value: new Array(15).fill(element),
  } as const;
  const fields = [{ id: 1, value: fifteen }];
  const few = compact ? compactStruct(fields) : binaryStruct(fields);
  const head = few.subarray(0, few.length - 1 - 15 * value.length);
  return Buffer.concat([
    // The same without its count.
    head.subarray(0, compact ? -1 : -4),
    compact ? varint(count) : uint32(count),
    Buffer.alloc(count * value.length, value),
    Buffer.of(0),
  ]);
}

describe.each(PROTOCOLS)("unframed %s", (protocol) => {
  const dialect = { transport: "unframed", protocol } as const;
  const messageOf = (fields: Struct) => thriftMessage(dialect, { name: "hello", fields });
  const head = Buffer.from(messageOf([])).subarray(0, -1);

  test.each([
    ["numbers", { type: "i32", value: 0x4000_0000 }, 800_000],
    ["texts", { type: "binary", value: Buffer.from("some text") }, 300_000],
    ["structs", { type: "struct", value: [{ id: 1, value: { type: "i16", value: 7 } }] }, 600_000],
  ] as const)("megabytes of %s in many reads are walked through once", (_, element, count) => {
    const bytes = Buffer.concat([head, longList(protocol, element, count)]);
    expect(bytes.length).toBeGreaterThan(20 * READ);
    const { calls, size } = decodeInReads(bytes, head.length, READ);
    expect(size).toBe(bytes.length);
    expect(calls).toBeLessThanOrEqual(Math.ceil(bytes.length / READ));
  });

  test("what has been walked through is not looked at again, wherever the reads end", () => {
    fc.assert(
      fc.property(structs(), fc.integer({ min: 1, max: 100 }), (fields, read) => {
        const bytes = messageOf(fields);
        expect(decodeInReads(bytes, head.length, read).size).toBe(bytes.length);
      }),
    );
  });

  test("a text that is still to come is asked for whole", () => {
    const bytes = messageOf([{ id: 1, value: { type: "binary", value: Buffer.alloc(100_000) } }]);
    expect(decodeInReads(bytes, head.length, 1_000)).toEqual({ calls: 2, size: bytes.length });
  });

  test("64 levels of structs are walked through, 65 are refused", () => {
    const nested = (levels: number): Struct =>
      levels === 1 ? [] : [{ id: 1, value: { type: "struct", value: nested(levels - 1) } }];
    const deepest = messageOf(nested(64));
    expect(decode(open("request"), deepest, new Message())).toBe(deepest.length);
    const refused = expect(() => decode(open("request"), messageOf(nested(65)), new Message()));
    refused.toThrow("nested deeper than 64 levels");
  });

  test("a million levels of lists are refused at the 65th", () => {
    const level = protocol === "compact" ? Buffer.of(0x19) : Buffer.of(15, 0, 0, 0, 1);
    const first = protocol === "compact" ? Buffer.of(0x19) : Buffer.of(15, 0, 1);
    const bytes = Buffer.concat([head, first, Buffer.alloc(1_000_000 * level.length, level)]);
    const refused = expect(() => decode(open("request"), bytes, new Message()));
    refused.toThrow("nested deeper than 64 levels");
  });
});

const binaryHead = Buffer.from(
  thriftMessage({ transport: "unframed", protocol: "binary" }),
).subarray(0, -1);
const compactHead = Buffer.from(
  thriftMessage({ transport: "unframed", protocol: "compact" }),
).subarray(0, -1);
const binary = (...parts: Buffer[]) => Buffer.concat([binaryHead, ...parts]);
const compact = (...parts: Buffer[]) => Buffer.concat([compactHead, ...parts]);
const MANY = 2 ** 31 - 1;

test.each([
  ["a binary text", binary(Buffer.of(11), uint16(1), uint32(MANY))],
  ["a binary list of numbers", binary(Buffer.of(15), uint16(1), Buffer.of(10), uint32(MANY))],
  ["a binary list of structs", binary(Buffer.of(15), uint16(1), Buffer.of(12), uint32(MANY))],
  ["a binary map", binary(Buffer.of(13), uint16(1), Buffer.of(11, 8), uint32(MANY))],
  ["a compact text", compact(Buffer.of(0x18), varint(MANY))],
  ["a compact list of booleans", compact(Buffer.of(0x19, 0xf1), varint(MANY))],
  ["a compact list of structs", compact(Buffer.of(0x19, 0xfc), varint(MANY))],
  ["a compact map", compact(Buffer.of(0x1b), varint(MANY), Buffer.of(0x88))],
])("%s that cannot be within the limit is told at once", (_, bytes) => {
  const size = decode(open("request"), Buffer.concat([bytes, Buffer.alloc(100)]), new Message());
  expect(-size).toBeGreaterThan(MANY);
});

test("a list is told over a limit that is less than the bytes at hand", () => {
  const limits = { ...DEFAULT_LIMITS, maxMessageBytes: 64 };
  const bytes = binary(Buffer.of(15), uint16(1), Buffer.of(12), uint32(60), Buffer.alloc(200));
  expect(-decode(open("request", [], limits), bytes, new Message())).toBeGreaterThan(bytes.length);
});

test.each([
  ["a negative length of a text", binary(Buffer.of(11), uint16(1), uint32(-1)), "length -1"],
  [
    "a negative size of a list",
    binary(Buffer.of(15), uint16(1), Buffer.of(8), uint32(-2)),
    "length -2",
  ],
  [
    "a negative size of a map",
    binary(Buffer.of(13), uint16(1), Buffer.of(8, 8), uint32(-3)),
    "length -3",
  ],
  ["a type that is none", binary(Buffer.of(7, 0, 1)), "no such type: 7"],
  [
    "elements of no type",
    binary(Buffer.of(15), uint16(1), Buffer.of(1), uint32(1)),
    "no such type: 1",
  ],
  [
    "values of no type",
    binary(Buffer.of(13), uint16(1), Buffer.of(8, 99), uint32(1)),
    "no such type: 99",
  ],
  ["a compact type that is none", compact(Buffer.of(0x1e)), "no such type: 14"],
  ["a stop with an id", compact(Buffer.of(0x10)), "no such type: 0"],
  ["compact elements of no type", compact(Buffer.of(0x19, 0x10)), "no such type: 0"],
  ["compact keys of no type", compact(Buffer.of(0x1b, 1, 0x08)), "no such type: 0"],
  ["a compact length over 31 bits", compact(Buffer.of(0x18), varint(2 ** 31)), "length 2147483648"],
  [
    "a length over 32 bits",
    compact(Buffer.of(0x18), varint(2 ** 32)),
    "varint of more than 32 bits",
  ],
  ["an i32 without end", compact(Buffer.of(0x15), Buffer.alloc(9, 0x80)), "more than 32 bits"],
  ["an i64 without end", compact(Buffer.of(0x16), Buffer.alloc(10, 0x80)), "more than 64 bits"],
  ["a field id without end", compact(Buffer.of(0x05), Buffer.alloc(9, 0xff)), "more than 32 bits"],
])("%s is refused", (_, bytes, text) => {
  expect(() => decode(open("request"), bytes, new Message())).toThrow(text);
});

test.each([
  [
    "an empty binary list of no type",
    binary(Buffer.of(15), uint16(1), Buffer.of(0), uint32(0), Buffer.of(0)),
  ],
  [
    "an empty binary map of no type",
    binary(Buffer.of(13), uint16(1), Buffer.of(0, 0), uint32(0), Buffer.of(0)),
  ],
  ["an empty compact list of no type", compact(Buffer.of(0x19, 0x00, 0x00))],
  ["a long form of a short compact list", compact(Buffer.of(0x19, 0xf3, 0x02, 1, 2, 0x00))],
])("%s is walked through", (_, bytes) => {
  expect(decode(open("request"), bytes, new Message())).toBe(bytes.length);
});
