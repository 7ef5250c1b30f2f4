import fc from "fast-check";
import { expect, test } from "vitest";
import { Histogram } from "./histogram.js";
import { COARSE_BOUNDS } from "./histogram-buckets.js";

const SHARES = [0.01, 0.5, 0.9, 0.99, 0.999, 1];
// From 1 us to 1 h, as many short as long.
const duration = fc
  .double({ min: -3, max: Math.log10(3_600_000), noNaN: true })
  .map((x) => 10 ** x);

test("a quantile is within 5 % of the exact one, from 1 us to 1 h", () => {
  fc.assert(
    fc.property(fc.array(duration, { minLength: 1 }), (durations) => {
      const histogram = new Histogram();
      for (const ms of durations) histogram.record(ms);
      const sorted = durations.toSorted((a, b) => a - b);
      for (const q of SHARES) {
        const exact = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] as number;
        expect(Math.abs(histogram.quantile(q) - exact) / exact).toBeLessThan(0.05);
      }
    }),
  );
});

test("Prometheus buckets are exact", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(duration, fc.constantFrom(...COARSE_BOUNDS))), (durations) => {
      const histogram = new Histogram();
      for (const ms of durations) histogram.record(ms);
      expect(histogram.cumulativeCounts()).toEqual(
        COARSE_BOUNDS.map((bound) => durations.filter((ms) => ms <= bound).length),
      );
    }),
  );
});

test("count and sum are exact", () => {
  const histogram = new Histogram();
  for (const ms of [0.25, 3, 1000]) histogram.record(ms);
  expect(histogram.count).toBe(3);
  expect(histogram.sum).toBe(1003.25);
});

test("what lies outside the range is counted at its end", () => {
  const histogram = new Histogram();
  for (const ms of [0, -1, Number.NaN]) histogram.record(ms);
  expect(histogram.quantile(1)).toBeCloseTo(0.001, 4);
  expect(histogram.sum).toBe(0);
  histogram.record(1e12);
  expect(histogram.quantile(1) / 3_600_000).toBeCloseTo(1, 1);
  expect(histogram.cumulativeCounts().at(-1)).toBe(4);
});

test("a histogram without records has quantiles of 0", () => {
  const histogram = new Histogram();
  expect(histogram.quantile(0.5)).toBe(0);
  expect(histogram.count).toBe(0);
  expect(histogram.sum).toBe(0);
});
