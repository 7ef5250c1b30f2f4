import {
  decodeMessage,
  encodeMessage,
  fromStruct,
  type MessageName,
  type Messages,
  messageName,
} from "@meltemi/xds";
import { errorText } from "../../error-text.js";
import { decodeAt } from "./decode-resource.js";
import type { JsonMessage } from "./json-fields.js";
import { readJsonMessage } from "./json-message.js";
import type { Place } from "./place.js";

type Any = Messages["google.protobuf.Any"];

/** What a google.protobuf.Any holds: a message in bytes, or one in JSON. */
export interface TypedConfig {
  /** Full name of the message. Empty: it does not say. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Undefined: it is in `bytes`. */
  readonly json: Record<string, unknown> | undefined;
}

const NOTHING = new Uint8Array();
const TYPED_STRUCTS: ReadonlySet<string> = new Set([
  "xds.type.v3.TypedStruct",
  "udpa.type.v1.TypedStruct",
]);

/** @throws {XdsResourceError} when it should be JSON and is not */
export function readTypedConfig(any: Any | undefined, place: Place): TypedConfig {
  const { typeUrl = "", value: bytes = NOTHING } = any ?? {};
  const type = messageName(typeUrl);
  if (TYPED_STRUCTS.has(type)) {
    // Both have the same fields.
    const struct = decodeAt(place, "xds.type.v3.TypedStruct", bytes);
    const json = fromStruct(struct.value ?? {});
    return { type: messageName(struct.typeUrl ?? ""), bytes: NOTHING, json };
  }
  if (type === "google.protobuf.Struct") {
    const json = fromStruct(decodeAt(place, "google.protobuf.Struct", bytes));
    return { type: "", bytes: NOTHING, json };
  }
  return { type, bytes, json: undefined };
}

/** @throws {XdsResourceError} when it is not such a message */
export function readMessage<T extends MessageName>(
  { bytes, json }: TypedConfig,
  type: T,
  jsonMessage: JsonMessage,
  place: Place,
): Messages[T] {
  if (json === undefined) return decodeAt(place, type, bytes);
  const message = readJsonMessage(jsonMessage, json, place) as Messages[T];
  try {
    // Writing it finds what the JSON's form allows and the message does not: two of a oneof, say.
    return decodeMessage(type, encodeMessage(type, message));
  } catch (error) {
    throw place.error(`cannot be read as ${type} (${errorText(error)}); correct it`);
  }
}
