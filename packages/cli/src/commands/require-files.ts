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

/** Tells of files that were named without `-f`. */
export function fileWithoutFlag(command: string, names: readonly string[]): CommandFailure {
  const flags = names.map((name) => `-f ${name}`).join(" ");
  return new CommandFailure(ExitCode.Usage, `give files with -f: meltemi ${command} ${flags}`);
}
