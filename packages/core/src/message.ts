import type { Attribute } from "./attribute.js";
import { type AttributeValues, Held, releaseValues, takeValues } from "./attribute-values.js";
import type { ExactText } from "./exact-text.js";
import { TextCache } from "./text-cache.js";

/** What a message is. The framework sets Request or Response before decode; the codec corrects it. */
export const MessageKind = {
  /** Expects exactly one response. */
  Request: 0,
  Response: 1,
  /** Expects no response. */
  Oneway: 2,
  StreamOpen: 3,
  StreamData: 4,
  StreamHalfClose: 5,
  StreamClose: 6,
  /** Never forwarded: answered by `onHeartbeat` where it asks for an answer. */
  Heartbeat: 7,
  /**
   * A response in which the application reports an exception of its own (`response_business_exception`).
   * One in which the server's framework reports a failure is a Response of status Error.
   */
  Error: 8,
  /** From a server: it will take no further requests on this connection; those in flight are answered. */
  GoAway: 9,
} as const;
export type MessageKind = (typeof MessageKind)[keyof typeof MessageKind];

/** Whether a response reports success. The codec decides; statistics and health follow it. */
export const ResponseStatus = { Ok: 0, Error: 1 } as const;
export type ResponseStatus = (typeof ResponseStatus)[keyof typeof ResponseStatus];

const NO_BYTES = new Uint8Array(0);

/**
 * One decoded message: where its bytes are and what the codec read in them. Messages are reused, so
 * keep values, not the object. Attributes are held as integers or byte ranges and become strings only
 * when somebody asks.
 */
export class Message {
  kind: MessageKind = MessageKind.Request;
  /** Upper 32 bits of the request id, unsigned. 0 where ids are narrower. */
  requestIdHigh = 0;
  /** Lower 32 bits of the request id, unsigned. 0 where the protocol has none. */
  requestIdLow = 0;
  /** The protocol's stream id, 0 where it has none. */
  streamId = 0;
  status: ResponseStatus = ResponseStatus.Ok;
  /** Where the message lies: `bytes[start, start + size)`. Set by the framework. */
  bytes: Uint8Array = NO_BYTES;
  start = 0;
  /** Bytes of the whole message. Set by the framework from what decode returns. */
  size = 0;
  /**
   * Bytes from `start` that `onError` must see again, long after the read buffer has been reused. Set by
   * the codec; the framework keeps a copy of these for each request in flight. Over 128 bytes the copy
   * costs an allocation.
   */
  replySize = 0;
  /** An integer of 31 bits that the codec may keep with the message (which variant it was). */
  codecState = 0;
  /**
   * Which dialect of the protocol a request speaks, a small integer. A server settles on the dialect of a
   * connection, so requests of different dialects never share one.
   */
  dialect = 0;

  readonly #texts: TextCache;
  #values: AttributeValues | undefined;

  constructor(texts: TextCache = new TextCache()) {
    this.#texts = texts;
  }

  /** Makes the message ready for another decode at `start`. */
  reset(kind: MessageKind, bytes: Uint8Array, start: number): void {
    this.kind = kind;
    this.requestIdHigh = 0;
    this.requestIdLow = 0;
    this.streamId = 0;
    this.status = ResponseStatus.Ok;
    this.bytes = bytes;
    this.start = start;
    this.size = 0;
    this.replySize = 0;
    this.codecState = 0;
    this.dialect = 0;
    this.#values?.clear();
  }

  setInteger(attribute: Attribute, value: number): void {
    this.#values ??= takeValues();
    this.#values.setInteger(attribute.index, value);
  }

  /** The attribute is the UTF-8 text `bytes[start, end)`, offsets as given to decode. */
  setRange(attribute: Attribute, start: number, end: number): void {
    this.#values ??= takeValues();
    this.#values.setRange(attribute.index, start - this.start, end - this.start);
  }

  setText(attribute: Attribute, text: string): void {
    this.#values ??= takeValues();
    this.#values.setText(attribute.index, text);
  }

  has(attribute: Attribute): boolean {
    return this.#heldOf(attribute) !== Held.Nothing;
  }

  /** True when the value is held as an integer, so that `integer` answers without a string. */
  isInteger(attribute: Attribute): boolean {
    return this.#heldOf(attribute) === Held.Integer;
  }

  /** The integer value; meaningful only where `isInteger` is true. */
  integer(attribute: Attribute): number {
    return this.#values?.numbers[attribute.index] as number;
  }

  /** The value as text (integers in decimal), or undefined when the message does not carry it. */
  text(attribute: Attribute): string | undefined {
    const { index } = attribute;
    const values = this.#values;
    switch (values?.held[index]) {
      case Held.Integer:
        return String(values.numbers[index]);
      case Held.Range: {
        const start = this.start;
        const from = start + (values.numbers[index] as number);
        const text = this.#texts.text(this.bytes, from, start + (values.ends[index] as number));
        values.setText(index, text);
        return text;
      }
      case Held.Text:
        return values.texts[index];
      default:
        return undefined;
    }
  }

  /** Whether the value is that text. A range of bytes is compared where it lies. */
  isText(attribute: Attribute, expected: ExactText): boolean {
    const { index } = attribute;
    const values = this.#values;
    if (values?.held[index] !== Held.Range) return this.text(attribute) === expected.text;
    const start = this.start;
    const from = start + (values.numbers[index] as number);
    return expected.equals(this.bytes, from, start + (values.ends[index] as number));
  }

  /**
   * Reads every byte range into a string, so that the attributes outlive the bytes.
   * For a message that is kept beyond the read that brought it.
   */
  keepAttributes(attributes: readonly Attribute[]): void {
    if (this.#values === undefined || !this.#values.anyRange) return;
    for (const attribute of attributes) {
      if (this.#heldOf(attribute) === Held.Range) this.text(attribute);
    }
  }

  /**
   * Forgets the attributes: nobody will ask for them again. Their place serves the next message at once, and so
   * is in the cache, where that of thousands of requests in flight would not be.
   */
  dropAttributes(): void {
    if (this.#values === undefined) return;
    releaseValues(this.#values);
    this.#values = undefined;
  }

  /** The message now lies elsewhere, unchanged. Ranges follow, since they are relative. */
  moveTo(bytes: Uint8Array, start: number): void {
    this.bytes = bytes;
    this.start = start;
  }

  #heldOf(attribute: Attribute): Held {
    return this.#values?.held[attribute.index] ?? Held.Nothing;
  }
}

/** The request id in decimal, for logs and error texts. Not for the hot path. */
export function requestIdText(message: Message): string {
  if (message.requestIdHigh === 0) return String(message.requestIdLow);
  return String((BigInt(message.requestIdHigh) << 32n) | BigInt(message.requestIdLow));
}
