import { expect, test } from "vitest";
import { changedLines } from "./line-diff.js";

test("equal texts have no changed line", () => {
  expect(changedLines("a\nb\n", "a\nb\n")).toEqual([]);
});

test("a changed line is shown as it was and as it is, in place", () => {
  expect(changedLines("a\nb\nc\n", "a\nB\nc\nd\n")).toEqual(["- b", "+ B", "+ d"]);
});

test("a moved line is a removal and an addition, not a change of everything between", () => {
  expect(changedLines("a\nb\nc", "b\nc\na")).toEqual(["- a", "+ a"]);
});

test("blank lines do not count", () => {
  expect(changedLines("a\n\nb", "a\nb\n\n")).toEqual([]);
});
