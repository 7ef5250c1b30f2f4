import type { Balancer } from "./balancer.js";

/**
 * Weighted turns, smoothly: each candidate is due again 1/weight after it was last, and the one that is due first
 * is next; of those due at once, the one that has waited longest. The weight is asked anew at every turn.
 */
export class EarliestDeadline implements Balancer {
  readonly #weightOf: (index: number) => number;
  readonly #deadlines: Float64Array;
  /** When each was last put into the heap, counted in turns. */
  readonly #turns: Float64Array;
  /** A heap of indices, the one due first at the top. */
  readonly #heap: Uint32Array;
  #turn = 0;

  /**
   * @param count 1 or more
   * @param weightOf above 0
   */
  constructor(count: number, weightOf: (index: number) => number) {
    this.#weightOf = weightOf;
    this.#deadlines = new Float64Array(count);
    this.#turns = new Float64Array(count);
    this.#heap = new Uint32Array(count);
    for (let index = 0; index < count; index++) {
      this.#heap[index] = index;
      this.#schedule(index, 0);
    }
    for (let at = (count >>> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  pick(): number {
    const index = this.#heap[0] as number;
    this.#schedule(index, this.#deadlines[index] as number);
    this.#sink(0);
    return index;
  }

  #schedule(index: number, now: number): void {
    this.#deadlines[index] = now + 1 / this.#weightOf(index);
    this.#turns[index] = this.#turn++;
  }

  /** Moves the entry down to where nothing below it is due before it. */
  #sink(from: number): void {
    const heap = this.#heap;
    const index = heap[from] as number;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (
        child + 1 < heap.length &&
        this.#isBefore(heap[child + 1] as number, heap[child] as number)
      ) {
        child++;
      }
      if (this.#isBefore(index, heap[child] as number)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = index;
  }

  #isBefore(a: number, b: number): boolean {
    const difference = (this.#deadlines[a] as number) - (this.#deadlines[b] as number);
    if (difference !== 0) return difference < 0;
    return (this.#turns[a] as number) < (this.#turns[b] as number);
  }
}
