import { anyText, labels, openObject, unused } from "../kinds/parts.js";
import { object, type Schema, text } from "../schema/schema-parts.js";
import { apiVersionOf, type KindDefinition } from "./kind-definition.js";

const metadataProperties: Readonly<Record<string, Schema>> = {
  name: text("Name, unique among the resources of the kind in the namespace."),
  namespace: anyText("Namespace; default when left out."),
  labels: labels("Labels by which others choose the resource."),
  annotations: {
    description: "Notes of any form.",
    type: "object",
    additionalProperties: { description: "The note.", type: "string" },
    default: {},
  },
  creationTimestamp: {
    description:
      "When the resource was made, as in RFC 3339. Decides which of two that clash is the older.",
    type: "string",
  },
  // What Kubernetes writes, and users copy along.
  generateName: unused,
  generation: unused,
  resourceVersion: unused,
  uid: unused,
  selfLink: unused,
  managedFields: unused,
  ownerReferences: unused,
  finalizers: unused,
  deletionTimestamp: unused,
  deletionGracePeriodSeconds: unused,
};

const METADATA = ["Metadata", "What the resource is called."] as const;
const ownMetadata: Schema = object(...METADATA, metadataProperties, ["name"]);
const othersMetadata: Schema = openObject(...METADATA, metadataProperties, ["name"]);

/** JSON Schema of a whole resource as users write it. */
export function documentSchema(definition: KindDefinition): Schema {
  const { kind, group, version, otherVersions, hasSpec, own, schema, description } = definition;
  const versions = [version, ...otherVersions].map((one) => apiVersionOf(group, one));
  const make = own ? object : openObject;
  const needsSpec = hasSpec && (schema.required ?? []).length > 0;
  return make(
    kind,
    description,
    {
      apiVersion: { description: "Group and version of the kind.", type: "string", enum: versions },
      kind: { description: "The kind of resource.", type: "string", enum: [kind] },
      metadata: own ? ownMetadata : othersMetadata,
      ...(hasSpec ? { spec: needsSpec ? schema : { ...schema, default: {} } } : schema.properties),
      ...(hasSpec ? { status: { description: "What others have made of it; not read." } } : {}),
    },
    [
      "apiVersion",
      "kind",
      "metadata",
      ...(needsSpec ? ["spec"] : []),
      ...(hasSpec ? [] : (schema.required ?? [])),
    ],
  );
}
