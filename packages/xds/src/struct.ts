import type { Messages } from "./generated/messages.js";
import { MessageError, within } from "./protobuf/message-error.js";
import { DEEPEST } from "./protobuf/wire-type.js";

type Struct = Messages["google.protobuf.Struct"];
type Value = Messages["google.protobuf.Value"];

/**
 * A JSON object as google.protobuf.Struct. Members that are undefined are left out.
 * @throws {MessageError} for what JSON does not have, and for objects in circles
 */
export function toStruct(json: Readonly<Record<string, unknown>>): Struct {
  return structOf(json, 0);
}

/** The JSON object that a google.protobuf.Struct stands for. */
export function fromStruct(struct: Struct): Record<string, unknown> {
  const entries = Object.entries(struct.fields ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, unwrapped(value)]));
}

function structOf(json: Readonly<Record<string, unknown>>, depth: number): Struct {
  const entries = Object.entries(json).filter(([, value]) => value !== undefined);
  return {
    fields: Object.fromEntries(
      entries.map(([name, value]) => [name, at(name, () => wrapped(value, depth + 1))]),
    ),
  };
}

function wrapped(json: unknown, depth: number): Value {
  // Each level is a Value in a Struct or list: two messages.
  if (depth > DEEPEST / 2) throw new MessageError("is nested too deeply, or in a circle");
  if (json === null) return { nullValue: "NULL_VALUE" };
  if (typeof json === "boolean") return { boolValue: json };
  if (typeof json === "string") return { stringValue: json };
  if (typeof json === "number" && Number.isFinite(json)) return { numberValue: json };
  if (Array.isArray(json)) {
    const values = json.map((element, i) => at(`[${i}]`, () => wrapped(element, depth + 1)));
    return { listValue: { values } };
  }
  if (typeof json === "object") {
    return { structValue: structOf(json as Record<string, unknown>, depth) };
  }
  throw new MessageError(`${String(json)} is not a JSON value`);
}

function unwrapped(value: Value): unknown {
  if (value.structValue !== undefined) return fromStruct(value.structValue);
  if (value.listValue !== undefined) return (value.listValue.values ?? []).map(unwrapped);
  return value.stringValue ?? value.numberValue ?? value.boolValue ?? null;
}

function at<Result>(place: string, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    throw within(error, place);
  }
}
