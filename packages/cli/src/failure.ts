import type { ConfigProblem } from "@meltemi/api";
import { ExitCode } from "./exit-code.js";

/** Ends the command with a message for its user. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What the configuration loader throws, known by its code: the proxy may be another copy. */
interface ConfigRefusal extends Error {
  readonly code: "E_CONFIG";
  readonly problems: readonly ConfigProblem[];
}

export function isConfigRefusal(error: unknown): error is ConfigRefusal {
  return error instanceof Error && "code" in error && error.code === "E_CONFIG";
}

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommandFailure) return error.exitCode;
  return isConfigRefusal(error) ? ExitCode.Configuration : ExitCode.Failed;
}

/** What to print of an error, ended by a newline. Those that are meant for users need no stack. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return `meltemi: ${String(error)}\n`;
  if (error.name === "ConfigError") return `${pathOf(error)}${error.message}\n`;
  const isForUsers = error instanceof CommandFailure || "code" in error;
  return isForUsers ? `${error.message}\n` : `meltemi: ${error.stack ?? error.message}\n`;
}

/** `admin.port: `, where a part of the proxy said what of its configuration cannot be used. */
function pathOf(error: Error): string {
  const path = "path" in error && Array.isArray(error.path) ? error.path : [];
  return path.length === 0 ? "" : `${path.join(".")}: `;
}
