import { setTimeout as delay } from "node:timers/promises";

export interface Repetition {
  /** Requests to send; Infinity until the signal. */
  readonly count: number;
  /** Milliseconds from an answer to the next request. */
  readonly intervalMs: number;
}

/** Calls `send` with 0, 1, 2, ..., one after the other, until the count is full or SIGINT or SIGTERM comes. */
export async function sendRepeatedly(
  { count, intervalMs }: Repetition,
  send: (index: number) => Promise<unknown>,
): Promise<void> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const { signal } = stopped;
  try {
    for (let index = 0; index < count && !signal.aborted; index++) {
      await send(index);
      if (index + 1 < count) await delay(intervalMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}
