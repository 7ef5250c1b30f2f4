import { encodeMessage, type Messages, messageName, toStruct } from "@meltemi/xds";
import { errorText } from "../../error-text.js";
import { JSON_MESSAGES, type JsonField, type JsonMessage } from "./json-fields.js";
import type { Place } from "./place.js";
import { quote } from "./xds-resource-error.js";

type Any = Messages["google.protobuf.Any"];
type Json = Readonly<Record<string, unknown>>;

/**
 * A message from its JSON: names of fields in camelCase or as in .proto files, durations as "1.5s",
 * wrapped numbers bare, and the type of an Any in "@type". A field that is null is not set.
 * @throws {XdsResourceError} when there is no such field, or a value does not fit it
 */
export function readJsonMessage(name: JsonMessage, json: unknown, place: Place): unknown {
  const fields = JSON_MESSAGES[name];
  const message: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object(json, place))) {
    const camelCase = key.replace(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
    const field = Object.hasOwn(fields, camelCase) ? fields[camelCase] : undefined;
    if (value === null) continue;
    const at = place.at(key);
    if (field === undefined) throw at.error(`is not a field of ${name} here; remove it`);
    if (field === "passed over") at.note("not acted on by this proxy");
    else message[camelCase] = readValue(field, value, at);
  }
  return message;
}

function readValue(field: Exclude<JsonField, "passed over">, json: unknown, place: Place): unknown {
  if (field.endsWith("[]")) {
    if (!Array.isArray(json)) throw place.error("is not a list; give one");
    const item = field.slice(0, -2) as "string" | JsonMessage;
    return json.map((value, index) => readValue(item, value, place.at(index)));
  }
  switch (field) {
    case "string":
      if (typeof json === "string") return json;
      throw place.error(`${shown(json)} is not a text; give one`);
    case "bool":
      if (typeof json === "boolean") return json;
      throw place.error(`${shown(json)} is neither true nor false; give one of them`);
    case "number":
      return readNumber(json, place);
    case "wrapped number":
      return { value: readNumber(json, place) };
    case "duration":
      return readJsonDuration(json, place);
    case "any":
      return readAny(json, place);
    default:
      return readJsonMessage(field as JsonMessage, json, place);
  }
}

/** JSON writes 64-bit numbers as texts. */
function readNumber(json: unknown, place: Place): number {
  const number = typeof json === "string" && /^-?\d+$/.test(json) ? Number(json) : json;
  if (typeof number === "number" && Number.isSafeInteger(number)) return number;
  throw place.error(`${shown(json)} is not a whole number; give one`);
}

function readJsonDuration(json: unknown, place: Place): Messages["google.protobuf.Duration"] {
  const parts = typeof json === "string" ? /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/.exec(json) : null;
  if (parts === null) throw place.error(`${shown(json)} is not a duration; write it as "1.5s"`);
  const [, sign, seconds, fraction = ""] = parts;
  const factor = sign === "-" ? -1 : 1;
  return { seconds: factor * Number(seconds), nanos: factor * Number(fraction.padEnd(9, "0")) };
}

/** The JSON inside an Any travels on as a TypedStruct, which is how Envoy has it. */
function readAny(json: unknown, place: Place): Any {
  const { "@type": typeUrl, ...fields } = object(json, place);
  if (typeof typeUrl !== "string")
    throw place.error('has no "@type"; name the type of its message');
  const isStruct = messageName(typeUrl).endsWith(".TypedStruct");
  if (isStruct) {
    const inner = fields["typeUrl"] ?? fields["type_url"];
    if (typeof inner !== "string") throw place.error("has no type_url; name a type");
    return typedStruct(inner, object(fields["value"] ?? {}, place.at("value")), place);
  }
  return Object.keys(fields).length === 0 ? { typeUrl } : typedStruct(typeUrl, fields, place);
}

function typedStruct(typeUrl: string, json: Json, place: Place): Any {
  const type = "xds.type.v3.TypedStruct";
  try {
    const value = encodeMessage(type, { typeUrl, value: toStruct(json) });
    return { typeUrl: `type.googleapis.com/${type}`, value };
  } catch (error) {
    throw place.error(`cannot be read: ${errorText(error)}; correct it`);
  }
}

function object(json: unknown, place: Place): Json {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Json;
  throw place.error(`${shown(json)} is not an object; give one`);
}

function shown(json: unknown): string {
  return typeof json === "string" ? quote(json) : typeof json === "object" ? "this" : String(json);
}
