/** A clock that never goes back. Injected, so that tests own the time. */
export interface Clock {
  /** Milliseconds since some fixed moment, with a fraction. */
  now(): number;
}
