import type { Finding } from "../schema/findings.js";
import type { ConfigPath } from "../schema/problem.js";
import type { ConfigRecord } from "../schema/records.js";
import type { Schema } from "../schema/schema-parts.js";
import type { Kind } from "./resource.js";

/** Something that is wrong with a resource, or with `warning` only worth knowing. */
export interface ResourceFinding extends Finding {
  readonly warning?: true;
  /** What it was concluded from: where something in there has not the right form, it is not told. @default path */
  readonly basis?: ConfigPath;
}

/** What a check may need beside the spec. */
export interface CheckContext {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What is wrong with a spec beyond its form. It must bear anything: fields that do not fit the schema are still
 * there, and the schema has already complained of them.
 */
export type SpecCheck = (spec: ConfigRecord, context: CheckContext) => readonly ResourceFinding[];

/** One kind of resource: how it is named and what users may write in it. */
export interface KindDefinition {
  readonly kind: Kind;
  /** Empty for the core group of Kubernetes. */
  readonly group: string;
  /** The version that a resource has once it has been read. */
  readonly version: string;
  /** Versions that are read as `version`; the form is the same. */
  readonly otherVersions: readonly string[];
  /** Misspelt groups that are around in slides and blogs; read as `group`, with a warning. */
  readonly otherGroups: readonly string[];
  /** Lower case, such as `metarouters`. */
  readonly plural: string;
  readonly shortNames: readonly string[];
  /** Mesh: resources of the kind belong to no namespace. */
  readonly scope: "Namespaced" | "Mesh";
  /** False for the kinds whose fields stand beside `metadata` and not under `spec`. */
  readonly hasSpec: boolean;
  /** True: Meltemi defines the kind, and unknown keys are errors. False: Istio or Kubernetes does. */
  readonly own: boolean;
  /** JSON Schema (draft 7) of the spec. */
  readonly schema: Schema;
  readonly check: SpecCheck;
  readonly description: string;
}

/** `networking.istio.io/v1`, or `v1` in the core group of Kubernetes. */
export function apiVersionOf(group: string, version: string): string {
  return group === "" ? version : `${group}/${version}`;
}
