import type { KindDefinition } from "@meltemi/api";
import type { ResourceView } from "@meltemi/control-plane";
import { Option } from "commander";
import { type ControlPlaneClient, controlPlaneClient } from "../client/control-plane-client.js";
import { findNamed } from "../client/find-named.js";
import { ExitCode } from "../exit-code.js";
import { isNamespaced, nameOf, parseSelection, shortName } from "../input/kinds.js";
import { problemText } from "../input/problem-text.js";
import type { CliIo } from "../io.js";
import { formatValue } from "../output/format.js";
import { resourceList, resourceObject } from "../output/resource-object.js";
import { formatResources } from "../output/resource-tables.js";
import type { CommandDefinition } from "./command.js";
import {
  type NamespaceOptions,
  namespaceOption,
  type OutputOptions,
  outputOption,
  type ServerOptions,
  serverOption,
} from "./options.js";

interface GetOptions extends ServerOptions, NamespaceOptions, OutputOptions {
  readonly allNamespaces: boolean;
}

export const getCommand: CommandDefinition<[kinds: string, names: string[]], GetOptions> = {
  name: "get",
  summary: "list resources, or show some",
  arguments: [
    [
      "<kind>",
      'a kind, its plural or short name, several with commas between, "all", or KIND/NAME',
    ],
    ["[name...]", "show these only"],
  ],
  options: [
    namespaceOption,
    new Option("-A, --all-namespaces", "list those of every namespace").default(false),
    outputOption("text", "json", "yaml", "name"),
    serverOption,
  ],
  examples: [
    ["meltemi get metarouters -A", "list the MetaRouters of all namespaces"],
    ["meltemi get all -n shop", "list everything in a namespace"],
    ["meltemi get mr orders -n shop -o yaml", "show one resource with its status"],
  ],

  async run(io, [kinds, names], options) {
    const client = controlPlaneClient(options.server, io);
    const selection = parseSelection(kinds, names);
    const [kind] = selection.kinds;
    if (selection.names.length === 0 || kind === undefined) {
      return print(await list(client, selection.kinds, options, io), true, options, io);
    }
    const resources = selection.names.map((name) => nameOf(kind, name, options.namespace));
    const { found, exitCode } = await findNamed(client, resources, io);
    if (found.length > 0) print(found, resources.length > 1, options, io);
    return exitCode;
  },
};

async function list(
  client: ControlPlaneClient,
  kinds: readonly KindDefinition[],
  { allNamespaces, namespace }: GetOptions,
  io: CliIo,
): Promise<readonly ResourceView[]> {
  const [kind, ...others] = kinds;
  const only = others.length === 0 ? kind?.kind : undefined;
  const { resources, problems } = await client.resources(only);
  // A file that cannot be read may be why something is not in the list.
  for (const problem of problems) io.error(`warning: ${problemText([problem])}`);
  return kinds.flatMap((definition) => {
    const isOfAll = allNamespaces || !isNamespaced(definition);
    return resources.filter(
      ({ kind, metadata }) =>
        kind === definition.kind && (isOfAll || metadata.namespace === namespace),
    );
  });
}

function print(
  views: readonly ResourceView[],
  isList: boolean,
  { output, allNamespaces, namespace }: GetOptions,
  io: CliIo,
): ExitCode {
  const [first] = views;
  if (output === "name") {
    for (const { kind, metadata } of views) io.out(`${shortName({ kind, ...metadata })}\n`);
  } else if (output !== "text") {
    const value = isList || first === undefined ? resourceList(views) : resourceObject(first);
    io.out(formatValue(value, output));
  } else if (first !== undefined) {
    io.out(formatResources(views, allNamespaces, Date.now()));
  } else {
    io.error(`no resources found${allNamespaces ? "" : ` in the namespace ${namespace}`}\n`);
  }
  return ExitCode.Ok;
}
