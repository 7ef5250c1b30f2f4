import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { ExitCode } from "./exit-code.js";
import { exitCodeOf, failureText } from "./failure.js";
import type { CliIo } from "./io.js";
import { runProxy } from "./proxy.js";
import { type OutputFormat, validate } from "./validate.js";

const DOCS = "https://github.com/meltemi/meltemi/blob/main/docs/reference";

const HELP = `
Examples:
  meltemi validate mesh/proxy.yaml     check a file; problems are listed with their lines
  meltemi proxy -c mesh/proxy.yaml     run it; edits of the file are taken on while it runs

Exit codes:
  0  done, or ended by a signal
  1  the configuration is not right
  2  the command line is not right
  3  the proxy could not start, such as when a port is in use

Read on:
  ${DOCS}/config.md   every field of the file
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
    .description("A layer-7 proxy for any protocol that has a codec.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .addHelpText("after", HELP)
    .showHelpAfterError("Run meltemi --help to see what there is.")
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.error(text),
    })
    .exitOverride();

  program
    .command("proxy")
    .description("run a proxy until SIGTERM or SIGINT, which let the requests in flight finish")
    .requiredOption("-c, --config <file>", "YAML file; edits are taken on while the proxy runs")
    .action(async ({ config }: { config: string }) => end(await runProxy(config, io)));

  program
    .command("validate")
    .description("check a configuration file without starting anything")
    .argument("<file>", "YAML file")
    .addOption(
      new Option("-o, --output <format>", "form of the result")
        .choices(["text", "json"])
        .default("text"),
    )
    .action(async (file: string, { output }: { output: OutputFormat }) =>
      end(await validate(file, output, io)),
    );

  return program;
}

function version(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return String(JSON.parse(manifest).version);
}
