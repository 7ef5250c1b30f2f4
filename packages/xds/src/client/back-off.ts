/** Milliseconds between attempts to connect. */
export interface BackOffOptions {
  /** @default 500 */
  readonly initialMs?: number;
  /** @default 30_000 */
  readonly maxMs?: number;
}

/**
 * Waits that double from attempt to attempt. Each is somewhere between its half and its whole, so that
 * the clients of a server that comes back do not come back all at once.
 */
export class BackOff {
  readonly #initialMs: number;
  readonly #maxMs: number;
  readonly #random: () => number;
  #failures = 0;

  /** @param random between 0 and 1 */
  constructor({ initialMs = 500, maxMs = 30_000 }: BackOffOptions, random: () => number) {
    this.#initialMs = initialMs;
    this.#maxMs = maxMs;
    this.#random = random;
  }

  /** The wait before the next attempt, in milliseconds. */
  next(): number {
    const whole = Math.min(this.#maxMs, this.#initialMs * 2 ** this.#failures);
    if (whole < this.#maxMs) this.#failures++;
    return whole * (0.5 + this.#random() / 2);
  }

  /** The connection was good. */
  reset(): void {
    this.#failures = 0;
  }
}
