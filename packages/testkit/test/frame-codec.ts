import {
  type Attribute,
  type ByteWriter,
  CONTRACT_VERSION,
  type Codec,
  type CodecContext,
  CodecError,
  type CodecPlugin,
  ErrorKind,
  type Message,
  MessageKind,
  type Mutation,
  type ProxyError,
  ResponseStatus,
  readInt32,
  readUint32,
  writeUint32,
} from "@meltemi/core";

/**
 * The smallest protocol that has everything: size of the message (4 bytes), id (4), flags (1), length
 * of the name (1), the name, a body.
 */
export const HEADER = 10;
export const Offset = { size: 0, id: 4, flags: 8, nameLength: 9, name: HEADER } as const;
export const Flag = { error: 1, heartbeat: 2, answer: 4, oneway: 8 } as const;

/** Correct, and open to be spoilt: each broken codec overrides one method. */
export class FrameCodec implements Codec {
  readonly context: CodecContext;
  readonly name: Attribute;

  constructor(context: CodecContext) {
    this.context = context;
    this.name = context.attributes.attribute("name");
  }

  decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    if (end - start < HEADER) return 0;
    const size = this.checkSize(readInt32(bytes, start + Offset.size));
    const nameEnd = HEADER + (bytes[start + Offset.nameLength] as number);
    if (nameEnd > size) throw new CodecError("malformed", "the name is longer than the message");
    const flags = bytes[start + Offset.flags] as number;
    message.requestIdLow = readUint32(bytes, start + Offset.id);
    message.replySize = Offset.flags;
    if (flags & Flag.heartbeat) message.kind = MessageKind.Heartbeat;
    else if (flags & Flag.oneway) message.kind = MessageKind.Oneway;
    else if (flags & Flag.error) {
      message.kind = MessageKind.Error;
      message.status = ResponseStatus.Error;
    }
    this.setName(message, start + HEADER, start + nameEnd);
    return size;
  }

  checkSize(size: number): number {
    if (size < HEADER) throw new CodecError("malformed", `size ${size}`);
    return size;
  }

  setName(message: Message, start: number, end: number): void {
    if (this.name.wanted && end > start) message.setRange(this.name, start, end);
  }

  encode(message: Message, mutation: Mutation, out: ByteWriter): number {
    const at = out.length;
    out.append(message.bytes, message.start, message.start + message.size);
    let refused = 0;
    for (let i = 0; i < mutation.size; i++) {
      const name = new TextEncoder().encode(mutation.valueAt(i) ?? "");
      const possible = mutation.nameAt(i) === "name" && name.length > 0 && name.length < 256;
      if (possible) this.replaceName(name, out, at);
      else refused++;
    }
    return refused;
  }

  replaceName(name: Uint8Array, out: ByteWriter, at: number): void {
    const old = out.bytes[at + Offset.nameLength] as number;
    out.splice(at + HEADER, old, name.length);
    out.bytes.set(name, at + HEADER);
    out.bytes[at + Offset.nameLength] = name.length;
    writeUint32(out.bytes, at + Offset.size, out.length - at);
  }

  onError(request: Message, error: ProxyError, out: ByteWriter): void {
    const id = readUint32(request.bytes, request.start + Offset.id);
    const text = new TextEncoder().encode(error.text);
    out.uint32(HEADER + text.length);
    out.uint32(id);
    out.uint8(Flag.error);
    out.uint8(0);
    out.append(text, 0, text.length);
  }

  setRequestId(
    _message: Message,
    _high: number,
    low: number,
    out: ByteWriter,
    start: number,
  ): void {
    writeUint32(out.bytes, start + Offset.id, low);
  }

  onHeartbeat(heartbeat: Message, out: ByteWriter): void {
    const flags = heartbeat.bytes[heartbeat.start + Offset.flags] as number;
    if ((flags & Flag.answer) === 0) this.empty(heartbeat.requestIdLow, flags | Flag.answer, out);
  }

  heartbeat(_high: number, low: number, out: ByteWriter): void {
    this.empty(low, Flag.heartbeat, out);
  }

  empty(id: number, flags: number, out: ByteWriter): void {
    out.uint32(HEADER);
    out.uint32(id);
    out.uint8(flags);
    out.uint8(0);
  }
}

/** The plugin of a codec class, with anything in it replaced. */
export function framePlugin(
  codec: new (context: CodecContext) => Codec = FrameCodec,
  changes: Partial<CodecPlugin> = {},
): CodecPlugin {
  const plugin: CodecPlugin = {
    contract: CONTRACT_VERSION,
    kind: "codec",
    protocol: "frame",
    correlation: "id",
    requestIdBits: 32,
    attributes: [
      { name: "name", type: "text", on: "both", mutable: true, description: "Name of the method" },
    ],
    errorReplies: Object.fromEntries(
      Object.values(ErrorKind).map((kind) => [kind, "flag 1 and the text"]),
    ) as Record<ErrorKind, string>,
    create: (context) => new codec(context),
    ...changes,
  };
  return Object.freeze(plugin);
}
