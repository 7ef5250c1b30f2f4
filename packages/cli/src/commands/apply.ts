import { ConfigLoadError, type ConfigProblem, readResources } from "@meltemi/api";
import type { ApplyResult } from "@meltemi/control-plane";
import { Option } from "commander";
import { controlPlaneClient } from "../client/control-plane-client.js";
import { ExitCode } from "../exit-code.js";
import { joinFiles } from "../input/joined-files.js";
import { placedName, shortName } from "../input/kinds.js";
import { problemText } from "../input/problem-text.js";
import { type InputFile, readInputs } from "../input/read-inputs.js";
import type { CliIo } from "../io.js";
import { formatValue } from "../output/format.js";
import type { CommandDefinition } from "./command.js";
import {
  type FilesOptions,
  filesOptions,
  type OutputOptions,
  outputOption,
  type ServerOptions,
  serverOption,
} from "./options.js";
import { fileWithoutFlag, requireFiles } from "./require-files.js";

interface ApplyOptions extends ServerOptions, FilesOptions, OutputOptions {
  readonly dryRun: boolean;
}

export const applyCommand: CommandDefinition<[], ApplyOptions> = {
  name: "apply",
  summary: "create or change resources in a running control plane",
  details:
    "All resources of all files are applied, or none: when one is not right, every problem is listed\n" +
    "with its file and line.",
  options: [
    ...filesOptions,
    new Option("--dry-run", "tell what would happen, change nothing").default(false),
    outputOption("text", "json", "yaml", "name"),
    serverOption,
  ],
  excess: (names) => fileWithoutFlag("apply", names),
  examples: [
    ["meltemi apply -f routes.yaml", "apply the resources of a file"],
    ["meltemi apply -f mesh -f routes.yaml --dry-run", "see what a folder and a file would change"],
    ["generate-routes | meltemi apply -f -", "apply what a program writes"],
  ],

  async run(io, _, options) {
    requireFiles(options.filename);
    const files = await readInputs(options.filename, options, io);
    const warned = check(files, io);
    const { text, locate } = joinFiles(files);
    const client = controlPlaneClient(options.server, io);
    const results = await client.apply(text, options).catch((error: unknown) => {
      throw error instanceof ConfigLoadError
        ? new ConfigLoadError(error.problems.map(locate))
        : error;
    });
    print(results, options, io);
    // What has been warned of with its line is not told twice.
    const isNew = (warning: string): boolean => !warned.some((known) => warning.includes(known));
    for (const result of results) {
      for (const warning of result.warnings.filter(isNew)) {
        io.error(`warning: ${placedName(result)}: ${warning}\n`);
      }
    }
    return ExitCode.Ok;
  },
};

/**
 * Checks each file by itself and prints the warnings with their lines.
 * @returns the messages of the warnings
 * @throws {ConfigLoadError} with the problems of all files
 */
function check(files: readonly InputFile[], io: CliIo): readonly string[] {
  const resources = files.flatMap(({ file, text }) => readResources(text, file));
  const problems = resources.flatMap((resource) => resource.problems);
  if (problems.length > 0) throw new ConfigLoadError(problems);
  if (resources.length === 0) throw new ConfigLoadError(files.map(emptyFile));
  const warnings = resources.flatMap((resource) => resource.warnings);
  for (const warning of warnings) io.error(`warning: ${problemText([warning])}`);
  return warnings.map(({ message }) => message);
}

function emptyFile({ file }: InputFile): ConfigProblem {
  const message = "there is no resource in it; give a YAML document";
  return { file, line: undefined, column: undefined, path: "", message };
}

function print(results: readonly ApplyResult[], { output, dryRun }: ApplyOptions, io: CliIo): void {
  if (output === "json" || output === "yaml") {
    io.out(formatValue({ dryRun, results }, output));
    return;
  }
  const suffix = dryRun ? " (dry run)" : "";
  for (const result of results) {
    io.out(
      output === "name"
        ? `${shortName(result)}\n`
        : `${placedName(result)} ${result.result}${suffix}\n`,
    );
  }
}
