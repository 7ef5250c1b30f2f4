import { once } from "node:events";
import type { CliIo } from "../io.js";

/** How a running command is asked to end. */
export interface StopSignals {
  /** Aborted by the first signal: end in order. */
  readonly stop: AbortSignal;
  /** Aborted by the second: end at once. */
  readonly hurry: AbortSignal;
}

const NAMES = ["SIGTERM", "SIGINT"] as const;

/** Of a child process: its parent is gone, even when that could not say so. */
const PARENT_GONE = "disconnect";

/**
 * Runs something that SIGTERM and SIGINT end. The signals are heard before it starts: in process 1 of
 * a container an unheard signal is lost.
 */
export async function withStopSignals<T>(
  signals: CliIo["signals"],
  body: (stopping: StopSignals) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const hurry = new AbortController();
  const onSignal = (): void => (stop.signal.aborted ? hurry : stop).abort();
  const onParentGone = (): void => {
    stop.abort();
    hurry.abort();
  };
  for (const name of NAMES) signals.on(name, onSignal);
  signals.on(PARENT_GONE, onParentGone);
  if ("connected" in signals && signals.connected === false) onParentGone();
  try {
    return await body({ stop: stop.signal, hurry: hurry.signal });
  } finally {
    for (const name of NAMES) signals.off(name, onSignal);
    signals.off(PARENT_GONE, onParentGone);
  }
}

export async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
