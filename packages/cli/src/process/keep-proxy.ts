import { setTimeout as delay } from "node:timers/promises";
import { ExitCode } from "../exit-code.js";
import type { CliIo } from "../io.js";
import { startChildProxy } from "./child-proxy.js";
import type { StopSignals } from "./stop-signals.js";

/** Milliseconds before the first new start; doubled for each start that fails, up to the longest. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;

/** Milliseconds after which a proxy counts as well: the next pause is the first one again. */
const STEADY_AFTER = 30_000;

/**
 * Runs a proxy until a signal ends it, and starts it again when it dies. One that has never been ready
 * is not tried again: its configuration is not right, or a port is in use.
 * @returns the exit code of the command
 */
export async function keepProxy(
  args: readonly string[],
  io: CliIo,
  { stop, hurry }: StopSignals,
): Promise<ExitCode> {
  let pause = FIRST_PAUSE;
  let everReady = false;
  while (!stop.aborted) {
    const startedAt = performance.now();
    const proxy = startChildProxy(args, io);
    if (stop.aborted) proxy.drain();
    stop.addEventListener("abort", proxy.drain, { once: true });
    hurry.addEventListener("abort", proxy.kill, { once: true });
    const { exitCode, signal, wasReady } = await proxy.ended;
    stop.removeEventListener("abort", proxy.drain);
    hurry.removeEventListener("abort", proxy.kill);
    if (stop.aborted) break;

    everReady ||= wasReady;
    const how = signal === null ? `with exit code ${exitCode}` : `by ${signal}`;
    if (!everReady) {
      io.error(`the proxy ended ${how} before it was ready\n`);
      return exitCode === ExitCode.Configuration || exitCode === ExitCode.Usage
        ? ExitCode.Configuration
        : ExitCode.Failed;
    }
    if (performance.now() - startedAt > STEADY_AFTER) pause = FIRST_PAUSE;
    io.error(`the proxy ended ${how}; it starts again in ${pause} ms\n`);
    await delay(pause, undefined, { signal: stop }).catch(() => {});
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }
  return ExitCode.Ok;
}
