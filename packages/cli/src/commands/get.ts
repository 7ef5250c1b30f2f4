import type { KindDefinition } from "@meltemi/api";
import { Option } from "commander";
import { type ControlPlaneClient, controlPlaneClient } from "../client/control-plane-client.js";
import { findNamed } from "../client/find-named.js";
import type { ResourceView } from "../client/views.js";
import { ExitCode } from "../exit-code.js";
import { isNamespaced, nameOf, parseSelection, shortName } from "../input/kinds.js";
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
    new Option("-A, --all-namespaces", "list those of every namespace"),
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
      return print(await list(client, selection.kinds, options), true, options, io);
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
): Promise<readonly ResourceView[]> {
  const lists = kinds.map((kind) => {
    const isOfAll = allNamespaces || !isNamespaced(kind);
    return client.resources({ kind: kind.kind, ...(isOfAll ? {} : { namespace }) });
  });
  return (await Promise.all(lists)).flat();
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
