import type { Framing } from "./framer.js";
import { encodeInt32, encodeText, ThriftReader } from "./thrift-struct.js";
import { WireError } from "./wire-error.js";

/** The length in front of each message of the framed transport. */
const LENGTH_BYTES = 4;

/** Largest frame that Thrift's libraries take when nobody has configured them. */
const MAX_FRAME_BYTES = 16_384_000;

/** Upper half of the first word: the binary protocol, strict. The lowest byte is the type. */
const VERSION_1 = 0x8001;

export const ThriftMessageType = { Call: 1, Reply: 2, Exception: 3, Oneway: 4 } as const;

export interface ThriftMessage {
  readonly type: number;
  readonly method: string;
  /** Signed 32 bits: a reply carries that of its call. */
  readonly sequenceId: number;
  /** The struct of arguments, results, or the exception. */
  readonly body: Buffer;
}

export function encodeThriftMessage(message: ThriftMessage): Buffer {
  const payload = Buffer.concat([
    Buffer.of(VERSION_1 >> 8, VERSION_1 & 0xff, 0, message.type),
    encodeText(message.method),
    encodeInt32(message.sequenceId),
    message.body,
  ]);
  return Buffer.concat([encodeInt32(payload.length), payload]);
}

/** Thrift's framed transport with its binary protocol. */
export const THRIFT_FRAMING: Framing<ThriftMessage> = {
  headerBytes: LENGTH_BYTES,
  lengthOf: (bytes) => {
    const length = bytes.readInt32BE();
    if (length < 1 || length > MAX_FRAME_BYTES) {
      throw new WireError(`a frame of ${length} bytes; 1 to ${MAX_FRAME_BYTES} go`);
    }
    return LENGTH_BYTES + length;
  },
  decode: (bytes) => {
    const reader = new ThriftReader(bytes.subarray(LENGTH_BYTES));
    const head = reader.int32() >>> 0;
    if (head >>> 16 !== VERSION_1) {
      throw new WireError(`a message that starts with 0x${head.toString(16)}, not strict binary`);
    }
    const method = reader.text();
    return { type: head & 0xff, method, sequenceId: reader.int32(), body: reader.rest() };
  },
};
