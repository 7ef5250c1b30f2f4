import protobuf from "protobufjs";
import { type Closure, fieldName, fullName } from "./closure.js";
import { HEADER } from "./header.js";

const NUMBERS = new Set(
  "double float int32 uint32 sint32 fixed32 sfixed32 int64 uint64 sint64 fixed64 sfixed64".split(
    " ",
  ),
);

/** The source of src/generated/messages.ts: what encoded messages look like as objects. */
export function printTypes({ messages, enums }: Closure): string {
  return `${HEADER}
/** Messages by full name. Fields are absent when not set; 64-bit integers are numbers. */
export interface Messages {
${messages.map((type) => `  "${fullName(type)}": ${fieldsOf(type)};`).join("\n")}
}

/** Enumerations by full name. A value that has no name in this version is "#" and its number. */
export interface Enums {
${enums.map((type) => `  "${fullName(type)}": ${namesOf(type)};`).join("\n")}
}
`;
}

function fieldsOf(type: protobuf.Type): string {
  if (type.fieldsArray.length === 0) return "Readonly<Record<string, never>>";
  const fields = [...type.fieldsArray].sort((a, b) => a.id - b.id);
  return `{\n${fields.map((field) => `    readonly ${fieldName(field)}?: ${typeOf(field)} | undefined;\n`).join("")}  }`;
}

function typeOf(field: protobuf.Field): string {
  const type = elementOf(field);
  if (field instanceof protobuf.MapField) return `Readonly<Record<string, ${type}>>`;
  return field.repeated ? `readonly ${type}[]` : type;
}

function elementOf({ resolvedType, type }: protobuf.Field): string {
  if (resolvedType instanceof protobuf.Enum) return `Enums["${fullName(resolvedType)}"]`;
  if (resolvedType !== null) return `Messages["${fullName(resolvedType)}"]`;
  if (NUMBERS.has(type)) return "number";
  return { bool: "boolean", string: "string", bytes: "Uint8Array" }[type] ?? "never";
}

function namesOf(type: protobuf.Enum): string {
  return [...Object.keys(type.values).map((name) => `"${name}"`), `\`#\${number}\``].join(" | ");
}
