import { expect, test } from "vitest";
import { type Figure, formatFigures } from "./figure.js";

const samples = Array.from({ length: 200 }, (_, index) => index + 1);

function lineOf(figure: Figure): string {
  return formatFigures([figure]).split("\n")[1] ?? "";
}

test.for([
  { of: "median", atMost: 100.5, says: "median <= 101 met" },
  { of: "p99", atMost: 198, says: "p99 <= 198 met" },
  { of: "p99", atMost: 197, says: "p99 <= 197 missed" },
  { of: "max", atMost: 199, says: "max <= 199 missed" },
] as const)("of many samples a bar judges one: $says", ({ of, atMost, says }) => {
  const line = lineOf({ name: "a change", unit: "ms", samples, bar: { of, atMost } });
  expect(line).toMatch(/^a change +200 +101 +198 +200 +ms /);
  expect(line.endsWith(says)).toBe(true);
});

test("of one sample there is no percentile to show", () => {
  const line = lineOf({ name: "start", unit: "s", samples: [9.5], bar: { of: "p99", atMost: 10 } });
  expect(line).toMatch(/^start +1 +9\.50 +s +<= 10 met$/);
});

test("a figure that nothing is expected of has no verdict", () => {
  expect(lineOf({ name: "peak", unit: "MiB", samples: [12] })).toMatch(/^peak +1 +12 +MiB$/);
});

test("what could not be measured meets no bar", () => {
  const bar = { of: "p99", atMost: 1024 } as const;
  expect(lineOf({ name: "memory", unit: "MiB", samples: [Number.NaN], bar })).toContain("missed");
});
