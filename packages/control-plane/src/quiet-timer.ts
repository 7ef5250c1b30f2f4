/** When a burst of events is over. */
export interface QuietOptions {
  /** Milliseconds without an event after which a burst is over. */
  readonly quietMs: number;
  /** The longest that a burst may last, in milliseconds. */
  readonly maxWaitMs: number;
}

/** Calls back once for a burst of events, when it is over or has lasted long enough. */
export class QuietTimer {
  readonly #options: QuietOptions;
  readonly #onQuiet: () => void;
  #timer: NodeJS.Timeout | undefined;
  #since: number | undefined;

  constructor(options: QuietOptions, onQuiet: () => void) {
    this.#options = options;
    this.#onQuiet = onQuiet;
  }

  /** An event. */
  touch(): void {
    const now = performance.now();
    this.#since ??= now;
    const left = this.#since + this.#options.maxWaitMs - now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.cancel();
        this.#onQuiet();
      },
      Math.max(0, Math.min(this.#options.quietMs, left)),
    );
  }

  /** Forgets the events so far. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#since = undefined;
  }
}
