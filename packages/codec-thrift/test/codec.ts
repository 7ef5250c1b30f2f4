import {
  AttributeSet,
  ByteWriter,
  type Codec,
  DEFAULT_LIMITS,
  type ErrorKind,
  type Limits,
  Message,
  MessageKind,
} from "@meltemi/core";
import type { Direction } from "@meltemi/testkit";
import { thrift } from "../src/index.js";

export interface OpenCodec {
  readonly codec: Codec;
  readonly direction: Direction;
  readonly attributes: AttributeSet;
}

/** A codec that wants every attribute that is documented, and info headers of those names. */
export function open(
  direction: Direction,
  headers: readonly string[] = [],
  limits: Limits = DEFAULT_LIMITS,
): OpenCodec {
  const attributes = new AttributeSet();
  for (const { name } of thrift().attributes) if (name !== "*") attributes.want(name);
  for (const name of headers) attributes.want(name);
  return { codec: thrift().create({ direction, attributes, limits }), direction, attributes };
}

/** One call of decode. */
export function decode({ codec, direction }: OpenCodec, bytes: Uint8Array, into: Message): number {
  into.reset(direction === "request" ? MessageKind.Request : MessageKind.Response, bytes, 0);
  into.size = codec.decode(bytes, 0, bytes.length, into);
  return into.size;
}

/** One whole message, decoded. */
export function decodeOne(connection: OpenCodec, bytes: Uint8Array): Message {
  const message = new Message();
  if (decode(connection, bytes, message) !== bytes.length) {
    throw new Error(`decode returned ${message.size} for ${bytes.length} bytes`);
  }
  return message;
}

/** Every attribute of the message. */
export function textsOf(message: Message, attributes: AttributeSet): Record<string, string> {
  const texts = attributes.all.map((attribute) => [attribute.name, message.text(attribute)]);
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}

export function outputOf(write: (out: ByteWriter) => void): Uint8Array {
  const out = new ByteWriter();
  write(out);
  return out.bytes.slice(0, out.length);
}

/** The codec's reply to a request of which it sees no more than the proxy keeps. */
export function replyTo(
  client: OpenCodec,
  request: Message,
  kind: ErrorKind,
  text: string,
): Uint8Array {
  const kept = request.bytes.slice(request.start, request.start + request.replySize);
  request.moveTo(kept, 0);
  return outputOf((out) => {
    client.codec.onError(request, { kind, source: "proxy", retriable: false, text }, out);
  });
}
