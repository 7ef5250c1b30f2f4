/** What a bucket is configured with; never changes. */
export interface TokenBucketShape {
  /** Microseconds between two fills, a whole number of at least 1. */
  readonly fillIntervalMicros: number;
  /** Tokens that the bucket holds when full, 1 to 2^31-1. */
  readonly maxTokens: number;
  /** Tokens that one fill adds, 1 to 2^31-1; what does not fit is lost. */
  readonly tokensPerFill: number;
}

/**
 * Whole microseconds of a clock reading, the nearest. Milliseconds with a fraction are not exact in
 * binary (0.3 - 0.1 is not 0.2); whole microseconds are, and readings below 2^51 of them (71 years)
 * give the right one. Rounded by hand: with Math.round, `take` cost 21 ns instead of 7.
 */
export function wholeMicros(milliseconds: number): number {
  return Math.floor(milliseconds * 1000 + 0.5);
}

/**
 * How many fills are due `elapsedMicros` after the bucket was made. Exact for whole numbers below 2^53:
 * a quotient that is not whole lies further from the next whole number than rounding can move it.
 */
export function fillsDue(elapsedMicros: number, shape: TokenBucketShape): number {
  return Math.floor(elapsedMicros / shape.fillIntervalMicros);
}

/**
 * Tokens after `fills` more fills. One step for any number of them gives what single steps would,
 * as nothing is taken in between. A product above 2^53 is rounded, but then the bucket is full.
 */
export function tokensAfter(tokens: number, fills: number, shape: TokenBucketShape): number {
  return Math.min(shape.maxTokens, tokens + fills * shape.tokensPerFill);
}

/**
 * A token bucket without a timer: each `take` first makes up for the fills that have come due. The
 * k-th fill belongs to the moment of creation plus k intervals, however late somebody looks, so the
 * bucket never drifts.
 *
 * Its whole state is two integers, and the arithmetic is in the functions above: another class can
 * keep the same state in shared memory (advance `fills` by compare-and-exchange; who wins adds the
 * tokens).
 */
export class TokenBucket {
  readonly #shape: TokenBucketShape;
  readonly #createdAt: number;
  #tokens: number;
  /** Fills made so far. Only grows: a clock that steps back frees nothing a second time. */
  #fills = 0;

  /** @param now milliseconds of the clock that `take` will be given */
  constructor(shape: TokenBucketShape, now: number) {
    this.#shape = shape;
    this.#createdAt = wholeMicros(now);
    this.#tokens = shape.maxTokens;
  }

  /** Takes one token. @returns false when there is none, and then nothing has changed but fills */
  take(now: number): boolean {
    const due = fillsDue(wholeMicros(now) - this.#createdAt, this.#shape);
    if (due > this.#fills) {
      this.#tokens = tokensAfter(this.#tokens, due - this.#fills, this.#shape);
      this.#fills = due;
    }
    if (this.#tokens === 0) return false;
    this.#tokens -= 1;
    return true;
  }
}
