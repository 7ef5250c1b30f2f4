/** A number that only goes up. */
export interface Counter {
  inc(): void;
  add(amount: number): void;
}

/** A number that goes up and down. */
export interface Gauge {
  inc(): void;
  dec(): void;
  set(value: number): void;
}

/** Makes statistics whose names start with the scope's own. Call it when made, not per message. */
export interface StatsScope {
  counter(name: string): Counter;
  gauge(name: string): Gauge;
}
