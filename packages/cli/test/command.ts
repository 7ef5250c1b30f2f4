import { EventEmitter, once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../src/run.js";

export interface Command {
  readonly exit: Promise<number>;
  readonly written: { readonly out: string; readonly error: string };
  readonly signals: EventEmitter;
  until(stream: "out" | "error", pattern: RegExp): Promise<RegExpExecArray>;
}

export interface CommandInput {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the command in this process. */
export function start(args: readonly string[], given: CommandInput = {}): Command {
  const written = { out: "", error: "" };
  const events = new EventEmitter();
  const signals = new EventEmitter();
  const write = (stream: "out" | "error") => (text: string) => {
    written[stream] += text;
    events.emit("written");
  };
  const exit = run(args, {
    out: write("out"),
    error: write("error"),
    input: () => Promise.resolve(given.input ?? ""),
    environment: given.environment ?? {},
    signals,
  });
  void exit.then(() => events.emit("written"));
  return {
    exit,
    written,
    signals,
    async until(stream, pattern) {
      for (;;) {
        const found = pattern.exec(written[stream]);
        if (found !== null) return found;
        await Promise.race([once(events, "written"), failAtExit(exit, written)]);
      }
    },
  };
}

/** What ended will write no more: a test must not wait for it. */
async function failAtExit(exit: Promise<number>, written: Command["written"]): Promise<never> {
  const code = await exit;
  throw new Error(`ended with ${code}: ${written.out}${written.error}`);
}

export interface Finished {
  readonly exit: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command to its end. */
export async function finished(
  args: readonly string[],
  given: CommandInput = {},
): Promise<Finished> {
  const command = start(args, given);
  return { exit: await command.exit, ...command.written };
}

/** A folder with these files, for the time of a test. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "meltemi-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}
