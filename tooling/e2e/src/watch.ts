import { setImmediate as nextTurn } from "node:timers/promises";

/** How long a test waits for something that should happen at once. */
const PATIENCE_MS = 5000;

interface Waiting {
  readonly condition: () => boolean;
  readonly resolve: () => void;
}

/** Lets tests wait for conditions that events make true. */
export class Watch {
  readonly #waiting = new Set<Waiting>();

  /** To be called after every event that can make a condition true. */
  notify(): void {
    for (const waiting of this.#waiting) {
      if (waiting.condition()) {
        this.#waiting.delete(waiting);
        waiting.resolve();
      }
    }
  }

  /** @throws {Error} that names `what` when the condition is not true within `patienceMs` */
  until(condition: () => boolean, what: string, patienceMs: number = PATIENCE_MS): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const error = new Error(`waited ${patienceMs} ms in vain for ${what}`);
      const waiting: Waiting = {
        condition,
        resolve() {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(error);
      }, patienceMs);
      this.#waiting.add(waiting);
    });
  }
}

/** Waits for a condition of which no event tells, such as a statistic. */
export async function eventually(
  condition: () => boolean,
  what: string,
  patienceMs: number = PATIENCE_MS,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  const error = new Error(`waited ${patienceMs} ms in vain for ${what}`);
  while (!condition()) {
    if (performance.now() > deadline) throw error;
    await nextTurn();
  }
}

/** Lets every socket of the process read what has been written to it, so that writes stay apart. */
export async function turn(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
