import { readFileSync } from "node:fs";
import { Command, CommanderError, Help, type Option } from "commander";
import type { CommandDefinition } from "./commands/command.js";
import { COMMANDS } from "./commands/commands.js";
import { ExitCode } from "./exit-code.js";
import { exitCodeOf, failureText } from "./failure.js";
import type { CliIo } from "./io.js";

const DOCS = "https://github.com/meltemi/meltemi/blob/main/docs/reference";

const HELP = `
Examples:
  meltemi run mesh                           a control plane and a proxy for a folder of resources
  meltemi apply -f routes.yaml               change routes while everything runs
  meltemi explain orders.shop:20880 -a method=create
                                             see which route a request takes
  meltemi proxy -c proxy.yaml                a proxy alone, by its own file

Exit codes:
  0  done, or ended by a signal
  1  the configuration or a resource is refused, or what was asked for is not there
  2  the command line is not right
  3  failed: a port is in use, or a server cannot be reached

Read on:
  ${DOCS}/config.md   every field of a proxy's file
  ${DOCS}/errors.md   every error code`;

/**
 * Runs the command.
 * @param args without the names of node and of the script
 * @returns the exit code, one of ExitCode; every error has been printed
 */
export async function run(args: readonly string[], io: CliIo): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.Ok;
  const program = createProgram(io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Ok : ExitCode.Usage;
    io.error(failureText(error));
    return exitCodeOf(error);
  }
}

function createProgram(io: CliIo, end: (code: ExitCode) => void): Command {
  const program = new Command("meltemi")
    .description(
      "A service mesh for any protocol that has a codec: control plane, proxy and tools.",
    )
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ optionDescription: describeOption })
    .addHelpText("after", HELP)
    .showHelpAfterError("Run meltemi --help to see what there is.")
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.error(text),
    })
    .exitOverride();
  for (const definition of COMMANDS) addCommand(program, definition, io, end);
  return program;
}

const help = new Help();

/** As commander describes options, but a default of "nothing" goes without saying. */
function describeOption(option: Option): string {
  const isNothing = ["false", "[]", "{}"].includes(JSON.stringify(option.defaultValue));
  const shown = isNothing ? Object.create(option, { defaultValue: { value: undefined } }) : option;
  return help.optionDescription(shown);
}

function addCommand(
  program: Command,
  definition: CommandDefinition,
  io: CliIo,
  end: (code: ExitCode) => void,
): void {
  const command = program.command(definition.name).description(definition.summary);
  for (const [form, explanation] of definition.arguments ?? []) command.argument(form, explanation);
  for (const option of definition.options ?? []) command.addOption(option);
  const details = definition.details === undefined ? "" : `\n${definition.details}\n`;
  command.addHelpText("after", `${details}\nExamples:\n${examplesText(definition.examples)}`);
  if (definition.excess !== undefined) command.allowExcessArguments();
  command.action(async () => {
    const excess = command.args.slice(command.registeredArguments.length);
    const isVariadic = command.registeredArguments.at(-1)?.variadic === true;
    if (!isVariadic && excess.length > 0 && definition.excess !== undefined) {
      throw definition.excess(excess);
    }
    // Commander has made them of what the definition says, so they are of its types.
    const args = command.processedArgs as never;
    end(await definition.run(io, args, command.opts() as never));
  });
}

function examplesText(examples: CommandDefinition["examples"]): string {
  const lines = examples.map(([line, explanation]) => `  ${line}\n      ${explanation}`);
  return lines.join("\n");
}

function version(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return String(JSON.parse(manifest).version);
}
