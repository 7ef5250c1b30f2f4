import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Watch } from "../watch.js";

/** The command as a user runs it: what has been built. */
const MELTEMI = join(
  dirname(createRequire(import.meta.url).resolve("@meltemi/cli/package.json")),
  "bin/meltemi.js",
);

/** Working directory of all programs: the root of the workspace, where the official plugins are found. */
const ROOT: string = fileURLToPath(new URL("../../../../", import.meta.url));

/** Milliseconds that a program may take to say something, and to end when it is told to. */
const PATIENCE_MS = 20_000;
const END_MS = 10_000;

/** A `meltemi` process. It ends with this process, however that ends. */
export class Program {
  /** Every line of its output, also of what it says on stderr. */
  readonly lines: string[] = [];
  readonly #title: string;
  readonly #child: ChildProcess;
  readonly #watch = new Watch();
  readonly #ended: Promise<unknown>;
  #hasEnded = false;

  constructor(args: readonly string[]) {
    this.#title = `meltemi ${args[0]}`;
    // The command ends when this channel does.
    this.#child = spawn(process.execPath, [MELTEMI, ...args], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const input of [this.#child.stdout, this.#child.stderr]) {
      if (input === null) continue;
      createInterface({ input }).on("line", (line) => {
        this.lines.push(line);
        this.#watch.notify();
      });
    }
    this.#ended = once(this.#child, "close").then(() => {
      this.#hasEnded = true;
      this.#watch.notify();
    });
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`${this.#title} has not started`);
    return this.#child.pid;
  }

  /** Waits for a line. @throws {Error} with all that was said, when the program ends or says nothing of the kind */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    const find = (): RegExpExecArray | undefined =>
      this.lines.map((line) => pattern.exec(line)).find((found) => found !== null) ?? undefined;
    const isOver = (): boolean => find() !== undefined || this.#hasEnded;
    await this.#watch.until(isOver, `${this.#title} to say ${pattern}`, PATIENCE_MS);
    const found = find();
    if (found === undefined) {
      throw new Error(
        [`${this.#title} ended before it said ${pattern}:`, ...this.lines].join("\n"),
      );
    }
    return found;
  }

  /** Resolves with its exit code when it ends by itself. */
  async ends(): Promise<number | null> {
    await this.#ended;
    return this.#child.exitCode;
  }

  /** Asks it to end in order. */
  async stop(): Promise<void> {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), END_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}

/** Runs a command to its end. */
export async function meltemi(
  ...args: readonly string[]
): Promise<{ readonly exit: number | null; readonly text: string }> {
  const program = new Program(args);
  const exit = await program.ends();
  return { exit, text: program.lines.join("\n") };
}
