import type { StringMatch } from "@meltemi/core";
import { expect, test } from "vitest";
import { attributeMatchers } from "./attribute-match.js";

test.each<[StringMatch, object]>([
  [{ exact: "x" }, { stringMatch: { exact: "x" } }],
  [{ prefix: "x", ignoreCase: true }, { stringMatch: { prefix: "x", ignoreCase: true } }],
  [
    { suffix: "x", invert: true },
    { stringMatch: { suffix: "x" }, invertMatch: true },
  ],
  [
    { contains: "x", treatMissingAsEmpty: true },
    { stringMatch: { contains: "x" }, treatMissingHeaderAsEmpty: true },
  ],
  [{ regex: "a|b" }, { stringMatch: { safeRegex: { regex: "a|b" } } }],
  [{ range: { start: 1, end: 9 } }, { rangeMatch: { start: 1, end: 9 } }],
  [{ present: true }, { presentMatch: true }],
  [{ present: false }, { presentMatch: false }],
])("%j", (test, matcher) => {
  expect(attributeMatchers({ attributes: { name: test } })).toEqual([{ name: "name", ...matcher }]);
});

test.each<[string, StringMatch | null]>([
  ["nothing", {}],
  ["null", null],
  ["an empty exact text", { exact: "" }],
  ["the regex *", { regex: "*" }],
])("%s means any value", (_, match) => {
  const attributes = { name: match } as Record<string, StringMatch>;
  expect(attributeMatchers({ attributes })).toEqual([{ name: "name", presentMatch: true }]);
});

test("an empty text that is inverted, or stands for an absent one, stays what it is", () => {
  const attributes = {
    a: { exact: "", invert: true },
    b: { exact: "", treatMissingAsEmpty: true },
  };
  expect(attributeMatchers({ attributes })).toEqual([
    { name: "a", stringMatch: { exact: "" }, invertMatch: true },
    { name: "b", stringMatch: { exact: "" }, treatMissingHeaderAsEmpty: true },
  ]);
});

test("attributes are in order, and none is no condition", () => {
  const attributes = { b: { exact: "2" }, a: { exact: "1" }, B: { exact: "3" } };
  expect(attributeMatchers({ attributes }).map(({ name }) => name)).toEqual(["B", "a", "b"]);
  expect(attributeMatchers(undefined)).toEqual([]);
});
