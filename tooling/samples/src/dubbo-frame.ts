import type { Framing } from "./framer.js";
import { WireError } from "./wire-error.js";

/** The fixed header. Everything is big-endian. */
const HEADER_BYTES = 16;
const MAGIC = 0xdabb;

/** Largest body that a Dubbo server takes when nobody has configured it. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** The only serialization of the samples. */
const HESSIAN2 = 2;

/** The upper bits of the third byte; the lower five are the serialization. */
const Flag = { request: 0x80, twoWay: 0x40, event: 0x20, serialization: 0x1f } as const;

/** Offsets of the header fields. */
const Field = { magic: 0, flags: 2, status: 3, id: 4, bodyLength: 12 } as const;

export interface DubboFrame {
  /** A request; else a response. */
  readonly request: boolean;
  /** The request wants a response. */
  readonly twoWay: boolean;
  /** A heartbeat or another message between the frameworks. */
  readonly event: boolean;
  /** Of a response; 0 in a request. */
  readonly status: number;
  /** 64 bits: a response carries that of its request. */
  readonly id: bigint;
  readonly body: Buffer;
}

export function encodeDubboFrame(frame: DubboFrame): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + frame.body.length);
  const flags =
    (frame.request ? Flag.request : 0) |
    (frame.twoWay ? Flag.twoWay : 0) |
    (frame.event ? Flag.event : 0);
  bytes.writeUInt16BE(MAGIC, Field.magic);
  bytes.writeUInt8(flags | HESSIAN2, Field.flags);
  bytes.writeUInt8(frame.status, Field.status);
  bytes.writeBigInt64BE(frame.id, Field.id);
  bytes.writeInt32BE(frame.body.length, Field.bodyLength);
  frame.body.copy(bytes, HEADER_BYTES);
  return bytes;
}

export const DUBBO_FRAMING: Framing<DubboFrame> = {
  headerBytes: HEADER_BYTES,
  lengthOf: (bytes) => {
    const magic = bytes.readUInt16BE(Field.magic);
    if (magic !== MAGIC) throw new WireError(`a frame that starts with 0x${magic.toString(16)}`);
    const length = bytes.readInt32BE(Field.bodyLength);
    if (length < 0 || length > MAX_BODY_BYTES) {
      throw new WireError(`a body of ${length} bytes; 0 to ${MAX_BODY_BYTES} go`);
    }
    return HEADER_BYTES + length;
  },
  decode: (bytes) => {
    const flags = bytes.readUInt8(Field.flags);
    const serialization = flags & Flag.serialization;
    if (serialization !== HESSIAN2) {
      throw new WireError(
        `serialization ${serialization}; the samples read ${HESSIAN2}, Hessian 2`,
      );
    }
    return {
      request: (flags & Flag.request) !== 0,
      twoWay: (flags & Flag.twoWay) !== 0,
      event: (flags & Flag.event) !== 0,
      status: bytes.readUInt8(Field.status),
      id: bytes.readBigInt64BE(Field.id),
      body: bytes.subarray(HEADER_BYTES),
    };
  },
};
