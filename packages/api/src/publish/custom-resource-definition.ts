import { stringify } from "yaml";
import type { KindDefinition } from "../resource/kind-definition.js";
import { stringMatchSchema } from "../schema/schema-match.js";
import { anyDuration, isDuration, type Schema } from "../schema/schema-parts.js";
import { type JsonSchema, mapValues } from "./json-schema.js";

/**
 * The CustomResourceDefinition (apiextensions.k8s.io/v1) of a kind that Meltemi defines, as YAML. Its schema is
 * structural; the checks that need more than a schema are the control plane's.
 */
export function customResourceDefinition(definition: KindDefinition): string {
  const { kind, group, version, plural, shortNames, scope, schema, description } = definition;
  const resource = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: scope === "Mesh" ? "Cluster" : "Namespaced",
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        shortNames,
        categories: ["meltemi", "aeraki-io", "metaprotocol-aeraki-io"],
      },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: [...(COLUMNS[kind] ?? []), AGE],
          schema: {
            openAPIV3Schema: {
              description,
              type: "object",
              required: ["spec"],
              properties: {
                apiVersion: { type: "string" },
                kind: { type: "string" },
                metadata: { type: "object" },
                spec: structural(schema),
                status: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
              },
            },
          },
        },
      ],
    },
  };
  return stringify(resource, { lineWidth: 100, aliasDuplicateObjects: false });
}

interface PrinterColumn {
  readonly name: string;
  readonly type: "string" | "date";
  readonly description?: string;
  readonly jsonPath: string;
}

const ACCEPTED: PrinterColumn = {
  name: "Accepted",
  type: "string",
  description: "Whether the control plane uses it.",
  jsonPath: '.status.conditions[?(@.type=="Accepted")].status',
};
const AGE: PrinterColumn = {
  name: "Age",
  type: "date",
  jsonPath: ".metadata.creationTimestamp",
};
const COLUMNS: Readonly<Record<string, readonly PrinterColumn[]>> = {
  MetaRouter: [{ name: "Hosts", type: "string", jsonPath: ".spec.hosts" }, ACCEPTED],
  ApplicationProtocol: [
    { name: "Protocol", type: "string", jsonPath: ".spec.protocol" },
    { name: "Codec", type: "string", jsonPath: ".spec.codec" },
    ACCEPTED,
  ],
};

/** The part of the schema that a structural schema may have. */
function structural(schema: Schema): JsonSchema {
  const { title: _, properties, items, additionalProperties: values, required, ...rest } = schema;
  const { default: fallback, ...keywords } = rest;
  return {
    ...keywords,
    // Its patterns are RE2, which has no look-ahead: that 0 is too short is found later.
    ...(isDuration(schema) ? { pattern: anyDuration("").pattern } : {}),
    ...(schema === stringMatchSchema ? PRESENCE : {}),
    ...(isWorthStoring(fallback) ? { default: fallback } : {}),
    ...(required === undefined || required.length === 0 ? {} : { required }),
    ...(properties === undefined ? {} : { properties: mapValues(properties, structural) }),
    ...(items === undefined ? {} : { items: structural(items) }),
    // Unknown keys are dropped by the API server, which allows no schema to forbid them.
    ...(typeof values === "object" ? { additionalProperties: structural(values) } : {}),
  };
}

const PRESENCE: JsonSchema = {
  nullable: true,
  oneOf: [...(stringMatchSchema.oneOf ?? []), { maxProperties: 0 }],
};

/** Defaults that say nothing would only fill the stored resources, and make a `{}` one that is not empty. */
function isWorthStoring(fallback: unknown): boolean {
  return typeof fallback === "number" || (typeof fallback === "string" && fallback !== "");
}
