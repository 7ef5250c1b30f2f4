import type { Schema } from "@meltemi/api";

/** The reference of the configuration file, in Markdown: one table for each object of the schema. */
export function renderReference(root: Schema): string {
  const objects = objectsIn(root);
  const sections = objects.map((schema) => `## ${schema.title}\n\n${section(schema)}`);
  return `${INTRODUCTION}\n${sections.join("\n\n")}\n`;
}

const INTRODUCTION = `# Configuration file

<!-- Made from packages/proxy/src/config/schema.ts. To bring it up to date: pnpm vitest run packages/proxy/test -u -->

The proxy reads one YAML file. \`meltemi validate FILE\` checks it without starting anything and lists
every problem with its line. For completion and checks in your editor, start the file with:

\`\`\`yaml
# yaml-language-server: $schema=node_modules/@meltemi/proxy/schema/proxy.schema.json
\`\`\`

Durations are numbers with a unit: \`250ms\`, \`10s\`, \`2m\`, \`1h30m\`; the longest is \`576h\`. Keys that are
not listed here are refused.
`;

/** Every object with a title, the outermost first, each once. */
function objectsIn(schema: Schema, found: Schema[] = []): readonly Schema[] {
  if (schema.title !== undefined) {
    if (found.some(({ title }) => title === schema.title)) return found;
    found.push(schema);
  }
  for (const property of Object.values(schema.properties ?? {})) objectsIn(property, found);
  if (schema.items !== undefined) objectsIn(schema.items, found);
  if (schema.additionalProperties) objectsIn(schema.additionalProperties, found);
  return found;
}

function section(schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) =>
    [`\`${name}\``, typeOf(property), fallback(schema, name, property), textOf(property)].join(
      " | ",
    ),
  );
  return `${schema.description}

| field | type | default | description |
|---|---|---|---|
${rows.map((row) => `| ${row} |`).join("\n")}`;
}

function typeOf(schema: Schema): string {
  if (schema.title !== undefined) return `[${schema.title}](#${schema.title.toLowerCase()})`;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema.pattern !== undefined) return "duration";
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`;
  if (schema.additionalProperties) return `map of ${typeOf(schema.additionalProperties)}`;
  if (schema.type === "integer" || schema.type === "number")
    return `${schema.type}${bounds(schema)}`;
  return NAMES[schema.type ?? "any"] ?? "";
}

const NAMES: Readonly<Record<string, string>> = {
  any: "the filter's own",
  string: "text",
  boolean: "true or false",
};

function bounds({ minimum, maximum }: Schema): string {
  if (minimum === undefined) return "";
  return ` from ${minimum}${maximum === undefined || maximum === 2 ** 31 - 1 ? "" : ` to ${maximum}`}`;
}

function fallback(owner: Schema, name: string, schema: Schema): string {
  if (owner.required?.includes(name)) return "required";
  return schema.default === undefined
    ? ""
    : `\`${JSON.stringify(schema.default).replaceAll('"', "")}\``;
}

/** Newlines and bars would end the cell. */
function textOf({ description = "" }: Schema): string {
  return description.replaceAll("|", "\\|");
}
