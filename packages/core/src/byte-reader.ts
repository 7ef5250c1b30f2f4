import { readInt16, readInt32, readUint16, readUint32 } from "./bytes.js";
import { CodecError } from "./errors.js";

/**
 * A checked cursor over part of a buffer, for walking message bodies: every read is compared with
 * `end` first, so no length from the wire can carry it past the message.
 * @throws {CodecError} `truncated` from every read that would pass `end`
 */
export class ByteReader {
  bytes: Uint8Array;
  /** Offset of the next byte to read. */
  position: number;
  /** Offset behind the last readable byte. */
  end: number;

  constructor(bytes: Uint8Array, start = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** Points the reader at other bytes, so that one reader serves a whole connection. */
  reset(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  get remaining(): number {
    return this.end - this.position;
  }

  /** Passes over `length` bytes and returns the offset of the first. */
  skip(length: number): number {
    const at = this.position;
    if (!(length >= 0) || length > this.end - at) {
      throw new CodecError("truncated", `${length} bytes wanted, ${this.end - at} left`);
    }
    this.position = at + length;
    return at;
  }

  uint8(): number {
    return this.bytes[this.skip(1)] as number;
  }

  uint16(): number {
    return readUint16(this.bytes, this.skip(2));
  }

  int16(): number {
    return readInt16(this.bytes, this.skip(2));
  }

  int32(): number {
    return readInt32(this.bytes, this.skip(4));
  }

  uint32(): number {
    return readUint32(this.bytes, this.skip(4));
  }
}
