/** The part of JSON Schema (draft 7) that the configuration is described in. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  /** On objects: the name under which the reference lists them. */
  readonly title?: string;
  readonly description?: string;
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** false: no other keys. A schema: any key, and its values look like this. */
  readonly additionalProperties?: false | Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
}

// The forms that parseDuration of core reads. A pattern and no `format`, so that editors check it too.
const DURATION = "(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h))+$";
const ANY_DURATION = `^${DURATION}`;
const POSITIVE_DURATION = `^(?=.*[1-9])${DURATION}`;

/** A duration such as 250ms, of which 0 means "never". */
export function duration(description: string, fallback: string): Schema {
  return { description, type: "string", pattern: ANY_DURATION, default: fallback };
}

/** A duration that may be 0, and may be left out. */
export function anyDuration(description: string): Schema {
  return { description, type: "string", pattern: ANY_DURATION };
}

/** A duration that is longer than 0. */
export function positiveDuration(description: string, fallback?: string): Schema {
  const schema: Schema = { description, type: "string", pattern: POSITIVE_DURATION };
  return fallback === undefined ? schema : { ...schema, default: fallback };
}

export function isDuration(schema: Schema): boolean {
  return schema.pattern === ANY_DURATION || schema.pattern === POSITIVE_DURATION;
}

export function text(description: string): Schema {
  return { description, type: "string", minLength: 1 };
}

export function flag(description: string, fallback: boolean): Schema {
  return { description, type: "boolean", default: fallback };
}

/** A positive integer of 31 bits, such as a number of bytes or connections. */
export function count(description: string, fallback: number): Schema {
  return { description, type: "integer", minimum: 1, maximum: 2 ** 31 - 1, default: fallback };
}

export function port(description: string, minimum: 0 | 1): Schema {
  return { description, type: "integer", minimum, maximum: 65_535 };
}

export function choice(description: string, values: readonly string[], fallback: string): Schema {
  return { description, type: "string", enum: values, default: fallback };
}

/** A list that may be left out. */
export function list(description: string, items: Schema): Schema {
  return { description, type: "array", items, default: [] };
}

/** Free names with values of one kind. */
export function map(description: string, values: Schema): Schema {
  return { description, type: "object", additionalProperties: values, default: {} };
}

/** An object with exactly these keys. */
export function object(
  title: string,
  description: string,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return { title, description, type: "object", additionalProperties: false, required, properties };
}

/** An object whose every key has a default, and which may therefore be left out itself. */
export function optionalObject(
  title: string,
  description: string,
  properties: Readonly<Record<string, Schema>>,
): Schema {
  return { ...object(title, description, properties), default: {} };
}
