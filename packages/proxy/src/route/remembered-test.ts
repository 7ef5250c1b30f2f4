import type { TextTest, ValueTest } from "./value-test.js";

const SLOTS = 256; // power of two: integers are masked
const LONGEST = 256; // characters; longer values are rarely repeated and would fill the memory

const Known = { Nothing: 0, No: 1, Yes: 2 } as const;

/**
 * Remembers the results of a test that costs more than a look-up: a regular expression (0.3 to 1.3 us), or
 * any test of an integer's text (the text is garbage). Attributes of RPCs name methods and commands,
 * so a few values come again and again. Bounded: at most SLOTS texts and SLOTS integers.
 */
export class RememberedTest implements ValueTest {
  readonly #test: TextTest;
  readonly #texts = new Map<string, boolean>();
  #integers: Float64Array | undefined;
  #results: Uint8Array | undefined;

  constructor(test: TextTest) {
    this.#test = test;
  }

  text(value: string): boolean {
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    const result = this.#test(value);
    if (value.length <= LONGEST) {
      if (this.#texts.size === SLOTS) this.#texts.clear();
      this.#texts.set(value, result);
    }
    return result;
  }

  integer(value: number): boolean {
    this.#integers ??= new Float64Array(SLOTS);
    this.#results ??= new Uint8Array(SLOTS);
    const slot = (value ^ (value >>> 8)) & (SLOTS - 1);
    const known = this.#results[slot];
    if (known !== Known.Nothing && this.#integers[slot] === value) return known === Known.Yes;
    const result = this.#test(String(value));
    this.#integers[slot] = value;
    this.#results[slot] = result ? Known.Yes : Known.No;
    return result;
  }
}

/** A cheap test of texts: run each time for texts, remembered for integers. */
export class CheapTextTest implements ValueTest {
  readonly #test: TextTest;
  readonly #remembered: RememberedTest;

  constructor(test: TextTest) {
    this.#test = test;
    this.#remembered = new RememberedTest(test);
  }

  text(value: string): boolean {
    return this.#test(value);
  }

  integer(value: number): boolean {
    return this.#remembered.integer(value);
  }
}
