import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Milliseconds to be ready in, and to end in before the child is killed. */
const READY_MS = 20_000;
const END_MS = 5_000;

export interface ChildOptions {
  readonly name: string;
  /** Arguments of Node: a script and its own arguments. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** The line of its output that says that it is ready. */
  readonly ready: RegExp;
  /** Takes what the child prints, line by line, from when it is ready on. */
  readonly print: (line: string) => unknown;
}

export interface Child {
  /** Resolves when the process has ended; right away when it had. */
  stop(): Promise<void>;
}

/**
 * Starts a Node process and waits until it says that it is ready. It ends with this process at the latest.
 * @throws {Error} with what the child said, when it ends or takes too long before it is ready
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { name, print } = options;
  const child = spawn(process.execPath, options.args, {
    cwd: options.cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const killed = (): void => void child.kill("SIGKILL");
  process.once("exit", killed);
  let stopping = false;
  const ended = new Promise<void>((resolve) => {
    child.once("close", (code, signal) => {
      process.off("exit", killed);
      if (!stopping) print(`${name} has ended (${signal ?? `code ${code}`})`);
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    child.kill("SIGTERM");
    const timer = setTimeout(killed, END_MS);
    await ended;
    clearTimeout(timer);
  };
  try {
    await ready(child, { ...options, print: (line) => stopping || print(line) });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

function ready(child: ChildProcess, options: ChildOptions): Promise<void> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new Error([`${options.name} ${why}`, ...said].join("\n  ")));
    const timer = setTimeout(() => fail(`was not ready within ${READY_MS} ms`), READY_MS);
    let isReady = false;
    const take = (line: string): void => {
      if (isReady) {
        options.print(`[${options.name}] ${line}`);
        return;
      }
      said.push(line);
      if (!options.ready.test(line)) return;
      isReady = true;
      clearTimeout(timer);
      for (const each of said) options.print(`[${options.name}] ${each}`);
      resolve();
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on("line", take);
    }
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
    child.once("close", () => {
      clearTimeout(timer);
      if (!isReady) fail("ended before it was ready");
    });
  });
}
