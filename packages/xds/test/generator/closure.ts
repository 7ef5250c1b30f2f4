import protobuf from "protobufjs";
import { ROOTS } from "./roots.js";

export interface Closure {
  readonly messages: readonly protobuf.Type[];
  readonly enums: readonly protobuf.Enum[];
}

export const fullName = (type: protobuf.ReflectionObject): string => type.fullName.slice(1);

/** The name in objects: that of protobuf's JSON. The parser's own keeps some underscores. */
export const fieldName = (field: protobuf.Field): string =>
  field.name.replace(/_(.)/g, (_, next: string) => next.toUpperCase());

/** The roots and every type that they can contain, in order of full names. */
export function closureOf(root: protobuf.Root): Closure {
  const messages = new Map<string, protobuf.Type>();
  const enums = new Map<string, protobuf.Enum>();
  const queue: (protobuf.Type | protobuf.Enum)[] = ROOTS.map((name) => root.lookupType(name));
  for (const type of queue) {
    if (type instanceof protobuf.Enum) {
      enums.set(fullName(type), type);
    } else if (!messages.has(fullName(type))) {
      messages.set(fullName(type), type);
      for (const { resolvedType } of type.fieldsArray) {
        if (resolvedType !== null) queue.push(resolvedType);
      }
    }
  }
  return { messages: sorted(messages), enums: sorted(enums) };
}

function sorted<Type>(types: ReadonlyMap<string, Type>): Type[] {
  return [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, type]) => type);
}
