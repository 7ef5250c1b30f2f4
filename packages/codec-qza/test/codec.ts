import { AttributeSet, type Codec, DEFAULT_LIMITS, Message, MessageKind } from "@meltemi/core";
import type { Direction } from "@meltemi/testkit";
import { qza } from "../src/index.js";

export interface OpenCodec {
  readonly codec: Codec;
  readonly direction: Direction;
  readonly attributes: AttributeSet;
}

/** A codec that wants all three attributes. */
export function open(direction: Direction): OpenCodec {
  const attributes = new AttributeSet();
  for (const { name } of qza().attributes) attributes.want(name);
  return {
    codec: qza().create({ direction, attributes, limits: DEFAULT_LIMITS }),
    direction,
    attributes,
  };
}

/** One whole message, decoded. */
export function decodeOne({ codec, direction }: OpenCodec, bytes: Uint8Array): Message {
  const message = new Message();
  message.reset(direction === "request" ? MessageKind.Request : MessageKind.Response, bytes, 0);
  message.size = codec.decode(bytes, 0, bytes.length, message);
  return message;
}
