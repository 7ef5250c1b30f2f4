import { expect, test } from "vitest";
import { formatBar, measureBar } from "./micro-bar.js";
import type { MicroCase } from "./micro-case.js";

/** A case that takes as many turns of a loop as that, for each operation. */
function spinning(name: string, turns: number): MicroCase {
  const run = (times: number): number => {
    let sum = 0;
    for (let i = 0; i < times * turns; i++) sum = (sum + i) | 0;
    return sum;
  };
  return { name, run };
}

const CASES = [spinning("short", 1_000), spinning("long", 20_000)];

test("a case that costs many times another misses its bar, the other way round it is met", () => {
  const long = { name: "long", beside: "short", atMost: 2 };
  const short = { name: "short", beside: "long", atMost: 2 };
  expect(formatBar(measureBar(long, CASES, 11, 10))).toMatch(
    /^long \/ short: \d+\.\d\d, bar <= 2\.00 missed$/,
  );
  expect(formatBar(measureBar(short, CASES, 11, 10))).toMatch(/met$/);
});

test("a bar for a case that is not there is refused", () => {
  const bar = { name: "short", beside: "gone", atMost: 2 };
  expect(() => measureBar(bar, CASES, 1, 1)).toThrow('no case "gone"');
});
