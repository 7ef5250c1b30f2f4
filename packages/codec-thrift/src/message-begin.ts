import { CodecError, readInt32, readUint32 } from "@meltemi/core";
import { Protocol } from "./dialect.js";
import { VarintReader } from "./varint.js";

/** Longest method name that is believed. Bytes. */
export const LONGEST_NAME = 4096;

/** Message types on the wire, in both protocols. */
export const MessageType = { Call: 1, Reply: 2, Exception: 3, Oneway: 4 } as const;

// Begin and the stop of an empty struct, with an empty name.
const SMALLEST_BINARY = 10;
const SMALLEST_COMPACT = 5;

/**
 * What a Thrift message starts with: type, name and sequence id. All positions are offsets into the bytes
 * that were read; one object serves a whole connection.
 */
export class MessageBegin {
  type = 0;
  /** Binary with the version word 0x8001. Always true in compact. */
  strict = true;
  /** Unsigned. */
  sequenceId = 0;
  sequenceStart = 0;
  sequenceEnd = 0;
  nameStart = 0;
  nameEnd = 0;
  /** Where the struct of arguments or results starts. */
  body = 0;

  readonly #varint = new VarintReader();

  /**
   * Reads the begin at `start`, from the bytes before `end` of a frame that ends at `frameEnd`.
   * @returns false when more bytes are needed
   * @throws {CodecError} malformed when it is none, or does not end within the frame
   */
  read(
    protocol: Protocol,
    bytes: Uint8Array,
    start: number,
    end: number,
    frameEnd: number,
  ): boolean {
    return protocol === Protocol.Binary
      ? this.#readBinary(bytes, start, end, frameEnd)
      : this.#readCompact(bytes, start, end, frameEnd);
  }

  #readBinary(bytes: Uint8Array, start: number, end: number, frameEnd: number): boolean {
    if (frameEnd - start < SMALLEST_BINARY) refuseFrame(frameEnd - start);
    if (end - start < 4) return false;
    const strict = (bytes[start] as number) >= 0x80;
    if (strict && (bytes[start] !== 0x80 || bytes[start + 1] !== 0x01)) refuseVersion();
    const lengthStart = strict ? start + 4 : start;
    if (end - lengthStart < 4) return false;
    const length = readInt32(bytes, lengthStart);
    if (length < 0 || length > LONGEST_NAME) refuseName(length);
    const nameEnd = lengthStart + 4 + length;
    const sequenceStart = strict ? nameEnd : nameEnd + 1;
    const body = sequenceStart + 4;
    if (body >= frameEnd) refuseFrame(frameEnd - start);
    if (body > end) return false;
    this.strict = strict;
    this.type = bytes[strict ? start + 3 : nameEnd] as number;
    this.nameStart = lengthStart + 4;
    this.nameEnd = nameEnd;
    this.sequenceId = readUint32(bytes, sequenceStart);
    this.sequenceStart = sequenceStart;
    this.sequenceEnd = body;
    this.body = body;
    return true;
  }

  #readCompact(bytes: Uint8Array, start: number, end: number, frameEnd: number): boolean {
    const size = frameEnd - start;
    if (size < SMALLEST_COMPACT) refuseFrame(size);
    if (end - start < 2) return false;
    const versionAndType = bytes[start + 1] as number;
    if (bytes[start] !== 0x82 || (versionAndType & 0x1f) !== 1) refuseVersion();
    const varint = this.#varint;
    const limit = Math.min(end, frameEnd);
    if (!varint.read(bytes, start + 2, limit)) return limit === frameEnd && refuseFrame(size);
    this.sequenceId = varint.value;
    this.sequenceEnd = varint.next;
    if (!varint.read(bytes, varint.next, limit)) return limit === frameEnd && refuseFrame(size);
    const length = varint.value;
    if (length > LONGEST_NAME) refuseName(length);
    const nameEnd = varint.next + length;
    if (nameEnd >= frameEnd) refuseFrame(size);
    if (nameEnd > end) return false;
    this.strict = true;
    this.type = versionAndType >> 5;
    this.nameStart = varint.next;
    this.nameEnd = nameEnd;
    this.sequenceStart = start + 2;
    this.body = nameEnd;
    return true;
  }
}

// Apart from the reading, so that the hot path holds no text.

function refuseFrame(size: number): never {
  throw new CodecError("malformed", `Thrift: no whole message in a frame of ${size} bytes`);
}

function refuseVersion(): never {
  throw new CodecError("malformed", "Thrift: the frame holds another protocol than it announces");
}

function refuseName(length: number): never {
  throw new CodecError(
    "malformed",
    `Thrift: method name of ${length} bytes, from 0 to ${LONGEST_NAME} are allowed`,
  );
}
