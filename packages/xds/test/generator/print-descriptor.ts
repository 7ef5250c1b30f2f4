import protobuf from "protobufjs";
import { type Closure, fieldName, fullName } from "./closure.js";
import { HEADER } from "./header.js";

/** The source of src/generated/descriptor.ts: a line for each type, in the form its comment describes. */
export function printDescriptor({ messages, enums }: Closure): string {
  return `${HEADER}
/**
 * Messages: "name number type [oneof]", separated by commas, in order of numbers. Before a type "*" is
 * repeated, "%" is a map from strings. Scalars have short names; all others are full names.
 */
export const MESSAGES: Readonly<Record<string, string>> = {
${messages.map((type) => `  "${fullName(type)}":\n    "${fieldsOf(type)}",`).join("\n")}
};

/** Enumerations: "NAME number", separated by commas. */
export const ENUMS: Readonly<Record<string, string>> = {
${enums.map((type) => `  "${fullName(type)}":\n    "${valuesOf(type)}",`).join("\n")}
};
`;
}

function fieldsOf(type: protobuf.Type): string {
  return [...type.fieldsArray]
    .sort((a, b) => a.id - b.id)
    .map((field) => {
      const oneof = field.partOf === null ? "" : ` ${field.partOf.name}`;
      return `${fieldName(field)} ${field.id} ${typeOf(field)}${oneof}`;
    })
    .join(",");
}

function typeOf(field: protobuf.Field): string {
  const name = field.resolvedType === null ? field.type : fullName(field.resolvedType);
  if (field instanceof protobuf.MapField) {
    if (field.keyType !== "string") throw new Error(`${field.fullName}: keys are not strings`);
    return `%${name}`;
  }
  // The runtime knows proto3's rules only.
  if (field.required || field.delimited || (field.repeated && !field.packed)) {
    throw new Error(`${field.fullName} has an encoding that the runtime does not know`);
  }
  return field.repeated ? `*${name}` : name;
}

function valuesOf(type: protobuf.Enum): string {
  return Object.entries(type.values)
    .map(([name, number]) => `${name} ${number}`)
    .join(",");
}
