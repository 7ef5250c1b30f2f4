import type { Clock } from "@meltemi/core";

/**
 * With this many requests in flight or fewer there is nothing to merge writes with, so they leave at the
 * end of the read instead of waiting for the end of the loop's turn.
 */
const LONELY_REQUESTS = 2;

/** Milliseconds between looks at the deadlines: the error of every timeout. */
export const TICK_MS = 20;

/** Something that holds bytes to be sent. */
export interface Flushable {
  flush(): void;
}

/** Something that has more to do before the writes of this turn go out. */
export interface Deferred {
  runDeferred(): void;
}

/**
 * What all connections of a thread share about its event loop: the clock read once per event, and the
 * outputs to be flushed, one write per socket and turn.
 */
export class EventLoop {
  /** The time of the event being handled, in milliseconds. */
  now: number;
  /** Requests in flight in this thread. */
  activeRequests = 0;

  readonly #clock: Clock;
  readonly #dirty: Flushable[] = [];
  readonly #deferred: Deferred[] = [];
  #reading = false;
  #scheduled = false;
  readonly #flushAll = (): void => {
    this.#scheduled = false;
    this.now = this.#clock.now();
    this.#flush();
  };

  constructor(clock: Clock) {
    this.#clock = clock;
    this.now = clock.now();
  }

  /** To be called before the bytes of a read are handled. */
  beginRead(): void {
    this.now = this.#clock.now();
    this.#reading = true;
  }

  endRead(): void {
    this.#reading = false;
    if (this.#dirty.length === 0 && this.#deferred.length === 0) return;
    if (this.activeRequests <= LONELY_REQUESTS) this.#flush();
    else this.#schedule();
  }

  /** Milliseconds that the handling of this event has taken so far. */
  elapsed(): number {
    return this.#clock.now() - this.now;
  }

  /** For events other than reads: timers, connects, closes. */
  tick(): void {
    this.now = this.#clock.now();
  }

  /** The output has bytes to send; they leave with the others of this turn. */
  markDirty(output: Flushable): void {
    this.#dirty.push(output);
    if (!this.#reading) this.#schedule();
  }

  /** Runs once the current event has been handled, before this turn's writes. */
  defer(work: Deferred): void {
    this.#deferred.push(work);
    if (!this.#reading) this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(this.#flushAll);
  }

  #flush(): void {
    // Deferred work may defer more; what it adds now runs in the next turn.
    const deferred = this.#deferred.length;
    if (deferred > 0) for (const work of this.#deferred.splice(0, deferred)) work.runDeferred();
    const dirty = this.#dirty;
    for (let i = 0; i < dirty.length; i++) (dirty[i] as Flushable).flush();
    dirty.length = 0;
    if (this.#deferred.length > 0) this.#schedule();
  }
}
