import { expect, test } from "vitest";
import { HessianReader } from "./hessian-reader.js";
import type { HessianValue } from "./hessian-value.js";
import { HessianWriter } from "./hessian-writer.js";
import { WireError } from "./wire-error.js";

const write = (value: HessianValue): Buffer => new HessianWriter().value(value).bytes();
const read = (hex: string): HessianValue => new HessianReader(Buffer.from(hex, "hex")).value();

test("values are written as the Hessian 2 specification has them", () => {
  const written: [HessianValue, string][] = [
    [null, "4e"],
    [true, "54"],
    [false, "46"],
    [0, "90"],
    [-16, "80"],
    [47, "bf"],
    [48, "c830"],
    [-2048, "c000"],
    [-256, "c700"],
    [2047, "cfff"],
    [-262_144, "d00000"],
    [262_143, "d7ffff"],
    [262_144, "4900040000"],
    [-(2 ** 31), "4980000000"],
    ["", "00"],
    ["hello", "0568656c6c6f"],
    ["\u00c3", "01c383"],
    ["a".repeat(32), `3020${"61".repeat(32)}`],
    ["a".repeat(1024), `530400${"61".repeat(1024)}`],
    [new Map([["foo", "bar"]]), "4803666f6f036261725a"],
  ];
  for (const [value, hex] of written) expect(write(value).toString("hex")).toBe(hex);
});

test("values survive the round trip", () => {
  const values: HessianValue[] = [
    ...[0, -17, 48, 2048, -2049, 262_144, -262_145, 2 ** 31 - 1],
    ...[31, 32, 1023, 1024, 0x8000, 0x8001, 0x18000].map((length) => "é".repeat(length)),
    "a character of two units: \u{1f32c}",
    new Map<string, HessianValue>([
      ["text", "bar"],
      ["nested", new Map([["deep", null]])],
      ["flag", true],
    ]),
  ];
  for (const value of values) expect(new HessianReader(write(value)).value()).toEqual(value);
});

test("forms that the writer does not choose are read", () => {
  expect(read("490000002a")).toBe(42);
  expect(read("53000568656c6c6f")).toBe("hello");
  expect(read("52000268655200016c026c6f")).toBe("hello");
  expect(read("4d05612e4d617003666f6f036261725a")).toEqual(new Map([["foo", "bar"]]));
  expect(read("4d9003666f6f036261725a")).toEqual(new Map([["foo", "bar"]]));
});

test("a number that is no integer of 32 bits is not written", () => {
  expect(() => write(2 ** 31)).toThrow(RangeError);
  expect(() => write(0.5)).toThrow(RangeError);
});

test("a value cut anywhere is refused", () => {
  const whole = write(new Map<string, HessianValue>([["é".repeat(40), 70_000]]));
  for (let length = 0; length < whole.length; length++) {
    expect(() => new HessianReader(whole.subarray(0, length)).value()).toThrow(WireError);
  }
});

test("a value of another type, or of one that no sample has, is refused", () => {
  expect(() => new HessianReader(write(1)).text()).toThrow("type number, not a text");
  expect(() => new HessianReader(write(null)).integer()).toThrow("type null, not a number");
  expect(() => read("4400000000000000")).toThrow("starts with 0x44");
  expect(() => read("01f0")).toThrow("a character that starts with 0xf0");
});

test("maps nested without end are refused", () => {
  expect(() => read("480161".repeat(10_000))).toThrow(/in each other/);
  expect(() => read("4d".repeat(10_000))).toThrow(/in each other/);
});
