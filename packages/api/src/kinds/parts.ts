import type { Schema } from "../schema/schema-parts.js";

/** A text that may be left out, and may be empty. */
export function anyText(description: string): Schema {
  return { description, type: "string" };
}

/** One of the values; there is no default. */
export function oneOfTexts(description: string, values: readonly string[]): Schema {
  return { description, type: "string", enum: values };
}

export function anyFlag(description: string): Schema {
  return { description, type: "boolean" };
}

const LARGEST_UINT32 = 2 ** 32 - 1;

/** A whole number from `minimum` to `maximum`, both included. */
export function wholeNumber(
  description: string,
  minimum: number,
  maximum: number = LARGEST_UINT32,
): Schema {
  return { description, type: "integer", minimum, maximum };
}

/** A list that must have an entry. */
export function nonEmptyList(description: string, items: Schema): Schema {
  return { description, type: "array", minItems: 1, items };
}

/**
 * An object of a kind that others define: keys that are not listed are allowed, and dropped with a warning, since
 * users bring the YAML that they already have.
 */
export function openObject(
  title: string,
  description: string,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return { title, description, type: "object", required, properties };
}

/** A field that makes no difference to the mesh and that nobody needs to be warned of. */
export const unused: Schema = { description: "Accepted; makes no difference to the mesh." };

/** Labels, as on endpoints and in selectors. */
export function labels(description: string): Schema {
  return {
    description,
    type: "object",
    additionalProperties: { description: "Value of the label.", type: "string" },
    default: {},
  };
}
