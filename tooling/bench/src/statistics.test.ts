import { expect, test } from "vitest";
import { median, percentile, spread } from "./statistics.js";

test("the median is the value in the middle, whatever the order", () => {
  expect(median([10, 9, 1])).toBe(9);
});

test("the median of an even number is the mean of the two in the middle", () => {
  expect(median([4, 1, 2, 100])).toBe(3);
});

test("the median of nothing is not a number", () => {
  expect(median([])).toBeNaN();
});

test("a spread has the median and both ends", () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
});

test("a percentile is the value that so many percent do not exceed", () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(percentile(values, 99)).toBe(198);
  expect(percentile([5, 7], 99)).toBe(7);
  expect(percentile([], 99)).toBeNaN();
});
