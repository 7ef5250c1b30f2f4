import { CodecError, readInt32, readUint16 } from "@meltemi/core";
import { Protocol } from "./dialect.js";
import { VarintReader } from "./varint.js";

/** Offsets from the start of a THeader frame. Big-endian. */
export const Field = {
  /** Bytes that follow, 32 bits. */
  size: 0,
  /** 0x0fff. */
  magic: 4,
  flags: 6,
  sequenceId: 8,
  /** Length of the header block in words of 4 bytes, 16 bits. */
  words: 12,
  block: 14,
} as const;

/** Protocol ids in the header block. */
export const PROTOCOL_IDS = { binary: 0, compact: 2 } as const;

/** Longest header block, as in Apache Thrift. Bytes. */
export const LONGEST_BLOCK = 0x10000;

/** The layout of a THeader frame. Positions are offsets into the bytes that were read. */
export class HeaderFrame {
  protocol: Protocol = Protocol.Binary;
  transforms = 0;
  /** Info blocks and padding: `[infos, payload)`. */
  infos = 0;
  payload = 0;

  readonly #varint = new VarintReader();

  /**
   * Reads the frame `[start, frameEnd)`, of which the bytes before `end` are there.
   * @returns false when more bytes are needed
   * @throws {CodecError} malformed, or unsupported: a protocol that is neither binary nor compact
   */
  read(bytes: Uint8Array, start: number, end: number, frameEnd: number): boolean {
    const block = start + Field.block;
    if (frameEnd < block) refuse(frameEnd - start);
    if (end < block) return false;
    const payload = block + readUint16(bytes, start + Field.words) * 4;
    if (payload > frameEnd) refuse(frameEnd - start);
    if (payload - block > LONGEST_BLOCK) refuseBlock(payload - block);
    if (payload > end) return false;
    this.payload = payload;
    const varint = this.#varint;
    if (!varint.read(bytes, block, payload)) refuse(frameEnd - start);
    const protocolId = varint.value;
    if (protocolId === PROTOCOL_IDS.binary) this.protocol = Protocol.Binary;
    else if (protocolId === PROTOCOL_IDS.compact) this.protocol = Protocol.Compact;
    else refuseProtocol(protocolId);
    if (!varint.read(bytes, varint.next, payload)) refuse(frameEnd - start);
    this.transforms = varint.value;
    this.infos = varint.next;
    return true;
  }

  /** The same for a whole frame, which has been read before. */
  readWhole(bytes: Uint8Array, start: number): void {
    const frameEnd = start + 4 + readInt32(bytes, start);
    this.read(bytes, start, frameEnd, frameEnd);
  }
}

function refuse(size: number): never {
  throw new CodecError("malformed", `THeader: no whole header in a frame of ${size} bytes`);
}

function refuseBlock(size: number): never {
  throw new CodecError(
    "too-large",
    `THeader: header of ${size} bytes, the limit is ${LONGEST_BLOCK}`,
  );
}

function refuseProtocol(id: number): never {
  throw new CodecError("unsupported", `THeader: protocol ${id}; use binary (0) or compact (2)`);
}
