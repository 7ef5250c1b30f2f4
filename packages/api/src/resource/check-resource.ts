import { describe } from "../schema/describe.js";
import type { ConfigPath } from "../schema/problem.js";
import { type ConfigRecord, recordAt, textAt } from "../schema/records.js";
import type { Schema } from "../schema/schema-parts.js";
import { checkSchema } from "../schema/schema-problems.js";
import { checkMetadata } from "./check-metadata.js";
import { documentSchema } from "./document-schema.js";
import { identify } from "./identify.js";
import { apiVersionOf, type KindDefinition, type ResourceFinding } from "./kind-definition.js";
import { normalize } from "./normalize.js";
import type { Resource, ResourceId, ResourceMetadata } from "./resource.js";

/** A document after all checks. */
export interface CheckedResource {
  /** To be used only when no finding is an error. */
  readonly resource: Resource | undefined;
  readonly id: ResourceId | undefined;
  readonly findings: readonly ResourceFinding[];
}

type Fields = Readonly<Record<string, unknown>>;

/** @param base where the document stands in what was read; not empty for the items of a List */
export function checkResource(written: unknown, base: ConfigPath): CheckedResource {
  const nothing = { resource: undefined, id: undefined };
  if (!isRecord(written)) {
    const message = `expected a resource, got ${describe(written)}; give it apiVersion, kind, metadata and spec`;
    return { ...nothing, findings: [{ path: base, message }] };
  }
  const identity = identify(written);
  const { definition } = identity;
  if (definition === undefined) return { ...nothing, findings: under(base, identity.findings) };

  const schema = schemaOf(definition);
  const inside: ResourceFinding[] = [...identity.findings];
  const fields = normalize(schema, withApiVersion(written, definition), inside) as Fields;
  const form = checkSchema(schema, fields, []);
  const root: ConfigRecord = { path: [], value: fields };
  const metadata = metadataOf(recordAt(root, "metadata"), definition);
  const spec = definition.hasSpec ? recordAt(root, "spec") : specOf(root, definition);
  const beyond = [...checkMetadata(recordAt(root, "metadata"), definition)];
  if (!definition.hasSpec || isRecord(fields["spec"]))
    beyond.push(...definition.check(spec, metadata));
  // What has not the right form is told once, and nothing is concluded from it.
  const isUnfounded = ({ path, basis = path }: ResourceFinding): boolean =>
    form.some((one) => isWithin(one.path, basis));
  inside.push(...form, ...beyond.filter((finding) => !isUnfounded(finding)));
  const { name, namespace } = metadata;
  const { kind } = definition;
  return {
    resource: {
      apiVersion: apiVersionOf(definition.group, definition.version),
      kind,
      metadata,
      spec: spec.value,
    },
    id: name === "" ? undefined : { kind, namespace, name },
    findings: under(base, inside),
  };
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const schemas = new Map<KindDefinition, Schema>();

/** One schema object a kind, since that is what compiled schemas are kept by. */
function schemaOf(definition: KindDefinition): Schema {
  let schema = schemas.get(definition);
  if (schema === undefined) {
    schema = documentSchema(definition);
    schemas.set(definition, schema);
  }
  return schema;
}

/** The apiVersion has been judged; other spellings are none of the schema's business. */
function withApiVersion(written: Fields, { group, version }: KindDefinition): Fields {
  return { ...written, apiVersion: apiVersionOf(group, version) };
}

function metadataOf(metadata: ConfigRecord, { scope }: KindDefinition): ResourceMetadata {
  const namespace = scope === "Mesh" ? "" : textAt(metadata, "namespace") || "default";
  return {
    name: textAt(metadata, "name") ?? "",
    namespace,
    labels: recordAt(metadata, "labels").value as Readonly<Record<string, string>>,
    annotations: recordAt(metadata, "annotations").value as Readonly<Record<string, string>>,
    creationTimestamp: textAt(metadata, "creationTimestamp"),
  };
}

/** Of a kind whose fields stand beside its metadata. */
function specOf({ path, value }: ConfigRecord, { schema }: KindDefinition): ConfigRecord {
  const keys = Object.keys(schema.properties ?? {});
  const entries = keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]]);
  return { path, value: Object.fromEntries(entries) };
}

function isWithin(path: ConfigPath, outer: ConfigPath): boolean {
  return outer.every((key, index) => key === path[index]);
}

function under(base: ConfigPath, findings: readonly ResourceFinding[]): readonly ResourceFinding[] {
  if (base.length === 0) return findings;
  return findings.map((finding) => ({
    ...finding,
    path: [...base, ...finding.path],
    ...(finding.place === undefined ? {} : { place: [...base, ...finding.place] }),
  }));
}
