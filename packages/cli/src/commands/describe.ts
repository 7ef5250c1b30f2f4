import type { Condition } from "@meltemi/api";
import type { ResourceView } from "@meltemi/control-plane";
import { stringify } from "yaml";
import { controlPlaneClient } from "../client/control-plane-client.js";
import { findNamed } from "../client/find-named.js";
import { parseResources } from "../input/kinds.js";
import { formatFields } from "../output/fields.js";
import { resourceObject } from "../output/resource-object.js";
import { formatTable } from "../output/table.js";
import type { CommandDefinition } from "./command.js";
import {
  type NamespaceOptions,
  namespaceOption,
  type ServerOptions,
  serverOption,
} from "./options.js";

interface DescribeOptions extends ServerOptions, NamespaceOptions {}

export const describeCommand: CommandDefinition<[kind: string, names: string[]], DescribeOptions> =
  {
    name: "describe",
    summary: "tell everything about a resource: what it says, what became of it and why",
    arguments: [
      ["<kind>", "a kind, its plural or short name, or KIND/NAME"],
      ["[name...]", "of the resources"],
    ],
    options: [namespaceOption, serverOption],
    examples: [
      ["meltemi describe metarouter orders -n shop", "see why routes do not act as expected"],
    ],

    async run(io, [kind, names], options) {
      const client = controlPlaneClient(options.server, io);
      const resources = parseResources(kind, names, options.namespace);
      const { found, exitCode } = await findNamed(client, resources, io);
      io.out(found.map(description).join("\n\n"));
      return exitCode;
    },
  };

function description(view: ResourceView): string {
  const { name, namespace, labels, annotations, creationTimestamp } = view.metadata;
  const { origin } = view;
  const fields = formatFields([
    ["Name", name],
    ["Namespace", namespace || "none: it belongs to the whole mesh"],
    ["Kind", view.kind],
    ["API version", view.apiVersion],
    ["Labels", pairsText(labels)],
    ["Annotations", pairsText(annotations)],
    ["Created", creationTimestamp ?? "<unknown>"],
    ["Origin", placeOf(origin)],
  ]);
  const { apiVersion, kind, metadata, status, spec, ...others } = resourceObject(view);
  return `${fields}Spec:\n${indented(stringify(spec ?? others, { lineWidth: 0 }))}${conditionsText(view.status.conditions)}`;
}

function placeOf(origin: ResourceView["origin"]): string {
  if (origin === undefined) return "<none>";
  return origin.line === undefined ? origin.file : `${origin.file}:${origin.line}`;
}

function conditionsText(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return "Conditions: <none>\n";
  const rows = conditions.map(({ type, status, reason, message }) => [
    type,
    status,
    reason,
    message,
  ]);
  return `Conditions:\n${indented(formatTable(["TYPE", "STATUS", "REASON", "MESSAGE"], rows))}`;
}

function pairsText(pairs: Readonly<Record<string, string>>): string {
  return (
    Object.entries(pairs)
      .map(([name, value]) => `${name}=${value}`)
      .join(", ") || "<none>"
  );
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
