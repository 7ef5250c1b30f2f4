import {
  type Attribute,
  type ByteWriter,
  CONTRACT_VERSION,
  type Codec,
  type CodecContext,
  CodecError,
  type CodecPlugin,
  type Correlation,
  ErrorKind,
  type Message,
  MessageKind,
  type Mutation,
  type ProxyError,
  ResponseStatus,
  readUint16,
  readUint32,
  writeUint16,
  writeUint32,
} from "@meltemi/core";
import {
  CHUNK_PREFIX_SIZE,
  FRAME_CHUNKED,
  FRAME_DIALECT_MASK,
  FRAME_DIALECT_SHIFT,
  FRAME_HEADER_SIZE,
  FRAME_MAGIC,
  FRAME_PREFIX_SIZE,
  FRAME_TYPE_MASK,
  FrameOffset,
  FrameType,
} from "./wire.js";

export interface FrameOptions {
  /** @default "id" */
  readonly correlation?: Correlation;
  /** @default 32 with correlation "id", none with others */
  readonly requestIdBits?: 31 | 32 | 53 | 64;
}

const KINDS: Readonly<Record<number, MessageKind>> = {
  [FrameType.Request]: MessageKind.Request,
  [FrameType.Response]: MessageKind.Response,
  [FrameType.Oneway]: MessageKind.Oneway,
  [FrameType.HeartbeatRequest]: MessageKind.Heartbeat,
  [FrameType.HeartbeatReply]: MessageKind.Heartbeat,
  [FrameType.Error]: MessageKind.Error,
  [FrameType.GoAway]: MessageKind.GoAway,
};

/** A protocol with every ability that a codec can have, for tests. Its layout is in wire.ts. */
export function frame(options: FrameOptions = {}): CodecPlugin {
  const { correlation = "id" } = options;
  const { requestIdBits = correlation === "id" ? 32 : undefined } = options;
  const replies = Object.values(ErrorKind).map((kind) => [kind, `error frame with "${kind}"`]);
  return Object.freeze<CodecPlugin>({
    contract: CONTRACT_VERSION,
    kind: "codec",
    protocol: "frame",
    correlation,
    ...(requestIdBits === undefined ? {} : { requestIdBits }),
    attributes: [
      { name: "name", type: "text", on: "both", mutable: true, description: "name of the frame" },
      { name: "number", type: "integer", on: "both", mutable: true, description: "any number" },
    ],
    errorReplies: Object.fromEntries(replies) as Record<ErrorKind, string>,
    create: (context) => new FrameCodec(context),
  });
}

class FrameCodec implements Codec {
  readonly #name: Attribute;
  readonly #number: Attribute;
  /** How far the chunks of the current frame have been walked, from its start; 0 before the first. */
  #walked = 0;

  constructor(context: CodecContext) {
    this.#name = context.attributes.attribute("name");
    this.#number = context.attributes.attribute("number");
  }

  decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const available = end - start;
    if (available > FrameOffset.Magic && bytes[start] !== FRAME_MAGIC) {
      throw new CodecError("malformed", `magic is ${bytes[start]}, not ${FRAME_MAGIC}`);
    }
    const type = bytes[start + FrameOffset.Type] as number;
    if (available > FrameOffset.Type && KINDS[type & FRAME_TYPE_MASK] === undefined) {
      throw new CodecError("unsupported", `type ${type}`);
    }
    if (available < FRAME_PREFIX_SIZE) return 0;
    const chunked = (type & FRAME_CHUNKED) !== 0;
    const size = chunked
      ? this.#walk(bytes, start, available)
      : readUint32(bytes, start + FrameOffset.Length);
    if (!chunked && size < FRAME_HEADER_SIZE) throw new CodecError("malformed", `length ${size}`);
    // The error reply repeats the number, so that tests see whether these bytes were kept.
    message.replySize = FRAME_HEADER_SIZE;
    // Of a frame that is too large the header is enough to answer it.
    if (available >= FRAME_HEADER_SIZE) readHeader(bytes, start, message);
    if (size > 0 && size <= available) this.#readAttributes(bytes, start, size, message);
    return size;
  }

  /** Size of a chunked frame; while its end is not there, the least it can be, negated. */
  #walk(bytes: Uint8Array, start: number, available: number): number {
    if (available < FRAME_HEADER_SIZE) return -FRAME_HEADER_SIZE;
    if (this.#walked === 0) {
      this.#walked = FrameOffset.Name + (bytes[start + FrameOffset.NameLength] as number);
    }
    for (;;) {
      const needed = this.#walked + CHUNK_PREFIX_SIZE;
      if (available < needed) return -needed;
      const length = readUint32(bytes, start + this.#walked);
      this.#walked = length === 0 ? 0 : needed + length;
      if (length === 0) return needed;
    }
  }

  #readAttributes(bytes: Uint8Array, start: number, size: number, message: Message): void {
    const nameStart = start + FrameOffset.Name;
    const nameEnd = nameStart + (bytes[start + FrameOffset.NameLength] as number);
    if (nameEnd > start + size)
      throw new CodecError("truncated", "the name passes the frame's end");
    if (this.#name.wanted) message.setRange(this.#name, nameStart, nameEnd);
    if (this.#number.wanted) {
      message.setInteger(this.#number, readUint16(bytes, start + FrameOffset.Number));
    }
  }

  encode(message: Message, mutation: Mutation, out: ByteWriter): number {
    const at = out.length;
    const { bytes, start, size } = message;
    out.append(bytes, start, start + size);
    let refused = 0;
    for (let i = 0; i < mutation.size; i++) {
      const value = mutation.valueAt(i) ?? "";
      switch (mutation.nameAt(i)) {
        case "name":
          if (!setName(out, at, value)) refused++;
          break;
        case "number":
          if (!setNumber(out, at, value)) refused++;
          break;
        default:
          refused++;
      }
    }
    return refused;
  }

  onError(request: Message, error: ProxyError, out: ByteWriter): void {
    const { kind, source, retriable, text } = error;
    const number = readUint16(request.bytes, request.start + FrameOffset.Number);
    const payload = JSON.stringify({ kind, source, retriable, text });
    const at = appendHeader(out, FrameType.Error, request.requestIdHigh, request.requestIdLow);
    writeUint16(out.bytes, at + FrameOffset.Number, number);
    out.utf8(payload);
    writeUint32(out.bytes, at + FrameOffset.Length, out.length - at);
  }

  setRequestId(_message: Message, high: number, low: number, out: ByteWriter, start: number): void {
    writeUint32(out.bytes, start + FrameOffset.Id, high);
    writeUint32(out.bytes, start + FrameOffset.Id + 4, low);
  }

  onHeartbeat(heartbeat: Message, out: ByteWriter): void {
    const type = heartbeat.bytes[heartbeat.start + FrameOffset.Type] as number;
    if ((type & FRAME_TYPE_MASK) !== FrameType.HeartbeatRequest) return;
    const { requestIdHigh, requestIdLow } = heartbeat;
    appendHeader(out, FrameType.HeartbeatReply, requestIdHigh, requestIdLow);
  }

  heartbeat(idHigh: number, idLow: number, out: ByteWriter): void {
    appendHeader(out, FrameType.HeartbeatRequest, idHigh, idLow);
  }
}

function readHeader(bytes: Uint8Array, start: number, message: Message): void {
  const type = bytes[start + FrameOffset.Type] as number;
  message.kind = KINDS[type & FRAME_TYPE_MASK] as MessageKind;
  message.dialect = (type >> FRAME_DIALECT_SHIFT) & FRAME_DIALECT_MASK;
  message.requestIdHigh = readUint32(bytes, start + FrameOffset.Id);
  message.requestIdLow = readUint32(bytes, start + FrameOffset.Id + 4);
  if (message.kind === MessageKind.Error) message.status = ResponseStatus.Error;
}

function appendHeader(out: ByteWriter, type: FrameType, idHigh: number, idLow: number): number {
  const at = out.reserve(FRAME_HEADER_SIZE);
  out.bytes.fill(0, at, at + FRAME_HEADER_SIZE);
  out.bytes[at + FrameOffset.Magic] = FRAME_MAGIC;
  out.bytes[at + FrameOffset.Type] = type;
  writeUint32(out.bytes, at + FrameOffset.Length, FRAME_HEADER_SIZE);
  writeUint32(out.bytes, at + FrameOffset.Id, idHigh);
  writeUint32(out.bytes, at + FrameOffset.Id + 4, idLow);
  return at;
}

function setName(out: ByteWriter, at: number, value: string): boolean {
  const name = Buffer.from(value);
  if (name.length > 0xff) return false;
  const old = out.bytes[at + FrameOffset.NameLength] as number;
  out.splice(at + FrameOffset.Name, old, name.length);
  out.bytes.set(name, at + FrameOffset.Name);
  out.bytes[at + FrameOffset.NameLength] = name.length;
  writeUint32(out.bytes, at + FrameOffset.Length, out.length - at);
  return true;
}

function setNumber(out: ByteWriter, at: number, value: string): boolean {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 0xffff) return false;
  writeUint16(out.bytes, at + FrameOffset.Number, number);
  return true;
}
