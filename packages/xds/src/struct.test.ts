import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeMessage, encodeMessage } from "./messages.js";
import { fromStruct, toStruct } from "./struct.js";

test("any JSON object survives the way through a Struct", () => {
  const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }), { noNullPrototype: true });
  fc.assert(
    fc.property(json, (value) => {
      const expected = JSON.parse(JSON.stringify(value)); // -0 is 0
      const bytes = encodeMessage("google.protobuf.Struct", toStruct(expected));
      expect(fromStruct(decodeMessage("google.protobuf.Struct", bytes))).toEqual(expected);
    }),
  );
});

test("members that are undefined are left out", () => {
  expect(fromStruct(toStruct({ a: undefined, b: 1 }))).toEqual({ b: 1 });
});

test("what JSON does not have is refused with its place", () => {
  expect(() => toStruct({ a: { b: [1, Number.NaN] } })).toThrow("a.b[1]: NaN is not a JSON value");
  expect(() => toStruct({ a: 1n })).toThrow("a: 1 is not a JSON value");
});

test("a value in a circle is refused", () => {
  const circle: Record<string, unknown> = {};
  circle["again"] = circle;
  expect(() => toStruct(circle)).toThrow("in a circle");
});
