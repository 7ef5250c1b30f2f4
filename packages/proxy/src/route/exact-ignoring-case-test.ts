import { canonicalNumber } from "./canonical-number.js";
import { equalsIgnoringCase, foldCase } from "./ignore-case.js";
import type { ValueTest } from "./value-test.js";

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
