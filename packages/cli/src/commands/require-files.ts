import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";

/** @throws {CommandFailure} when `-f` was not given */
export function requireFiles(names: readonly string[]): void {
  if (names.length > 0) return;
  throw new CommandFailure(
    ExitCode.Usage,
    "there is nothing to read; give files or folders with -f",
  );
}
