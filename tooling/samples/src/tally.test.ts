import { expect, test } from "vitest";
import { Tally } from "./tally.js";

test("outcomes are counted and told in the order of their names", () => {
  const tally = new Tally();
  expect(String(tally)).toBe("");
  for (const outcome of ["v2", "60", "v1", "v2"]) tally.add(outcome);
  expect(String(tally)).toBe("60: 1, v1: 1, v2: 2");
});
