import { expect, test } from "vitest";
import { BackOff } from "./back-off.js";

test("waits double up to the longest, and begin again after a good connection", () => {
  const backOff = new BackOff({ initialMs: 500, maxMs: 3000 }, () => 1);
  const waits = Array.from({ length: 5 }, () => backOff.next());
  expect(waits).toEqual([500, 1000, 2000, 3000, 3000]);
  backOff.reset();
  expect(backOff.next()).toBe(500);
});

test("each wait is somewhere between its half and its whole", () => {
  expect(new BackOff({}, () => 0).next()).toBe(250);
  expect(new BackOff({}, () => 0.5).next()).toBe(375);
});

test("many failures stay at the longest wait", () => {
  const backOff = new BackOff({}, () => 1);
  for (let i = 0; i < 5000; i++) backOff.next();
  expect(backOff.next()).toBe(30_000);
});
