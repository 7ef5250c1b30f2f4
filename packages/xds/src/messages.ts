import type { Messages } from "./generated/messages.js";
import { MessageError } from "./protobuf/message-error.js";
import type { MessageType } from "./protobuf/message-type.js";
import { findMessageType } from "./protobuf/schema.js";
import { WireReader } from "./protobuf/wire-reader.js";
import { WireWriter } from "./protobuf/wire-writer.js";

/** Full name of a message, such as "envoy.config.cluster.v3.Cluster". */
export type MessageName = keyof Messages;

const writer = new WireWriter(4096);

/**
 * The message as protobuf. Equal values have equal bytes: fields are in order of their numbers, maps
 * in order of their keys, and zero in a field without presence is left out.
 * @throws {MessageError} when a value does not fit its field; names the field
 */
export function encodeMessage<Name extends MessageName>(
  type: Name,
  value: Messages[Name],
): Uint8Array {
  writer.clear();
  try {
    typeOf(type).writeFields(writer, value, 0);
  } catch (error) {
    throw located(error, type);
  }
  return writer.bytes.slice(0, writer.length);
}

/**
 * Reads a message. Fields that it does not know are passed over; what is returned shares no memory
 * with `bytes`.
 * @throws {MessageError} when the bytes are not such a message; names the field
 */
export function decodeMessage<Name extends MessageName>(
  type: Name,
  bytes: Uint8Array,
): Messages[Name] {
  const value = {};
  try {
    typeOf(type).readFields(new WireReader(bytes), value, 0);
  } catch (error) {
    throw located(error, type);
  }
  return value as Messages[Name];
}

/** True when this package can encode and decode messages of that full name. */
export function isMessageName(name: string): name is MessageName {
  return findMessageType(name) !== undefined;
}

function typeOf(name: MessageName): MessageType {
  const type = findMessageType(name);
  if (type === undefined) throw new MessageError("this message is not known", "", name);
  return type;
}

function located(error: unknown, type: MessageName): unknown {
  return error instanceof MessageError ? new MessageError(error.what, error.path, type) : error;
}
