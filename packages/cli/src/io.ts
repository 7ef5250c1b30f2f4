import type { EventEmitter } from "node:events";

/** What the command has of its process, so that it can run inside another. */
export interface CliIo {
  /** Writes results, lines with their newline. */
  out(text: string): void;
  /** Writes errors and progress, lines with their newline. */
  error(text: string): void;
  /** Emits "SIGTERM" and "SIGINT". */
  readonly signals: EventEmitter;
}

export const processIo: CliIo = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  signals: process,
};
