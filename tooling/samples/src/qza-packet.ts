import type { Framing } from "./framer.js";
import { WireError } from "./wire-error.js";

/** The fixed header. Everything is big-endian. */
export const HEADER_BYTES = 106;

/** Largest packet that the samples take. The protocol itself allows 4 GiB. */
export const MAX_PACKET_BYTES = 65_536;

const VERSION = 0x08;

/** Offsets of the header fields that the samples use; the rest stays zero. */
const Field = {
  version: 0,
  packFlow: 1,
  packLengthLow: 5,
  cmd: 7,
  rspCode: 9,
  extendLengthHigh: 54,
  subCmd: 64,
  uid: 74,
  packLengthHigh: 103,
  extendLengthLow: 105,
} as const;

export interface QzaPacket {
  /** Serial number, unsigned 32 bits: an answer carries that of its request. */
  readonly packFlow: number;
  /** Signed 16 bits. */
  readonly cmd: number;
  /** Signed 16 bits. */
  readonly subCmd: number;
  /** 0 is success. Meaningless in a request. */
  readonly rspCode: number;
  /** The user, unsigned 32 bits. */
  readonly uid: number;
  readonly body: Buffer;
}

/** @throws {RangeError} when a field does not fit its width */
export function encodeQzaPacket(packet: QzaPacket): Buffer {
  const total = HEADER_BYTES + packet.body.length;
  const bytes = Buffer.alloc(total);
  bytes.writeUInt8(VERSION, Field.version);
  bytes.writeUInt32BE(packet.packFlow, Field.packFlow);
  bytes.writeUInt16BE(total % 0x10000, Field.packLengthLow);
  bytes.writeInt16BE(packet.cmd, Field.cmd);
  bytes.writeInt16BE(packet.rspCode, Field.rspCode);
  bytes.writeInt16BE(packet.subCmd, Field.subCmd);
  bytes.writeUInt32BE(packet.uid, Field.uid);
  bytes.writeUInt16BE(Math.floor(total / 0x10000), Field.packLengthHigh);
  packet.body.copy(bytes, HEADER_BYTES);
  return bytes;
}

/**
 * Bytes of the packet whose header starts `bytes`. The header must be there in full.
 * @throws {WireError} when the length is less than the header's or above MAX_PACKET_BYTES
 */
function qzaPacketLength(bytes: Buffer): number {
  const total =
    bytes.readUInt16BE(Field.packLengthLow) + 0x10000 * bytes.readUInt16BE(Field.packLengthHigh);
  if (total < HEADER_BYTES || total > MAX_PACKET_BYTES) {
    throw new WireError(`a packet of ${total} bytes; ${HEADER_BYTES} to ${MAX_PACKET_BYTES} go`);
  }
  return total;
}

/**
 * Reads one whole packet.
 * @throws {WireError} when the header's extension does not fit into it
 */
function decodeQzaPacket(bytes: Buffer): QzaPacket {
  const extension =
    bytes.readUInt8(Field.extendLengthLow) + 0x100 * bytes.readUInt8(Field.extendLengthHigh);
  const bodyStart = HEADER_BYTES + extension;
  if (bodyStart > bytes.length) {
    throw new WireError(`an extension of ${extension} bytes in a packet of ${bytes.length}`);
  }
  return {
    packFlow: bytes.readUInt32BE(Field.packFlow),
    cmd: bytes.readInt16BE(Field.cmd),
    subCmd: bytes.readInt16BE(Field.subCmd),
    rspCode: bytes.readInt16BE(Field.rspCode),
    uid: bytes.readUInt32BE(Field.uid),
    body: bytes.subarray(bodyStart),
  };
}

export const QZA_FRAMING: Framing<QzaPacket> = {
  headerBytes: HEADER_BYTES,
  lengthOf: qzaPacketLength,
  decode: decodeQzaPacket,
};
