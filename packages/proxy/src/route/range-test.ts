import type { ValueTest } from "./value-test.js";

/** The value is an integer v with start <= v < end. Bounds are safe integers. */
export class RangeTest implements ValueTest {
  readonly #start: number;
  readonly #end: number;

  constructor(start: number, end: number) {
    this.#start = start;
    this.#end = end;
  }

  text(value: string): boolean {
    return this.integer(parseInteger(value));
  }

  integer(value: number): boolean {
    return value >= this.#start && value < this.#end;
  }
}

/**
 * The integer that the whole text is, with or without a sign; NaN, which lies in no range, when it is
 * none. Beyond 2^53 the result is rounded, but never to the other side of a bound.
 */
function parseInteger(text: string): number {
  const first = text.charCodeAt(0);
  const signed = first === 0x2b || first === 0x2d; // + -
  const start = signed ? 1 : 0;
  if (text.length === start) return Number.NaN;
  let value = 0;
  for (let i = start; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return first === 0x2d ? -value : value;
}
