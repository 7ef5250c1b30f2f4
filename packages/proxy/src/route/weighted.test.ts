import fc from "fast-check";
import { expect, test } from "vitest";
import { cumulativeWeights, pickWeighted } from "./weighted.js";

test("each entry is picked as often as its weight says", () => {
  const weights = [1, 0, 3, 6];
  const cumulative = cumulativeWeights(weights);
  const picked = weights.map(() => 0);
  for (let i = 0; i < 1000; i++) {
    const index = pickWeighted(cumulative, () => i / 1000);
    picked[index] = (picked[index] ?? 0) + 1;
  }
  expect(picked).toEqual([100, 0, 300, 600]);
});

test("an entry of weight 0 is never picked, wherever it stands and whatever the random number", () => {
  const justBelowOne = 1 - 2 ** -53;
  const random = fc.oneof(
    fc.constantFrom(0, justBelowOne),
    fc.double({ min: 0, max: justBelowOne, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 1 }), random, (weights, number) => {
      const index = pickWeighted(cumulativeWeights(weights), () => number);
      if (weights.every((weight) => weight === 0)) expect(index).toBe(-1);
      else expect(weights[index]).toBeGreaterThan(0);
    }),
  );
});

test("nothing is picked from nothing", () => {
  expect(pickWeighted(cumulativeWeights([]), () => 0)).toBe(-1);
});
