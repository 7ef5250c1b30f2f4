import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** How long a program may take to start, or to answer a command. Milliseconds. */
const PATIENCE_MS = 60_000;
/** Of what it printed, so much is shown when it fails. Characters. */
const SHOWN_OUTPUT = 4000;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;
export type Json = Readonly<Record<string, unknown>>;

/** An exception that the client's library threw to the application. */
export class PeerError extends Error {
  override readonly name = "PeerError";
  /** Class of the exception in the peer's language, without its package. */
  readonly type: string;
  /** What else the peer tells of it, such as an error code. */
  readonly details: Json;

  constructor(type: string, message: string, details: Json) {
    super(message);
    this.type = type;
    this.details = details;
  }
}

/**
 * A client or server in another process. It prints one line of JSON when it is ready, `{"ready": true,
 * ...}`; then for each line of JSON that it reads, `{"id": 1, "command": "call", ...}`, it prints one:
 * `{"id": 1, "result": ...}` or `{"id": 1, "error": {"type": ..., "message": ...}}`. Anything else that it
 * prints is its log. It ends when its standard input does.
 */
export class Program {
  /** What it said when it was ready: `{ready: true, port: 1234}`. */
  readonly ready: Json;
  readonly #name: string;
  readonly #child: Child;
  readonly #pending = new Map<number, (answer: Json | Error) => void>();
  #lastId = 0;

  private constructor(name: string, child: Child, ready: Json) {
    this.#name = name;
    this.#child = child;
    this.ready = ready;
  }

  /** Starts it and waits until it is ready. @throws {Error} with what it printed, when it never is */
  static async start(
    name: string,
    command: readonly [program: string, ...args: string[]],
    options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
  ): Promise<Program> {
    const [program, ...args] = command;
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let log = "";
    const keep = (text: string): void => {
      log = (log + text).slice(-SHOWN_OUTPUT);
    };
    child.stderr.setEncoding("utf8").on("data", keep);
    child.stdin.on("error", () => {}); // it has ended, which `exit` tells
    let running: Program | undefined;
    return new Promise((resolve, reject) => {
      const giveUp = (why: string): void => {
        const error = new Error(`${name} ${why}. It printed:\n${log}`);
        reject(error);
        if (running !== undefined) running.#failAll(error);
      };
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        giveUp(`was not ready within ${PATIENCE_MS} ms`);
      }, PATIENCE_MS);
      child.on("error", (error) => giveUp(`could not be started: ${error.message}`));
      child.on("exit", (code, signal) => {
        clearTimeout(timer);
        giveUp(`ended (${signal ?? `exit code ${code}`})`);
      });
      createInterface({ input: child.stdout }).on("line", (line) => {
        const message = parse(line);
        if (message === undefined) {
          keep(`${line}\n`);
        } else if (running !== undefined) {
          running.#onAnswer(message);
        } else if (message["ready"] === true) {
          clearTimeout(timer);
          running = new Program(name, child, message);
          resolve(running);
        }
      });
    });
  }

  get port(): number {
    const { port } = this.ready;
    if (typeof port !== "number") throw new Error(`${this.#name} has not said its port`);
    return port;
  }

  /** @throws {PeerError} what the program caught; {Error} when it does not answer or has ended */
  async send(command: string, fields: Json = {}): Promise<unknown> {
    const { result, error } = await this.#ask(command, fields);
    if (error === undefined) return result;
    const { type, message, ...details } = error as Json;
    throw new PeerError(String(type), String(message), details);
  }

  /** Ends it, politely first. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 2000);
    await exited;
    clearTimeout(timer);
  }

  #ask(command: string, fields: Json): Promise<Json> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const late = new Error(`${this.#name}: no answer to "${command}" in ${PATIENCE_MS} ms`);
      const timer = setTimeout(() => settle(late), PATIENCE_MS);
      const settle = (answer: Json | Error): void => {
        clearTimeout(timer);
        this.#pending.delete(id);
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      };
      this.#pending.set(id, settle);
      this.#child.stdin.write(`${JSON.stringify({ id, command, ...fields })}\n`);
    });
  }

  #onAnswer(answer: Json): void {
    this.#pending.get(Number(answer["id"]))?.(answer);
  }

  #failAll(error: Error): void {
    for (const settle of this.#pending.values()) settle(error);
  }
}

function parse(line: string): Json | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}
