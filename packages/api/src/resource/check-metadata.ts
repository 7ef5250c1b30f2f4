import { isLabel, isSubdomain } from "../kinds/names.js";
import { quote } from "../schema/describe.js";
import { type ConfigRecord, textAt } from "../schema/records.js";
import type { KindDefinition, ResourceFinding } from "./kind-definition.js";

const DATE = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** What is wrong with the names of a resource. */
export function checkMetadata(
  metadata: ConfigRecord,
  definition: KindDefinition,
): ResourceFinding[] {
  const findings: ResourceFinding[] = [];
  const complain = (key: string, message: string, warning?: true): void => {
    const path = [...metadata.path, key];
    findings.push({ path, message, ...(warning === undefined ? {} : { warning }) });
  };
  const name = textAt(metadata, "name");
  if (name !== undefined && !isSubdomain(name)) {
    complain(
      "name",
      `${quote(name)} is not a name; use lower-case letters, digits, "-" and ".", at most 253`,
    );
  }
  const namespace = textAt(metadata, "namespace") ?? "";
  if (namespace !== "" && definition.scope === "Mesh") {
    complain(
      "namespace",
      `an ${definition.kind} is for the whole mesh; remove the namespace`,
      true,
    );
  } else if (namespace !== "" && !isLabel(namespace)) {
    const rule = 'use lower-case letters, digits and "-", at most 63';
    complain("namespace", `${quote(namespace)} is not the name of a namespace; ${rule}`);
  }
  const created = textAt(metadata, "creationTimestamp");
  if (created !== undefined && (!DATE.test(created) || Number.isNaN(Date.parse(created)))) {
    const rule = "write such as 2026-01-31T12:00:00Z, or remove it";
    complain("creationTimestamp", `${quote(created)} is not a time; ${rule}`);
  }
  return findings;
}
