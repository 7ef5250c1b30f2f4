import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { cpuOfStat } from "../subject.js";
import { now } from "./time.js";

/** The command as `pnpm build` leaves it. */
const MELTEMI = new URL("../bin/meltemi.js", import.meta.resolve("@meltemi/cli"));
/** How long it may take to end in order. */
const GRACE_MS = 10_000;
const LINES_KEPT = 20;

/** A running `meltemi` command. It ends when the bench does. */
export class MeltemiCommand {
  /** By the clock that all processes share, in milliseconds. */
  readonly startedAt: number = now();
  readonly #process: ChildProcess;
  readonly #name: string;
  readonly #waiting: ((line: string) => void)[] = [];
  readonly #lastLines: string[] = [];
  readonly #ended: Promise<unknown>;

  /** @param profiles a folder for a CPU profile, written when it ends */
  constructor(args: readonly string[], profiles: string | undefined) {
    const profile = profiles === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profiles}`];
    this.#name = `meltemi ${args[0]}`;
    this.#process = spawn(process.execPath, [...profile, fileURLToPath(MELTEMI), ...args], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    // Not "exit": its last lines are still to come then.
    this.#ended = once(this.#process, "close");
    this.#follow(this.#process.stdout);
    this.#follow(this.#process.stderr);
  }

  /**
   * The next line of its output or log that `pattern` matches.
   * @throws {Error} with its last lines, when it ends first
   */
  async line(pattern: RegExp): Promise<RegExpExecArray> {
    const found = new Promise<RegExpExecArray>((resolve) => {
      this.#waiting.push((line) => {
        const match = pattern.exec(line);
        if (match !== null) resolve(match);
      });
    });
    const ended = this.#ended.then(() => undefined);
    const match = await Promise.race([found, ended]);
    if (match !== undefined) return match;
    throw new Error(`${this.#name} ended; its last lines:\n${this.#lastLines.join("\n")}`);
  }

  /** Memory that it has in use, and the most that it ever had, in MiB. NaN where there is no /proc. */
  async memory(): Promise<{ readonly now: number; readonly peak: number }> {
    const status = await readFile(`/proc/${this.#process.pid}/status`, "latin1").catch(() => "");
    const field = (name: string): number =>
      Number(new RegExp(`^${name}:\\s*(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) / 1024;
    return { now: field("VmRSS"), peak: field("VmHWM") };
  }

  /** Seconds of CPU that it has used. NaN where there is no /proc. */
  async cpu(): Promise<number> {
    const stat = await readFile(`/proc/${this.#process.pid}/stat`, "latin1").catch(() => "");
    return cpuOfStat(stat);
  }

  /** Asks it to end, and after a while makes it. */
  async close(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    this.#process.kill("SIGTERM");
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), GRACE_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  #follow(stream: Readable | null): void {
    if (stream === null) return;
    createInterface({ input: stream }).on("line", (line) => {
      this.#lastLines.push(line);
      if (this.#lastLines.length > LINES_KEPT) this.#lastLines.shift();
      for (const take of this.#waiting) take(line);
    });
  }
}
