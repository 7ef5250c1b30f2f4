import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRequest } from "../test/rate-limit-proto.js";
import { decodeOverLimit, encodeQuestion } from "./rate-limit-messages.js";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytes = (text: string): Uint8Array => Buffer.from(text, "hex");

describe("a question", () => {
  test("has the domain as field 1 and every descriptor, with its entries, as field 2", () => {
    const question = {
      domain: "d",
      descriptors: [
        [
          { key: "a", value: "1" },
          { key: "b", value: "" },
        ],
        [{ key: "é", value: "2" }],
      ],
    };
    expect(hex(encodeQuestion(question))).toBe(
      [
        "0a0164",
        "120f",
        "0a06",
        "0a0161120131",
        "0a05",
        "0a01621200",
        "1209",
        "0a07",
        "0a02c3a9120132",
      ].join(""),
    );
  });

  test("of any texts is read by others as it was written", () => {
    const value = fc.string({ unit: "grapheme" });
    const key = fc.string({ unit: "grapheme", minLength: 1 });
    const entries = fc.array(fc.record({ key, value }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(key, fc.array(entries, { minLength: 1, maxLength: 4 }), (domain, descriptors) => {
        expect(readRequest(encodeQuestion({ domain, descriptors }))).toEqual({
          domain,
          descriptors: descriptors.map((entries) => ({ entries })),
          hitsAddend: 0,
        });
      }),
    );
  });
});

describe("an answer", () => {
  test.each([
    ["OVER_LIMIT", "0802", true],
    ["OK", "0801", false],
    ["UNKNOWN, as a field", "0800", false],
    ["UNKNOWN, by its absence", "", false],
    ["a code that is yet to be invented", "0809", false],
    [
      "OVER_LIMIT behind fields of every wire type",
      "120208021a0161250000000029000000000000000030010802",
      true,
    ],
    ["OK, with a status that says OVER_LIMIT", "080112020802", false],
  ])("of %s is understood", (_, message, overLimit) => {
    expect(decodeOverLimit(bytes(message))).toBe(overLimit);
  });

  test.each([
    ["breaks off in a field", "12ff"],
    ["has a wire type that does not exist", "0f"],
    ["has an endless number", "08ffffffffffffffffffff"],
  ])("that %s is an error", (_, message) => {
    expect(() => decodeOverLimit(bytes(message))).toThrow();
  });
});
