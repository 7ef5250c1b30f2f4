import type { AttributeSet, Message, MessageKind, ResponseStatus } from "@meltemi/core";

/** All that decode said of one message, copied out, so that it can be kept and compared. */
export interface DecodedMessage {
  readonly kind: MessageKind;
  readonly requestId: bigint;
  readonly streamId: number;
  readonly status: ResponseStatus;
  /** Bytes of the whole message. */
  readonly size: number;
  readonly replySize: number;
  readonly codecState: number;
  readonly dialect: number;
  /** Every attribute that the message carries, as text. */
  readonly attributes: Readonly<Record<string, string>>;
  /** A copy of the message's bytes. */
  readonly bytes: Uint8Array;
}

/** Copies a message of `size` bytes whose bytes are all there. */
export function readMessage(message: Message, attributes: AttributeSet): DecodedMessage {
  const texts: [string, string][] = [];
  for (const attribute of attributes.all) {
    const text = message.text(attribute);
    if (text !== undefined) texts.push([attribute.name, text]);
  }
  return {
    kind: message.kind,
    requestId: (BigInt(message.requestIdHigh) << 32n) | BigInt(message.requestIdLow),
    streamId: message.streamId,
    status: message.status,
    size: message.size,
    replySize: message.replySize,
    codecState: message.codecState,
    dialect: message.dialect,
    attributes: Object.fromEntries(texts),
    bytes: message.bytes.slice(message.start, message.start + message.size),
  };
}
