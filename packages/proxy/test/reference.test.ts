import { fileURLToPath } from "node:url";
import type { Schema } from "@meltemi/api";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { configSchema } from "../src/config/schema.js";
import { renderReference } from "./render-reference.js";

// Files that are made from the schema. Once the schema has changed: pnpm vitest run packages/proxy/test -u
const fileAt = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

test("the schema that editors read is the one that the proxy checks with", async () => {
  await expect(pretty(configSchema)).toMatchFileSnapshot(fileAt("../schema/proxy.schema.json"));
});

/** As the formatter of the repository has it: short lists on one line. */
function pretty(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  const list = /\[\s+("[^[{]*?")\s+\]/g;
  return `${text.replace(list, (_, items: string) => `[${items.replaceAll(/\n\s+/g, " ")}]`)}\n`;
}

test("the published schema is a JSON Schema of draft 7", () => {
  expect(new Ajv().validateSchema(configSchema)).toBe(true);
});

test("the reference of the configuration file lists what the schema has", async () => {
  await expect(renderReference(configSchema)).toMatchFileSnapshot(
    fileAt("../../../docs/reference/config.md"),
  );
});

test("every field of the configuration file is described", () => {
  expect(undescribed(configSchema, "")).toEqual([]);
});

function undescribed(schema: Schema, path: string): string[] {
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    undescribed(property, `${path}.${name}`),
  );
  const { items, additionalProperties: values, description } = schema;
  if (items) inside.push(...undescribed(items, `${path}[]`));
  if (values) inside.push(...undescribed(values, `${path}.*`));
  return description ? inside : [path, ...inside];
}
