import type { Attribute, AttributeSet, Message } from "@meltemi/core";
import { RESERVED } from "./attributes.js";
import { PROTOCOL_NAMES, protocolOf, TRANSPORT_NAMES, transportOf } from "./dialect.js";
import type { HeaderFrame } from "./header-frame.js";
import { InfoHeaders } from "./info-headers.js";
import { isNamed } from "./is-named.js";
import type { MessageBegin } from "./message-begin.js";

const COLON = 0x3a;
/** Values of `message_type`, by number. */
const TYPE_NAMES = ["", "call", "reply", "exception", "oneway"] as const;

/** Puts the attributes that somebody wants into messages, as byte ranges. */
export class AttributeReader {
  readonly #method: Attribute;
  readonly #service: Attribute;
  readonly #function: Attribute;
  readonly #messageType: Attribute;
  readonly #transport: Attribute;
  readonly #protocol: Attribute;
  readonly #all: readonly Attribute[];
  /** Those of `#all` that mean info headers, as far as it has been looked through. */
  readonly #headers: Attribute[] = [];
  #looked = 0;
  readonly #infos = new InfoHeaders();

  constructor(attributes: AttributeSet) {
    this.#method = attributes.attribute("method");
    this.#service = attributes.attribute("service");
    this.#function = attributes.attribute("function");
    this.#messageType = attributes.attribute("message_type");
    this.#transport = attributes.attribute("transport");
    this.#protocol = attributes.attribute("protocol");
    this.#all = attributes.all;
  }

  /** Attributes of every message, from its begin. */
  readBegin(message: Message, begin: MessageBegin): void {
    const { nameStart, nameEnd } = begin;
    if (this.#method.wanted) message.setRange(this.#method, nameStart, nameEnd);
    if (this.#service.wanted || this.#function.wanted) {
      // The first colon, as Apache Thrift's multiplexed processors have it.
      let colon = nameStart;
      while (colon < nameEnd && message.bytes[colon] !== COLON) colon++;
      const found = colon < nameEnd;
      if (this.#service.wanted && found) message.setRange(this.#service, nameStart, colon);
      if (this.#function.wanted) {
        message.setRange(this.#function, found ? colon + 1 : nameStart, nameEnd);
      }
    }
    if (this.#messageType.wanted) {
      message.setText(this.#messageType, TYPE_NAMES[begin.type] as string);
    }
    if (this.#transport.wanted) {
      message.setText(this.#transport, TRANSPORT_NAMES[transportOf(message.dialect)]);
    }
    if (this.#protocol.wanted) {
      message.setText(this.#protocol, PROTOCOL_NAMES[protocolOf(message.dialect)]);
    }
  }

  /**
   * Attributes of a THeader message, from its info headers. Where a name comes twice, the last counts, as
   * in Apache Thrift, and a message's own header goes before one of the connection.
   * @throws {CodecError} malformed, when any is wanted
   */
  readHeaders(message: Message, frame: HeaderFrame): void {
    if (this.#looked !== this.#all.length) this.#look();
    const headers = this.#headers;
    let wanted = false;
    for (let i = 0; i < headers.length; i++) if ((headers[i] as Attribute).wanted) wanted = true;
    if (!wanted) return;
    const infos = this.#infos;
    const { bytes } = message;
    infos.reset(bytes, frame.infos, frame.payload);
    while (infos.next()) {
      for (let i = 0; i < headers.length; i++) {
        const attribute = headers[i] as Attribute;
        if (!attribute.wanted) continue;
        if (!isNamed(bytes, infos.nameStart, infos.nameEnd, attribute.name)) continue;
        if (infos.persistent && message.has(attribute)) continue;
        message.setRange(attribute, infos.valueStart, infos.valueEnd);
      }
    }
  }

  #look(): void {
    for (; this.#looked < this.#all.length; this.#looked++) {
      const attribute = this.#all[this.#looked] as Attribute;
      if (!RESERVED.includes(attribute.name)) this.#headers.push(attribute);
    }
  }
}
