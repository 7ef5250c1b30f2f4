import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HessianWalker } from "../src/hessian-walker.js";
import { anyEncoding, encodingOf } from "./encodings.js";
import { bytes, chunkedString, hex, int, string } from "./hessian.js";
import { encode } from "./oracle.js";
import { anyValue } from "./values.js";

function skip(value: Uint8Array, end: number = value.length): number {
  return new HessianWalker().skip(value, 0, end);
}

test("any values that hessian.js writes end where it ended, and not before", () => {
  fc.assert(
    fc.property(fc.array(anyValue, { maxLength: 5 }), (values) => {
      const stream = encode(...values);
      const walker = new HessianWalker();
      let at = 0;
      for (const _ of values) at = walker.skip(stream, at, stream.length);
      expect(at).toBe(stream.length);
    }),
  );
});

test("any values in any form of the grammar end where they were written to end", () => {
  fc.assert(
    fc.property(anyEncoding, (shape) => {
      const value = encodingOf(shape);
      expect(skip(bytes(value, 0x90))).toBe(value.length);
    }),
    { numRuns: 200 },
  );
});

test("a value that is cut off anywhere has no end", () => {
  fc.assert(
    fc.property(anyEncoding, fc.nat(), (shape, cut) => {
      const value = encodingOf(shape);
      expect(skip(value, cut % value.length)).toBe(-1);
    }),
    { numRuns: 200 },
  );
});

describe("every form of the grammar", () => {
  test.each([
    ["null", "4e"],
    ["booleans", "54", "46"],
    ["ints", "80", "bf", "c0 ff", "cf 00", "d0 ff ff", "d7 00 00", "49 80 00 00 00"],
    ["longs", "d8", "ef", "f0 ff", "ff 00", "38 ff ff", "3f 00 00", "59 80 00 00 00"],
    ["wide long", "4c 80 00 00 00 00 00 00 00"],
    ["doubles", "5b", "5c", "5d ff", "5e ff ff", "5f ff ff ff ff", "44 7f f0 00 00 00 00 00 00"],
    ["dates", "4a 00 00 00 d0 4b 92 84 b8", "4b 00 e3 83 8f"],
    ["short strings", "00", "05 68 65 6c 6c 6f", "01 c3 bc", "01 e2 82 ac"],
    ["a surrogate pair, as Java writes it", "02 ed a0 bd ed b8 80"],
    ["a surrogate pair in UTF-8", "02 f0 9f 98 80"],
    ["medium and long strings", "30 01 61", `33 00${"61".repeat(768)}`, "53 00 01 61"],
    ["a string in chunks", "52 00 02 61 62 52 00 00 01 63", "52 00 01 61 53 00 01 62"],
    ["binaries", "20", "23 01 02 03", `2f${"00".repeat(15)}`, "34 01 ff", "42 00 02 ff ff"],
    ["a binary in chunks", "41 00 02 ff ff 41 00 00 21 ff", `41 00 01 ff 35 00${"ff".repeat(256)}`],
    [
      "untyped lists",
      "78",
      "79 90",
      `7f${"4e".repeat(7)}`,
      `58 98${"4e".repeat(8)}`,
      "57 90 91 5a",
    ],
    ["typed lists", "70 01 61", "71 01 61 90", "56 01 61 91 4e", "55 01 61 4e 5a"],
    ["lists of a type known by number", "7a 71 01 61 4e 71 90 4e", "7a 78 56 90 91 4e"],
    ["maps", "48 5a", "48 90 91 4e 92 5a", "4d 01 61 5a", "4d 90 90 91 5a"],
    ["objects", "43 01 61 90 60", "43 01 61 92 01 62 01 63 60 90 4e", "43 00 90 4f 90"],
    ["a class defined inside its own object", "43 00 91 01 61 60 43 00 90 61"],
    ["a definition before another value", "43 00 90 91"],
    ["references", "51 90", "51 49 00 00 00 01"],
  ])("%s", (_name, ...forms) => {
    for (const form of forms) {
      const value = hex(form);
      expect(skip(bytes(value, 0x4e)), form).toBe(value.length);
      for (let end = 0; end < value.length; end++) expect(skip(value, end), form).toBe(-1);
    }
  });

  test.each(["40", "45", "47", "50", "5a"])("%s begins no value", (byte) => {
    expect(skip(hex(byte.repeat(4)))).toBe(-1);
  });
});

test.each([
  ["an end in the middle of a pair", "48 90 5a"],
  ["an end in the middle of a later pair", "48 90 91 92 5a"],
  ["an end in a list that said its length", "79 5a"],
  ["a length below 0", "58 8f"],
  ["a length that is no int", "58 e0 90"],
  ["a type that is neither text nor number", "71 4e 90"],
  ["a class that was never defined", "60"],
  ["a class with a number below 0", "43 00 90 4f 8f"],
  ["a class with fewer than no fields", "43 00 8f 60"],
  ["a class with more fields than there are bytes", "43 00 49 7f ff ff ff 01 61 60"],
  ["a class whose field has no name", "43 00 91 90 60 90"],
  ["text that begins in the middle of a character", "01 80"],
  ["text with a byte that is in no encoding", "02 f8 88 80 80 80"],
  ["a character of two units where one was left", "01 f0 9f 98 80"],
  ["a chunk of a string and then a number", "52 00 01 61 90"],
  ["a chunk of a binary and then a string", "41 00 01 61 01 61"],
])("%s cannot be passed over", (_name, value) => {
  expect(skip(bytes(hex(value), hex("4e4e4e4e")))).toBe(-1);
  expect(skip(bytes(hex(value), hex("5a5a5a5a")))).toBe(-1);
});

test("a class counts from its definition on, and for one stream only", () => {
  const walker = new HessianWalker();
  const definition = bytes(0x43, string("A"), 0x91, string("a"), 0x60, 0x90);
  expect(walker.skip(definition, 0, definition.length)).toBe(definition.length);
  expect(walker.skip(hex("60 90"), 0, 2)).toBe(2);
  walker.reset();
  expect(walker.skip(hex("60 90"), 0, 2)).toBe(-1);
});

test("more classes and more depth than there was room for are no matter", () => {
  const classes = Array.from({ length: 300 }, (_, i) =>
    bytes(0x43, string(`C${i}`), 0x91, string("f"), 0x4f, int(i), 0x90),
  );
  const list = bytes(0x58, int(classes.length), ...classes);
  expect(skip(list)).toBe(list.length);
  const deep = bytes(Array(10_000).fill(0x57), Array(10_000).fill(0x5a));
  expect(skip(deep)).toBe(deep.length);
});

test("a chain of a million links is no depth when each is the last of its object", () => {
  const links = 1_000_000;
  const chain = new Uint8Array(6 + links).fill(0x60);
  chain.set(bytes(0x43, string("L"), 0x91, string("n")));
  chain[chain.length - 1] = 0x4e;
  expect(skip(chain)).toBe(chain.length);
});

test("depth without end is given up, not followed, and so are classes", () => {
  expect(skip(new Uint8Array(1 << 20).fill(0x57))).toBe(-1);
  const classes = (count: number): Uint8Array =>
    bytes(...Array.from({ length: count }, () => [0x43, 0x00, 0x90]), 0x90);
  expect(skip(classes(65_536))).toBe(65_536 * 3 + 1);
  expect(skip(classes(65_537))).toBe(-1);
});

test.each([
  ["lists that claim the most there can be", hex("58 49 7f ff ff ff")],
  ["classes", hex("43 00 90 60")],
  ["chunks of nothing", hex("52 00 00")],
  ["chunks of no bytes", hex("41 00 00")],
  ["lists in lists", hex("57")],
  ["maps in maps", hex("48")],
  ["references", hex("7a 51 90")],
])("a mebibyte of %s are walked in time", (_name, pattern) => {
  const body = new Uint8Array(1 << 20);
  for (let at = 0; at + pattern.length <= body.length; at += pattern.length) body.set(pattern, at);
  const walker = new HessianWalker();
  const before = performance.now();
  for (let at = 0; at >= 0 && at < body.length; ) at = walker.skip(body, at, body.length);
  // Some 20 ms; a walk that looked at everything again for each value would take minutes.
  expect(performance.now() - before).toBeLessThan(5_000);
});

test("a string in chunks is one value, whatever their lengths", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (text, units) => {
      const value = chunkedString(text, units);
      expect(skip(bytes(value, 0x4e))).toBe(value.length);
    }),
  );
});
