import type { EventEmitter } from "node:events";
import { text } from "node:stream/consumers";

/** What the command has of its process, so that it can run inside another. */
export interface CliIo {
  /** Writes results, lines with their newline. */
  out(text: string): void;
  /** Writes errors and progress, lines with their newline. */
  error(text: string): void;
  /** Reads all of the standard input, for `-f -`. */
  input(): Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Emits "SIGTERM" and "SIGINT", and "disconnect" when a parent that opened a channel is gone. */
  readonly signals: EventEmitter;
}

export const processIo: CliIo = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  input: () => text(process.stdin),
  environment: process.env,
  signals: process,
};
