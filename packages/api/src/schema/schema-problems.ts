import type { ErrorObject } from "ajv";
import { closest } from "./closest.js";
import { describe, quote } from "./describe.js";
import type { Finding } from "./findings.js";
import type { ConfigPath } from "./problem.js";
import { MATCH_TYPES, stringMatchSchema } from "./schema-match.js";
import { isDuration, type Schema } from "./schema-parts.js";
import { validate } from "./validator.js";

/**
 * Checks `value`, which stands at `base`, and fills in its defaults.
 * @returns what is wrong with it, in plain words
 */
export function checkSchema(schema: object, value: unknown, base: ConfigPath): Finding[] {
  const errors = validate(schema, value).slice(0, MOST_ERRORS);
  const causes = errors.filter((error) => !isConsequence(error, errors));
  // Whatever a plugin's schema makes of it, a value that is wrong is never let through.
  return (causes.length > 0 ? causes : errors).map((error) => {
    const path = [...base, ...pathOf(error.instancePath, value)];
    const key = error.params["additionalProperty"];
    const place = typeof key === "string" ? [...path, key] : path;
    return { path, message: explain(error), place };
  });
}

/** Each is held against each other, and nobody reads more. */
const MOST_ERRORS = 200;

/** The pointer's keys, those into lists as numbers. */
function pathOf(pointer: string, root: unknown): ConfigPath {
  let value = root;
  return pointer
    .split("/")
    .slice(1)
    .map((part) => {
      const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
      const inList = Array.isArray(value);
      value = (value as Readonly<Record<string, unknown>>)[key];
      return inList ? Number(key) : key;
    });
}

/** True for an error that another one already explains. */
function isConsequence(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some((other) => {
    if (other === error) return false;
    // The branches of an alternative: "one of these" says it once.
    if (isBranch(error, other)) return true;
    if (isBranch(other, error)) return false;
    // A key misspelt is a key missing, and a value of the wrong type has no keys at all.
    const alternative = error.keyword === "oneOf" || error.keyword === "required";
    if (!alternative || other.instancePath !== error.instancePath) return false;
    if (other.keyword === "type") return true;
    if (other.keyword !== "additionalProperties") return false;
    const missing = error.params["missingProperty"];
    const misspelt = String(other.params["additionalProperty"]);
    return missing === undefined || closest(misspelt, [String(missing)]) !== undefined;
  });
}

function isBranch(error: ErrorObject, alternative: ErrorObject): boolean {
  const isAlternative = alternative.keyword === "oneOf" || alternative.keyword === "anyOf";
  return isAlternative && error.schemaPath.startsWith(`${alternative.schemaPath}/`);
}

type Explain = (error: ErrorObject, schema: Schema) => string;

/** What the keywords of JSON Schema mean to somebody who writes YAML. */
const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  additionalProperties: ({ params }, schema) => {
    const key = String(params["additionalProperty"]);
    if (Object.is(schema, stringMatchSchema)) {
      return `${quote(key)} is not a match type; use ${alternatives(MATCH_TYPES)}`;
    }
    const known = Object.keys(schema.properties ?? {});
    if (known.length === 0) return `${quote(key)} is not a key here; there are none, remove it`;
    const near = closest(key, known);
    const hint = near === undefined ? "known" : `did you mean "${near}"? Known`;
    return `${quote(key)} is not a key here; ${hint} keys: ${known.join(", ")}`;
  },
  required: ({ params }, schema) => {
    const key = String(params["missingProperty"]);
    const [sentence] = (schema.properties?.[key]?.description ?? "").split(/\.(?:\s|$)/);
    return `"${key}" is missing; add it${sentence ? ` (${sentence})` : ""}`;
  },
  type: ({ data, params }, schema) => {
    const type = String(params["type"]);
    const expected = isDuration(schema) ? "a duration" : (TYPES[type] ?? type);
    return `expected ${expected}, got ${describe(data)}${remedy(data, schema)}`;
  },
  enum: ({ data, params }) =>
    `expected ${alternatives((params["allowedValues"] as unknown[]).map(String))}, got ${describe(data)}`,
  pattern: ({ data, schema: pattern }, schema) => {
    if (!isDuration(schema))
      return `${quote(String(data))} does not have the form ${String(pattern)}`;
    if (/^[0.]+(?:ms|s|m|h)$/.test(String(data))) return "must be longer than 0; write such as 5s";
    return `${quote(String(data))} is not a duration; write a number and a unit, such as 250ms, 10s or 1h30m`;
  },
  minimum: ({ data, params }) => `expected ${params["limit"]} or more, got ${String(data)}`,
  maximum: ({ data, params }) => `expected ${params["limit"]} or less, got ${String(data)}`,
  minLength: () => "must not be empty; write a text",
  minItems: ({ params }) => `must have ${params["limit"]} or more entries; add one`,
  minProperties: ({ params }) => `must have ${params["limit"]} or more keys; add one`,
  oneOf: ({ data, schema: branches }, schema) => {
    if (!Object.is(schema, stringMatchSchema)) return alternative(branches);
    const given = MATCH_TYPES.filter((name) => Object.hasOwn(data as object, name));
    const got = given.length === 0 ? "none" : given.join(" and ");
    return `needs exactly one match type, got ${got}; use ${alternatives(MATCH_TYPES)}`;
  },
  anyOf: ({ schema: branches }) => alternative(branches),
};

const TYPES: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
};

function explain(error: ErrorObject): string {
  const known = EXPLANATIONS[error.keyword];
  if (known !== undefined) return known(error, (error.parentSchema ?? {}) as Schema);
  return `${error.message ?? error.keyword}, got ${describe(error.data)}`;
}

/** What to write instead, for the slips that YAML invites. */
function remedy(data: unknown, schema: Schema): string {
  if (Object.is(schema, stringMatchSchema) && typeof data !== "object") {
    return `; write {exact: ${JSON.stringify(String(data))}}`;
  }
  if (isDuration(schema)) return `; write such as ${typeof data === "number" ? data : 10}s`;
  const scalar = typeof data === "number" || typeof data === "boolean";
  if (schema.type === "string" && scalar) return `; put it in quotes: "${data}"`;
  const isNumber = schema.type === "integer" || schema.type === "number";
  if (isNumber && typeof data === "string" && /^\d+$/.test(data)) {
    return `; write ${data} without quotes`;
  }
  if (schema.type === "array") return "; start each entry with a dash";
  if (schema.required?.length) return `; give it ${schema.required.join(", ")}`;
  const choices = schema.anyOf?.flatMap(({ required }) => required ?? []) ?? [];
  if (choices.length > 0) return `; give it ${alternatives(choices)}`;
  return "";
}

/** `oneOf` and `anyOf`: their keys where the branches only ask for keys, their types where they say them. */
function alternative(branches: unknown): string {
  const schemas = branches as readonly Schema[];
  const keys = schemas.flatMap(({ required }) => required ?? []);
  if (keys.length > 0) return `needs ${alternatives(keys)}`;
  const types = schemas.flatMap(({ type }) => (type === undefined ? [] : [TYPES[type] ?? type]));
  if (types.length < schemas.length || types.includes("an object")) {
    return "has none of the allowed forms; see the filter's documentation";
  }
  return `expected ${alternatives([...new Set(types)])}`;
}

function alternatives(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
