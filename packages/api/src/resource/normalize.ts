import { parseDuration } from "@meltemi/core";
import { unused } from "../kinds/parts.js";
import { closest } from "../schema/closest.js";
import { quote } from "../schema/describe.js";
import type { ConfigPath } from "../schema/problem.js";
import { stringMatchSchema } from "../schema/schema-match.js";
import { isDuration, type Schema } from "../schema/schema-parts.js";
import type { ResourceFinding } from "./kind-definition.js";

/** Ten years. Protobuf and timers count in numbers that end somewhere. */
const LONGEST_HOURS = 87_600;

/**
 * A copy of `value` that the schema's check may fill defaults into, in the form that the schema describes:
 * a key whose value is null is a key left out, as in Kubernetes; a StringMatch of null or `{}` is `{present: true}`;
 * keys that an open object does not list, and those that make no difference, are dropped. A value of the wrong type stays as it is.
 * @param findings gets a warning for each key that is not listed, and the durations and keys that nobody can use
 */
export function normalize(schema: Schema, value: unknown, findings: ResourceFinding[]): unknown {
  return copy(schema, value, [], findings);
}

/** @param path of the value; the same list for all, longer while something inside is copied */
function copy(
  schema: Schema,
  value: unknown,
  path: (string | number)[],
  findings: ResourceFinding[],
): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return value;
    return Array.from(value, (item: unknown, index) => {
      path.push(index);
      const result = copy(items, item, path, findings);
      path.pop();
      return result;
    });
  }
  if (schema === stringMatchSchema && isAbsent(value)) return { present: true };
  if (typeof value === "string" && isDuration(schema)) checkLength(value, path, findings);
  if (typeof value !== "object" || value === null) return value;
  const { properties, additionalProperties: values } = schema;
  if (properties === undefined && typeof values !== "object") return value;

  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    path.push(key);
    const known = properties !== undefined && Object.hasOwn(properties, key);
    const property = known ? properties[key] : typeof values === "object" ? values : undefined;
    if (key === "__proto__") {
      const message = "is not a name that can be used; choose another";
      findings.push({ path: [...path], message });
    } else if (property !== undefined) {
      const isLeftOut = property === unused || (item === null && property !== stringMatchSchema);
      if (!isLeftOut) result[key] = copy(property, item, path, findings);
    } else if (values === false) {
      result[key] = item; // of a closed object: the check of the schema complains of it
    } else {
      findings.push(unknownKey(key, Object.keys(properties ?? {}), [...path]));
    }
    path.pop();
  }
  return result;
}

function isAbsent(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0;
}

function checkLength(value: string, path: ConfigPath, findings: ResourceFinding[]): void {
  const milliseconds = parseDuration(value);
  if (milliseconds === undefined || milliseconds <= LONGEST_HOURS * 3_600_000) return;
  findings.push({ path: [...path], message: `is too long; write ${LONGEST_HOURS}h or less` });
}

function unknownKey(key: string, known: readonly string[], path: ConfigPath): ResourceFinding {
  const near = closest(key, known);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  return { path, message: `${quote(key)} makes no difference here${hint}`, warning: true };
}
