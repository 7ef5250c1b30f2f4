import type { Messages } from "./generated/messages.js";
import { decodeMessage, encodeMessage, type MessageName } from "./messages.js";
import { MessageError } from "./protobuf/message-error.js";

const PREFIX = "type.googleapis.com/";

/** The full name of the message that a type URL is of: what follows its last slash. */
export function messageName(typeUrl: string): string {
  return typeUrl.slice(typeUrl.lastIndexOf("/") + 1);
}

/** The message in a google.protobuf.Any. @throws {MessageError} as `encodeMessage` */
export function packAny<Name extends MessageName>(
  type: Name,
  value: Messages[Name],
): Messages["google.protobuf.Any"] {
  return { typeUrl: PREFIX + type, value: encodeMessage(type, value) };
}

/**
 * The message inside a google.protobuf.Any.
 * @throws {MessageError} when it is of another type, or not such a message
 */
export function unpackAny<Name extends MessageName>(
  type: Name,
  any: Messages["google.protobuf.Any"],
): Messages[Name] {
  const name = messageName(any.typeUrl ?? "");
  if (name !== type)
    throw new MessageError(`the Any has a ${name || "value without type"}`, "", type);
  return decodeMessage(type, any.value ?? new Uint8Array());
}
