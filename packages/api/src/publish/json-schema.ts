import { KINDS } from "../kinds/kinds.js";
import { documentSchema } from "../resource/document-schema.js";
import type { KindDefinition } from "../resource/kind-definition.js";
import { stringMatchSchema } from "../schema/schema-match.js";
import type { Schema } from "../schema/schema-parts.js";

/** A JSON Schema as data, with keywords that Schema does not have. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const DRAFT_7 = "http://json-schema.org/draft-07/schema#";

/** JSON Schema (draft 7) of the resources of one kind, for editors. */
export function jsonSchemaOf(definition: KindDefinition): JsonSchema {
  return { $schema: DRAFT_7, ...publish(documentSchema(definition)) };
}

/** JSON Schema (draft 7) of a resource of any kind, for editors: which part counts is told by `kind`. */
export function resourcesJsonSchema(): JsonSchema {
  const kinds = KINDS.map(({ kind }) => kind);
  return {
    $schema: DRAFT_7,
    title: "Resource",
    description: "A resource that Meltemi reads.",
    type: "object",
    required: ["apiVersion", "kind", "metadata"],
    properties: { kind: { description: "The kind of resource.", type: "string", enum: kinds } },
    // With one branch a kind an editor speaks only of the kind at hand.
    allOf: KINDS.map((definition) => ({
      if: { required: ["kind"], properties: { kind: { enum: [definition.kind] } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: publish(documentSchema(definition)),
    })),
  };
}

/** The schema with what reading makes of null and `{}`, which the check never sees. */
function publish(schema: Schema): JsonSchema {
  const { properties, items, additionalProperties: values, ...rest } = schema;
  return {
    ...rest,
    ...(schema === stringMatchSchema ? PRESENCE : {}),
    ...(properties === undefined ? {} : { properties: mapValues(properties, publish) }),
    ...(items === undefined ? {} : { items: publish(items) }),
    ...(values === undefined ? {} : { additionalProperties: values && publish(values) }),
  };
}

/** `{}` and null say that an attribute is there. A branch without a type would take null for anything. */
const PRESENCE: JsonSchema = {
  type: ["object", "null"],
  oneOf: [
    ...(stringMatchSchema.oneOf ?? []).map((branch) => ({ type: "object", ...branch })),
    { type: "object", maxProperties: 0 },
    { type: "null" },
  ],
};

export function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => U,
): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
