/** How the value of an attribute is held. */
export const Held = { Nothing: 0, Integer: 1, Range: 2, Text: 3 } as const;
export type Held = (typeof Held)[keyof typeof Held];

/** The attributes of one message, by the index of the attribute. */
export class AttributeValues {
  readonly held: Held[] = [];
  /** The integer, or the start of the range relative to that of the message. */
  readonly numbers: number[] = [];
  /** The end of the range, relative as well. */
  readonly ends: number[] = [];
  readonly texts: string[] = [];
  anyRange = false;
  /** Indices of what is held, so that `clear` need not look at all. */
  readonly #set: number[] = [];
  #setCount = 0;

  setInteger(index: number, value: number): void {
    this.#hold(index, Held.Integer);
    this.numbers[index] = value;
  }

  setRange(index: number, start: number, end: number): void {
    this.#hold(index, Held.Range);
    this.numbers[index] = start;
    this.ends[index] = end;
    this.anyRange = true;
  }

  setText(index: number, text: string): void {
    this.#hold(index, Held.Text);
    this.texts[index] = text;
  }

  clear(): void {
    for (let i = 0; i < this.#setCount; i++) {
      const index = this.#set[i] as number;
      if (this.held[index] === Held.Text) this.texts[index] = ""; // it may have been a large one
      this.held[index] = Held.Nothing;
    }
    this.#setCount = 0;
    this.anyRange = false;
  }

  #hold(index: number, how: Held): void {
    if (index >= this.held.length) this.#grow(index);
    if (this.held[index] === Held.Nothing) {
      this.#set[this.#setCount] = index;
      this.#setCount++;
    }
    this.held[index] = how;
  }

  // Filled without holes: the arrays stay packed, and so fast.
  #grow(index: number): void {
    while (this.held.length <= index) {
      this.held.push(Held.Nothing);
      this.numbers.push(0);
      this.ends.push(0);
      this.texts.push("");
    }
  }
}

/** More than this are not kept for the next burst. */
const MOST_FREE = 4096;
/** Last in, first out: what was used last is in the cache. */
const free: AttributeValues[] = [];

/** Empty values. */
export function takeValues(): AttributeValues {
  return free.pop() ?? new AttributeValues();
}

export function releaseValues(values: AttributeValues): void {
  values.clear();
  if (free.length < MOST_FREE) free.push(values);
}
