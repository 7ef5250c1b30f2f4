import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import {
  customResourceDefinition,
  jsonSchemaOf,
  KINDS,
  type KindDefinition,
  resourcesJsonSchema,
  type Schema,
} from "../src/index.js";

// Files that are made from the definitions. Once those have changed: npx vitest run packages/api/test -u
const fileAt = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const kinds = KINDS.map((definition) => [definition.kind, definition] as const);
const ownKinds = kinds.filter(([, { own }]) => own);

test.each(kinds)(
  "the schema of %s that editors read is the one that is checked with",
  async (kind, definition) => {
    const file = fileAt(`schema/${kind.toLowerCase()}.schema.json`);
    await expect(pretty(jsonSchemaOf(definition))).toMatchFileSnapshot(file);
  },
);

test("the schema of all kinds for editors is made of those of each", async () => {
  await expect(pretty(resourcesJsonSchema())).toMatchFileSnapshot(
    fileAt("schema/resources.schema.json"),
  );
});

/** As the formatter of the repository has it: short lists on one line. */
function pretty(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  const list = /\[\s+("[^[{]*?")\s+\]/g;
  const flat = text.replace(list, (whole, items: string, offset: number) => {
    const line = `[${items.replaceAll(/\n\s+/g, " ")}]`;
    const start = offset - text.lastIndexOf("\n", offset) - 1;
    return start + line.length + 1 > 100 ? whole : line;
  });
  return `${flat}\n`;
}

test.each(ownKinds)(
  "the CustomResourceDefinition of %s is made of its schema",
  async (_, definition) => {
    const file = fileAt(`crds/${definition.plural}.${definition.group}.yaml`);
    await expect(customResourceDefinition(definition)).toMatchFileSnapshot(file);
  },
);

test.each(kinds)("the published schema of %s is a JSON Schema of draft 7", (_, definition) => {
  const ajv = new Ajv();
  expect(ajv.validateSchema(jsonSchemaOf(definition))).toBe(true);
  expect(ajv.validateSchema(resourcesJsonSchema())).toBe(true);
});

const router = (test: unknown) => ({
  apiVersion: "metaprotocol.aeraki.io/v1alpha1",
  kind: "MetaRouter",
  metadata: { name: "orders" },
  spec: {
    hosts: ["orders"],
    routes: [
      { match: { attributes: { method: test } }, route: [{ destination: { host: "orders" } }] },
    ],
  },
});

test.each([
  [{ exact: "a" }, true],
  [{}, true],
  [null, true],
  [{ exact: "a", prefix: "b" }, false],
  [{ exat: "a" }, false],
])("an editor judges the attribute test %j as reading does", (attributeTest, isRight) => {
  const ajv = new Ajv({ strict: false });
  expect(ajv.validate(resourcesJsonSchema(), router(attributeTest))).toBe(isRight);
});

/** What a structural schema may have at any level: https://kubernetes.io/docs, "Specifying a structural schema". */
const STRUCTURAL = new Set([
  "description",
  "type",
  "properties",
  "items",
  "additionalProperties",
  "required",
  "default",
  "enum",
  "pattern",
  "minLength",
  "minimum",
  "maximum",
  "minItems",
  "nullable",
  "oneOf",
  "x-kubernetes-preserve-unknown-fields",
]);

test.each(ownKinds)(
  "the schema in the CustomResourceDefinition of %s is structural",
  (_, definition) => {
    const levels = schemasIn(openApiSchema(definition));
    expect(levels.length).toBeGreaterThan(5);
    for (const { path, schema } of levels) {
      expect(schema.type, `${path} has a type`).toBeTypeOf("string");
      expect(Object.keys(schema).filter((keyword) => !STRUCTURAL.has(keyword))).toEqual([]);
      if (schema.pattern !== undefined)
        expect(() => RE2JS.compile(schema.pattern ?? "")).not.toThrow();
      for (const branch of schema.oneOf ?? []) {
        // In alternatives only what values must be like, never what they are.
        expect(["required", "maxProperties"]).toContain(Object.keys(branch).join());
      }
    }
  },
);

function openApiSchema(definition: KindDefinition): Schema {
  const crd = parse(customResourceDefinition(definition)) as {
    spec: { versions: [{ schema: { openAPIV3Schema: Schema } }] };
  };
  return crd.spec.versions[0].schema.openAPIV3Schema;
}

interface Level {
  readonly path: string;
  readonly schema: Schema;
}

function schemasIn(schema: Schema, path = ""): readonly Level[] {
  const { properties = {}, items, additionalProperties: values } = schema;
  return [
    { path, schema },
    ...Object.entries(properties).flatMap(([key, value]) => schemasIn(value, `${path}.${key}`)),
    ...(items ? schemasIn(items, `${path}[]`) : []),
    ...(values ? schemasIn(values, `${path}.*`) : []),
  ];
}

test.each(kinds)("every field of %s is described", (_, { schema }) => {
  const undescribed = schemasIn(schema).filter(({ schema: { description } }) => !description);
  expect(undescribed).toEqual([]);
});
