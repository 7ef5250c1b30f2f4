import { equalsIgnoringCase, foldCase } from "./ignore-case.js";
import type { ValueTest } from "./value-test.js";

/** The number whose canonical decimal form is `text`, or NaN, which equals no number. */
export function canonicalNumber(text: string): number {
  const number = Number(text);
  return String(number) === text ? number : Number.NaN;
}

/** The value is `expected`. */
export class ExactTest implements ValueTest {
  readonly #expected: string;
  readonly #number: number;

  constructor(expected: string) {
    this.#expected = expected;
    this.#number = canonicalNumber(expected);
  }

  text(value: string): boolean {
    return value === this.#expected;
  }

  integer(value: number): boolean {
    return value === this.#number;
  }
}

/** The value is `expected`, but for the case of ASCII letters. */
export class ExactIgnoringCaseTest implements ValueTest {
  readonly #expected: string;
  readonly #number: number;

  constructor(expected: string) {
    this.#expected = foldCase(expected);
    this.#number = canonicalNumber(expected); // decimals have no case
  }

  text(value: string): boolean {
    return value.length === this.#expected.length && equalsIgnoringCase(value, 0, this.#expected);
  }

  integer(value: number): boolean {
    return value === this.#number;
  }
}

/** Any value passes: in Envoy, and so in Aeraki's routes, `exact: ""` means "has a value". */
export const ANY_VALUE: ValueTest = { text: () => true, integer: () => true };
