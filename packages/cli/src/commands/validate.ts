import { ExitCode } from "../exit-code.js";
import { isConfigRefusal } from "../failure.js";
import { type CheckedFile, checkFile } from "../input/check-file.js";
import { problemText } from "../input/problem-text.js";
import { readInputs } from "../input/read-inputs.js";
import type { CliIo } from "../io.js";
import { counting } from "../output/counting.js";
import { formatValue } from "../output/format.js";
import { groupBy } from "../output/group-by.js";
import type { CommandDefinition } from "./command.js";
import { outputOption } from "./options.js";

interface ValidateOptions {
  readonly output: "text" | "json";
}

export const validateCommand: CommandDefinition<[names: string[]], ValidateOptions> = {
  name: "validate",
  summary: "check files without starting anything: resources, or the configuration of a proxy",
  details:
    "A file whose documents have an apiVersion and a kind holds resources; another is checked as the\n" +
    "configuration of a proxy, filters included.",
  arguments: [
    ["<file...>", "YAML files, folders of them with all that is in them, or - for standard input"],
  ],
  options: [outputOption("text", "json")],
  examples: [
    [
      "meltemi validate mesh",
      "check every YAML file of a folder; problems are listed with their lines",
    ],
    ["meltemi validate proxy.yaml -o json", "check a proxy's configuration, for a program"],
  ],

  async run(io, [names], { output }) {
    const checked = await check(names, io);
    const problems = checked.flatMap((file) => file.problems);
    const warnings = checked.flatMap((file) => file.warnings);
    const files = checked.flatMap(({ content }) => content ?? []);
    const valid = problems.length === 0;
    if (output === "json") {
      io.out(
        formatValue(valid ? { valid, warnings, files } : { valid, warnings, problems }, "json"),
      );
    } else {
      for (const warning of warnings) io.error(`warning: ${problemText([warning])}`);
      io.out(files.map(contentText).join(""));
      io.out(problemText(problems));
    }
    return valid ? ExitCode.Ok : ExitCode.Configuration;
  },
};

async function check(names: readonly string[], io: CliIo): Promise<readonly CheckedFile[]> {
  try {
    const checked: CheckedFile[] = [];
    for (const input of await readInputs(names, { recursive: true, proxyFiles: true }, io))
      checked.push(await checkFile(input));
    return checked;
  } catch (error) {
    // A file or folder that cannot be read.
    if (!isConfigRefusal(error)) throw error;
    return [{ problems: error.problems, warnings: [], content: undefined }];
  }
}

function contentText(content: NonNullable<CheckedFile["content"]>): string {
  if ("resources" in content) {
    const byKind = groupBy(content.resources, ({ kind }) => kind);
    const counts = Array.from(byKind, ([kind, resources]) => counting(resources.length, kind));
    return `${content.file} is valid: ${counts.join(", ") || "no resources"}\n`;
  }
  const { file, listeners, routes, clusters, endpoints, codecs, filters } = content;
  const counts = [
    counting(listeners, "listener"),
    counting(routes, "route"),
    counting(clusters, "cluster"),
    counting(endpoints, "endpoint"),
  ];
  return `${file} is valid: ${counts.join(", ")}
codecs: ${codecs.join(", ") || "none"}
filters: ${filters.join(", ") || "none"}
`;
}
