import {
  type Attribute,
  type ByteWriter,
  type Codec,
  type CodecContext,
  CodecError,
  type Message,
  MessageKind,
  type Mutation,
  type ProxyError,
  ResponseStatus,
  readInt16,
  readUint16,
  readUint32,
  writeUint16,
  writeUint32,
} from "@meltemi/core";
import { ATTRIBUTES } from "./attributes.js";
import { responseCode } from "./error-replies.js";
import { Field, HEADER_SIZE } from "./header.js";

/** What an error reply repeats from its request, as offsets [from, to). All else in it is zero. */
const REPEATED: readonly (readonly [from: number, to: number])[] = [
  [Field.version, Field.packLengthLow], // and packFlow
  [Field.command, Field.responseCode],
  [Field.subCommand, Field.subCommand + 2],
  [Field.hostUin, Field.clientUin + 4],
];
const REPLY_SIZE = Field.clientUin + 4;

export class QzaCodec implements Codec {
  readonly #isResponse: boolean;
  readonly #command: Attribute;
  readonly #subCommand: Attribute;
  readonly #uid: Attribute;

  constructor(context: CodecContext) {
    this.#isResponse = context.direction === "response";
    this.#command = context.attributes.attribute("cmd");
    this.#subCommand = context.attributes.attribute("sub_cmd");
    this.#uid = context.attributes.attribute("uid");
  }

  decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    // The upper half of the length is almost the last field, so nothing is known before the whole header.
    if (end - start < HEADER_SIZE) return 0;
    const size =
      readUint16(bytes, start + Field.packLengthLow) +
      readUint16(bytes, start + Field.packLengthHigh) * 0x10000; // not a shift: it would go negative
    const extension =
      (bytes[start + Field.extensionLengthLow] as number) +
      (bytes[start + Field.extensionLengthHigh] as number) * 0x100;
    if (size < HEADER_SIZE + extension) refuseLength(size, extension);

    message.requestIdLow = readUint32(bytes, start + Field.packFlow);
    message.replySize = REPLY_SIZE;
    if (this.#isResponse && readUint16(bytes, start + Field.responseCode) !== 0) {
      message.kind = MessageKind.Error;
      message.status = ResponseStatus.Error;
    }
    if (this.#command.wanted) {
      message.setInteger(this.#command, readInt16(bytes, start + Field.command));
    }
    if (this.#subCommand.wanted) {
      message.setInteger(this.#subCommand, readInt16(bytes, start + Field.subCommand));
    }
    if (this.#uid.wanted) {
      message.setInteger(this.#uid, readUint32(bytes, start + Field.clientUin));
    }
    return size;
  }

  encode(message: Message, mutation: Mutation, out: ByteWriter): number {
    const at = out.length;
    out.append(message.bytes, message.start, message.start + message.size);
    let refused = 0;
    for (let i = 0; i < mutation.size; i++) {
      if (!setField(out.bytes, at, mutation.nameAt(i), mutation.valueAt(i))) refused++;
    }
    return refused;
  }

  onError(request: Message, error: ProxyError, out: ByteWriter): void {
    const at = out.reserve(HEADER_SIZE);
    const { bytes } = out;
    bytes.fill(0, at, out.length);
    for (const [from, to] of REPEATED) {
      for (let i = from; i < to; i++) bytes[at + i] = request.bytes[request.start + i] as number;
    }
    writeUint16(bytes, at + Field.packLengthLow, HEADER_SIZE);
    writeUint16(bytes, at + Field.responseCode, responseCode(error.kind));
  }

  setRequestId(
    _message: Message,
    _high: number,
    low: number,
    out: ByteWriter,
    start: number,
  ): void {
    writeUint32(out.bytes, start + Field.packFlow, low);
  }
}

/** Writes an attribute into the message at `at`. False for what Qza cannot hold; fields cannot be removed. */
function setField(bytes: Uint8Array, at: number, name: string, text: string | undefined): boolean {
  const key = name.toLowerCase();
  const field = ATTRIBUTES.find((attribute) => attribute.name === key);
  const value = Number(text);
  // Only the canonical form, the one that decode yields: not "", "1e3", "0x1" or " 1".
  if (field === undefined || String(value) !== text || !Number.isInteger(value)) return false;
  if (value < field.min || value > field.max) return false;
  if (field.width === 2) writeUint16(bytes, at + field.offset, value);
  else writeUint32(bytes, at + field.offset, value);
  return true;
}

// Apart from decode, so that the hot path holds no text.
function refuseLength(size: number, extension: number): never {
  throw new CodecError(
    "malformed",
    `Qza length ${size} is below header ${HEADER_SIZE} + extension ${extension}`,
  );
}
