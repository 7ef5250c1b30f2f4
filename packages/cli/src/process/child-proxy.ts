import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ExitCode } from "../exit-code.js";
import type { CliIo } from "../io.js";

/** The command itself, from src/ and from dist/ alike. */
const MELTEMI = fileURLToPath(new URL("../../bin/meltemi.js", import.meta.url));

/** A proxy in a process of its own. */
export interface ChildProxy {
  /** How it ended; undefined for one that a signal has killed. Never rejects. */
  readonly ended: Promise<ChildEnd>;
  /** Asks it to finish what is in flight. */
  drain(): void;
  kill(): void;
}

export interface ChildEnd {
  readonly exitCode: ExitCode | number | null;
  readonly signal: string | null;
  /** Whether it ever said that it was ready. */
  readonly wasReady: boolean;
}

/**
 * Starts a proxy. It ends when this process does, however that comes about: it watches the channel
 * between the two.
 */
export function startChildProxy(args: readonly string[], io: CliIo): ChildProxy {
  const child = spawn(process.execPath, [MELTEMI, "proxy", ...args], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A group of its own: Ctrl-C in a terminal reaches this process alone, which hands it on once.
    detached: true,
  });
  let wasReady = false;
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    wasReady = true;
    io.out(text);
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => io.error(text));
  const ended = new Promise<ChildEnd>((resolve) => {
    // Not "exit": what it wrote last is still to come then.
    child.once("close", (exitCode, signal) => resolve({ exitCode, signal, wasReady }));
    child.once("error", (error) => {
      io.error(`the proxy cannot be started: ${error.message}\n`);
      resolve({ exitCode: ExitCode.Failed, signal: null, wasReady });
    });
  });
  return {
    ended,
    drain: () => void child.kill("SIGTERM"),
    kill: () => void child.kill("SIGKILL"),
  };
}
