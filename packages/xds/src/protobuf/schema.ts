import { ENUMS, MESSAGES } from "../generated/descriptor.js";
import { enumType } from "./enum-type.js";
import type { Field } from "./field.js";
import { MessageType } from "./message-type.js";
import { SCALARS } from "./scalar-types.js";
import type { ValueType } from "./value-type.js";

const types = new Map<string, ValueType>(Object.entries(SCALARS));

/** The message type with that full name; undefined when this package does not have it. */
export function findMessageType(name: string): MessageType | undefined {
  const type = Object.hasOwn(MESSAGES, name) ? typeNamed(name) : undefined;
  return type instanceof MessageType ? type : undefined;
}

/** Types are made when they are first needed: a program uses few of them. */
function typeNamed(name: string): ValueType {
  const known = types.get(name);
  if (known !== undefined) return known;
  const type = makeType(name);
  types.set(name, type);
  return type;
}

function makeType(name: string): ValueType {
  const fields = MESSAGES[name];
  if (fields !== undefined) return new MessageType(name, () => parseFields(fields));
  const values = ENUMS[name];
  if (values !== undefined) return enumType(values);
  throw new Error(`the descriptor has no type ${name}; generate it again`);
}

const LABELS: Readonly<Record<string, Field["label"]>> = { "*": "list", "%": "map" };

/** Reads what src/generated/descriptor.ts says of one message. */
function parseFields(text: string): Field[] {
  const parts = text === "" ? [] : text.split(",").map((field) => field.split(" "));
  return parts.map(([name = "", number = "", written = "", oneof]) => {
    const label = LABELS[written.charAt(0)] ?? "one";
    const type = typeNamed(label === "one" ? written : written.slice(1));
    const rivals = parts.filter((other) => oneof !== undefined && other[3] === oneof);
    return {
      name,
      number: Number(number),
      label,
      type,
      presence: oneof !== undefined || type instanceof MessageType,
      rivals: rivals.map(([rival = ""]) => rival).filter((rival) => rival !== name),
    };
  });
}
