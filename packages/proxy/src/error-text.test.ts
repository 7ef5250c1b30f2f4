import { expect, test } from "vitest";
import { errorStack, errorText } from "./error-text.js";

test("an error is its message, or its stack where it has one", () => {
  const error = new TypeError("a defect");
  expect(errorText(error)).toBe("a defect");
  expect(errorStack(error)).toContain("error-text.test.ts");
});

test("whatever else is thrown has a text too", () => {
  const hostile = {
    toString() {
      throw new Error("no text");
    },
  };
  for (const thrown of [undefined, null, 7, "why", Symbol("why"), Object.create(null), hostile]) {
    expect(errorText(thrown)).toMatch(/./);
    expect(errorStack(thrown)).toBe(errorText(thrown));
  }
});
