import { ConfigLoadError, readResources } from "@meltemi/api";
import { Option } from "commander";
import { controlPlaneClient, type ResourceName } from "../client/control-plane-client.js";
import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";
import { notFoundText, parseResources, placedName } from "../input/kinds.js";
import { readInputs } from "../input/read-inputs.js";
import type { CliIo } from "../io.js";
import type { CommandDefinition } from "./command.js";
import {
  type FilesOptions,
  filesOptions,
  type NamespaceOptions,
  namespaceOption,
  type ServerOptions,
  serverOption,
} from "./options.js";
import { fileWithoutFlag } from "./require-files.js";

interface DeleteOptions extends ServerOptions, FilesOptions, NamespaceOptions {
  readonly ignoreNotFound: boolean;
}

export const deleteCommand: CommandDefinition<
  [kind: string | undefined, names: string[]],
  DeleteOptions
> = {
  name: "delete",
  summary: "delete resources from a running control plane",
  arguments: [
    ["[kind]", "a kind, its plural or short name, or KIND/NAME"],
    ["[name...]", "of the resources"],
  ],
  options: [
    ...filesOptions,
    namespaceOption,
    new Option("--ignore-not-found", "what is not there is no error").default(false),
    serverOption,
  ],
  examples: [
    ["meltemi delete metarouter orders -n shop", "delete one resource"],
    ["meltemi delete -f routes.yaml", "delete the resources that a file names"],
  ],

  async run(io, [kind, names], options) {
    const resources = await targets(kind, names, options, io);
    const client = controlPlaneClient(options.server, io);
    let exitCode: ExitCode = ExitCode.Ok;
    for (const resource of resources) {
      if (await client.remove(resource)) {
        io.out(`${placedName(resource)} deleted\n`);
      } else if (!options.ignoreNotFound) {
        io.error(`${notFoundText(resource)}\n`);
        exitCode = ExitCode.Configuration;
      }
    }
    return exitCode;
  },
};

async function targets(
  kind: string | undefined,
  names: readonly string[],
  { filename, recursive, namespace }: DeleteOptions,
  io: CliIo,
): Promise<readonly ResourceName[]> {
  if ((kind === undefined) === (filename.length === 0)) {
    const message = "name what to delete: KIND NAME, or a file with -f, and not both";
    throw new CommandFailure(ExitCode.Usage, message);
  }
  if (kind !== undefined && isFileName(kind)) throw fileWithoutFlag("delete", [kind, ...names]);
  if (kind !== undefined) return parseResources(kind, names, namespace);

  const files = await readInputs(filename, { recursive }, io);
  const resources = files.flatMap(({ file, text }) => readResources(text, file));
  // A resource with mistakes can be deleted; one that cannot be told is a reason to stop.
  const problems = resources
    .filter(({ id }) => id === undefined)
    .flatMap((resource) => resource.problems);
  if (problems.length > 0) throw new ConfigLoadError(problems);
  return resources.flatMap(({ id }) => id ?? []);
}

/** No kind of resource ends like this. */
function isFileName(text: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(text);
}
