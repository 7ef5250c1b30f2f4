import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDuration } from "./duration.js";

test.each([
  ["250ms", 250],
  ["0s", 0],
  ["1.5s", 1500],
  ["2m", 120_000],
  ["1h30m", 5_400_000],
  ["1h1m1s1ms", 3_661_001],
  ["007s", 7000],
])("%s is %d ms", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  "",
  "5",
  "s",
  "5 s",
  " 5s",
  "5s ",
  "5s\n",
  "-5s",
  "+5s",
  ".5s",
  "5.s",
  "1e3s",
  "5S",
  "5us",
  "5d",
  "1,5s",
  "0x5s",
  "٥s",
  "5s5",
  "NaNs",
  "Infinitys",
])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test("the parts of a duration add up, in any order", () => {
  const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  const part = fc.tuple(fc.nat(100_000), fc.constantFrom("ms", "s", "m", "h"));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      const text = parts.map(([amount, unit]) => `${amount}${unit}`).join("");
      const sum = parts.reduce((total, [amount, unit]) => total + amount * units[unit], 0);
      expect(parseDuration(text)).toBe(sum);
    }),
  );
});

test("a long text that is nearly a duration is refused in linear time", () => {
  const start = performance.now();
  expect(parseDuration(`${"1".repeat(100_000)}x`)).toBeUndefined();
  expect(parseDuration(`${"1.1s".repeat(25_000)}x`)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(1000); // a quadratic one takes minutes
});
