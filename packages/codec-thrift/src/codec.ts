import {
  type ByteWriter,
  type Codec,
  type CodecContext,
  CodecError,
  type Message,
  MessageKind,
  type Mutation,
  type ProxyError,
  ResponseStatus,
  readInt32,
  readUint32,
} from "@meltemi/core";
import { writeApplicationException } from "./application-exception.js";
import { AttributeReader } from "./attribute-reader.js";
import { BinaryWalker } from "./binary-walker.js";
import { CompactWalker } from "./compact-walker.js";
import { detectDialect, HEADER, LARGEST_FRAME, UNDECIDED } from "./detect-dialect.js";
import { dialectName, dialectOf, Protocol, protocolOf, Transport, transportOf } from "./dialect.js";
import { Field, HeaderFrame } from "./header-frame.js";
import { MessageBegin, MessageType } from "./message-begin.js";
import { setName, setNameless } from "./reply-state.js";
import { writeSequenceId } from "./request-id.js";
import { startsWithException } from "./result-struct.js";
import { rewriteHeaders } from "./rewrite-headers.js";
import type { StructWalker } from "./struct-walker.js";

/** No message has come yet. */
const UNKNOWN = -1;

export class ThriftCodec implements Codec {
  readonly #isResponse: boolean;
  readonly #limit: number;
  readonly #attributes: AttributeReader;
  readonly #frame = new HeaderFrame();
  readonly #begin = new MessageBegin();
  /** What a client speaks: settled by its first message. Of a server, what its last message was in. */
  #dialect = UNKNOWN;
  #walker: StructWalker | undefined;
  /** The walker is in the middle of a message. */
  #walking = false;

  constructor(context: CodecContext) {
    this.#isResponse = context.direction === "response";
    this.#limit = context.limits.maxMessageBytes;
    this.#attributes = new AttributeReader(context.attributes);
  }

  decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    let dialect = detectDialect(bytes, start, end);
    if (dialect === UNDECIDED) return 0;
    const transport = transportOf(dialect);
    let payload = start;
    let frameEnd = start + LARGEST_FRAME;
    if (transport !== Transport.Unframed) {
      payload = start + 4;
      frameEnd = payload + readInt32(bytes, start);
    }
    if (transport === Transport.Header) {
      if (!this.#readHeader(bytes, start, end, frameEnd, message)) return 0;
      dialect = dialectOf(Transport.Header, this.#frame.protocol);
      payload = this.#frame.payload;
    }
    if (dialect !== this.#dialect) this.#settle(dialect);

    const begin = this.#begin;
    message.dialect = dialect;
    setNameless(message, payload - start);
    if (!begin.read(protocolOf(dialect), bytes, payload, end, frameEnd)) return 0;
    setName(message, begin);
    const frameId = message.requestIdLow;
    message.requestIdLow = begin.sequenceId;
    if (transport === Transport.Header && !this.#isResponse) {
      message.requestIdHigh = (frameId ^ begin.sequenceId) >>> 0;
    }
    this.#readType(begin.type, message);

    const size =
      transport === Transport.Unframed ? this.#walk(bytes, start, end, begin) : frameEnd - start;
    if (size < 0 || size > end - start) return size;
    if (
      begin.type === MessageType.Reply &&
      startsWithException(dialect, bytes, begin.body, start + size)
    ) {
      message.kind = MessageKind.Error;
      message.status = ResponseStatus.Error;
    }
    this.#attributes.readBegin(message, begin);
    if (transport === Transport.Header) this.#attributes.readHeaders(message, this.#frame);
    return size;
  }

  encode(message: Message, mutation: Mutation, out: ByteWriter): number {
    if (transportOf(message.dialect) === Transport.Header && mutation.size > 0) {
      return rewriteHeaders(message, this.#frame, mutation, out);
    }
    out.append(message.bytes, message.start, message.start + message.size);
    return mutation.size;
  }

  onError(request: Message, error: ProxyError, out: ByteWriter): void {
    writeApplicationException(request, error, out);
  }

  setRequestId(message: Message, high: number, low: number, out: ByteWriter, start: number): void {
    writeSequenceId(message.dialect, high, low, out, start, this.#frame, this.#begin);
  }

  /** Reads the head of a THeader frame; false when more bytes are needed. */
  #readHeader(
    bytes: Uint8Array,
    start: number,
    end: number,
    frameEnd: number,
    message: Message,
  ): boolean {
    const frame = this.#frame;
    message.dialect = HEADER;
    setNameless(message, Field.magic);
    // Until the message's own is known: in what Apache Thrift sends, both are the same.
    if (end - start >= Field.block) {
      message.requestIdLow = readUint32(bytes, start + Field.sequenceId);
    }
    if (!frame.read(bytes, start, end, frameEnd)) return false;
    if (frame.transforms > 0) refuseTransforms(frame, message);
    return true;
  }

  #settle(dialect: number): void {
    // Servers slip: npm's answers some calls of a THeader client unframed, and its clients read that.
    if (this.#dialect !== UNKNOWN && !this.#isResponse) refuseDialect(this.#dialect, dialect);
    this.#dialect = dialect;
    const create = protocolOf(dialect) === Protocol.Binary ? BinaryWalker : CompactWalker;
    if (transportOf(dialect) === Transport.Unframed) this.#walker = new create(this.#limit);
  }

  #readType(type: number, message: Message): void {
    if (this.#isResponse) {
      if (type === MessageType.Reply) return;
      if (type === MessageType.Exception) {
        message.status = ResponseStatus.Error;
        return;
      }
    } else {
      if (type === MessageType.Call) return;
      if (type === MessageType.Oneway) {
        message.kind = MessageKind.Oneway;
        return;
      }
    }
    refuseType(type, this.#isResponse);
  }

  #walk(bytes: Uint8Array, start: number, end: number, begin: MessageBegin): number {
    const walker = this.#walker as StructWalker; // made when the dialect was settled
    if (!this.#walking) walker.begin(begin.body - start);
    const size = walker.walk(bytes, start, end);
    this.#walking = size < 0;
    return size;
  }
}

// Apart from decode, so that the hot path holds no text.

function refuseDialect(settled: number, found: number): never {
  throw new CodecError(
    "malformed",
    `Thrift: ${dialectName(found)} after ${dialectName(settled)}; keep to one per connection`,
  );
}

function refuseType(type: number, isResponse: boolean): never {
  const expected = isResponse ? "a reply (2) or exception (3)" : "a call (1) or oneway (4)";
  throw new CodecError("malformed", `Thrift: message type ${type}, expected ${expected}`);
}

function refuseTransforms(frame: HeaderFrame, message: Message): never {
  message.dialect = dialectOf(Transport.Header, frame.protocol);
  throw new CodecError(
    "unsupported",
    "THeader: the payload is transformed; turn zlib and other transforms off",
  );
}
