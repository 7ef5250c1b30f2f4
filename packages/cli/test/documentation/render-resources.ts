import {
  apiVersionOf,
  documentSchema,
  KINDS,
  type KindDefinition,
  type Schema,
} from "@meltemi/api";
import { KIND_RULES, type Rule } from "./kind-rules.js";

/**
 * The reference of the resources, in Markdown: for each kind an example, its rules, and one table for each object of
 * its schema.
 * @param examples YAML documents by kind
 */
export function renderResources(examples: ReadonlyMap<string, string>): string {
  const pages = KINDS.map((definition) =>
    renderKind(definition, examples.get(definition.kind) ?? ""),
  );
  return `${INTRODUCTION}\n${kindsTable()}\n\n${CONVENTIONS}\n\n${renderMetadata()}\n\n${pages.join("\n\n")}\n`;
}

const INTRODUCTION = `# Resources

<!-- Made from packages/api/src/kinds and packages/cli/test/documentation. To bring it up to date: npx vitest run packages/cli/test/documentation -u -->

What the control plane reads. \`meltemi validate FILE\` checks resources without a control plane and lists every problem with
its line. For completion and checks in your editor, start a file with:

\`\`\`yaml
# yaml-language-server: $schema=node_modules/@meltemi/api/schema/resources.schema.json
\`\`\`
`;

const CONVENTIONS = `A Mesh kind belongs to no namespace. Names on the command line may be in any case. In the two kinds of Meltemi's own an
unknown key is refused. In the others, which are Istio's and Kubernetes', it is dropped with a warning, so that resources which
were written for those can be used as they are. A key whose value is \`null\` counts as left out.

Durations are numbers with a unit: \`250ms\`, \`10s\`, \`2m\`, \`1h30m\`; the longest is \`87600h\`.`;

function kindsTable(): string {
  const rows = KINDS.map((definition) => {
    const { kind, group, version, otherVersions, otherGroups, plural, shortNames, scope } =
      definition;
    const others = [
      ...otherVersions.map((one) => apiVersionOf(group, one)),
      ...otherGroups.map((one) => `${apiVersionOf(one, version)} (a misprint, with a warning)`),
    ];
    return row([
      `[${kind}](#${anchor(kind)})`,
      code(apiVersionOf(group, version)),
      others.map((one) => one.replace(/^\S+/, code)).join(", "),
      [plural, ...shortNames].map(code).join(", "),
      scope,
    ]);
  });
  return [
    row(["kind", "apiVersion", "also accepted", "on the command line", "scope"]),
    row(Array(5).fill("---")),
    ...rows,
  ].join("\n");
}

function renderMetadata(): string {
  const [definition] = KINDS;
  const metadata = definition && documentSchema(definition).properties?.["metadata"];
  const fields = Object.entries(metadata?.properties ?? {});
  const used = fields.filter(([, schema]) => schema.type !== undefined);
  const unused = fields
    .filter(([, schema]) => schema.type === undefined)
    .map(([name]) => code(name));
  const section = tableOf({ ...metadata, properties: Object.fromEntries(used) }, "");
  return `## Metadata

${section}

Read and not used: ${unused.join(", ")}.

A resource without a \`creationTimestamp\` counts as older than any that has one; \`meltemi apply\` gives one to what it creates.
\`name\` has lower-case letters, digits, \`-\` and \`.\`; \`namespace\` has no \`.\`.`;
}

function renderKind(definition: KindDefinition, example: string): string {
  const { kind, description, schema, hasSpec } = definition;
  const { notes, refused, warned } = KIND_RULES[kind];
  const [root, ...parts] = objectsIn(schema);
  const where = hasSpec ? "Fields of `spec`:" : "Fields beside `metadata`; there is no `spec`:";
  return [
    `## ${kind}`,
    [description, ...notes].join("\n\n"),
    `\`\`\`yaml\n${example}\`\`\``,
    ...rulesText("Refused unless:", refused),
    ...rulesText("Accepted with a warning unless:", warned),
    where,
    root === undefined ? "" : tableOf(root.schema, kind),
    ...parts.map(({ schema: part, paths }) => {
      const places = paths.map(code).join(", ");
      return `### ${kind}: ${part.title}\n\nAt ${places}.\n\n${tableOf(part, kind)}`;
    }),
  ].join("\n\n");
}

function rulesText(title: string, rules: readonly Rule[]): readonly string[] {
  if (rules.length === 0) return [];
  return [title, rules.map(({ text }) => `* ${text}`).join("\n")];
}

interface Part {
  readonly schema: Schema;
  readonly paths: string[];
}

/** The objects that have tables of their own, the outermost first, each with every place where it stands. */
function objectsIn(schema: Schema, path = "", found: Part[] = []): readonly Part[] {
  if (hasTable(schema)) {
    const known = found.find((part) => part.schema.title === schema.title);
    if (known === undefined) found.push({ schema, paths: [path] });
    else known.paths.push(path);
    if (known !== undefined) return found;
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    objectsIn(property, path === "" ? name : `${path}.${name}`, found);
  }
  if (schema.items !== undefined) objectsIn(schema.items, `${path}[]`, found);
  if (schema.additionalProperties) objectsIn(schema.additionalProperties, `${path}.NAME`, found);
  return found;
}

/** An object of a single field is a line in the table of the one around it. */
function hasTable({ title, properties = {} }: Schema): boolean {
  return title !== undefined && Object.keys(properties).length > 1;
}

function tableOf(owner: Schema, kind: string): string {
  const rows = Object.entries(owner.properties ?? {}).flatMap(([name, schema]) =>
    rowsOf(name, schema, owner.required?.includes(name) === true, kind),
  );
  return [
    row(["field", "type", "default", "description"]),
    row(Array(4).fill("---")),
    ...rows,
  ].join("\n");
}

function rowsOf(name: string, schema: Schema, required: boolean, kind: string): readonly string[] {
  const { title, properties = {}, description = "", default: fallback } = schema;
  if (title !== undefined && !hasTable(schema)) {
    return Object.entries(properties).flatMap(([inner, value]) => {
      const text = `${description} ${value.description ?? ""}`;
      const isRequired = required && schema.required?.includes(inner) === true;
      return rowsOf(`${name}.${inner}`, { ...value, description: text }, isRequired, kind);
    });
  }
  const standard = required
    ? "required"
    : fallback === undefined
      ? ""
      : code(fallback === "" ? '""' : JSON.stringify(fallback).replaceAll('"', ""));
  return [row([code(name), typeOf(schema, kind), standard, description.replaceAll("|", "\\|")])];
}

function typeOf(schema: Schema, kind: string): string {
  const { title, items, additionalProperties, type = "any", pattern, oneOf } = schema;
  if (title !== undefined) return `[${title}](#${anchor(`${kind}: ${title}`)})`;
  if (schema.enum !== undefined) return schema.enum.map(code).join(", ");
  if (pattern !== undefined) return "duration";
  if (items !== undefined) return `list of ${typeOf(items, kind)}`;
  if (additionalProperties) return `map of ${typeOf(additionalProperties, kind)}`;
  if (oneOf !== undefined) return oneOf.map((one) => typeOf(one, kind)).join(" or ");
  return `${NAMES[type] ?? type}${bounds(schema)}`;
}

const NAMES: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "true or false",
  any: "anything; not used",
};

function bounds({ minimum, maximum }: Schema): string {
  if (minimum === undefined) return "";
  const isEndless = maximum === undefined || maximum >= 2 ** 31 - 1;
  return ` from ${minimum}${isEndless ? "" : ` to ${maximum}`}`;
}

/** As GitHub makes it of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-");
}

function code(text: string): string {
  return `\`${text}\``;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
