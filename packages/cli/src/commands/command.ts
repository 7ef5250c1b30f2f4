import type { Option } from "commander";
import type { ExitCode } from "../exit-code.js";
import type { CliIo } from "../io.js";

/** A sub-command, as data: run.ts makes commander's form of it. */
export interface CommandDefinition<Arguments extends readonly unknown[] = never, Options = never> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What else its own help says. Lines of up to 100 characters. */
  readonly details?: string;
  /** In commander's form, such as `<kind>`, `[name]`, `<file...>`, each with its explanation. */
  readonly arguments?: readonly (readonly [form: string, explanation: string])[];
  readonly options?: readonly Option[];
  /** What to tell who gives more arguments than there are. Left out: that they are too many. */
  readonly excess?: (args: readonly string[]) => Error;
  /** At least one. Command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, explanation: string])[];
  /** Throws what `exitCodeOf` and `failureText` understand. */
  run(io: CliIo, args: Arguments, options: Options): Promise<ExitCode>;
}
