import { expect, test } from "vitest";
import { timerMs } from "./timer-ms.js";

test.each([
  [-5, 1],
  [0.2, 1],
  [10.1, 11],
  [1e12, 0x7fff_ffff],
])("a wait of %f ms is a timer of %i ms", (wait, timer) => {
  expect(timerMs(wait)).toBe(timer);
});
