import { MessageError } from "./message-error.js";
import { DEEPEST, WireType } from "./wire-type.js";

const TWO_32 = 0x1_0000_0000;
const SHORT_TEXT = 24; // bytes; up to here a loop is faster than a call of the decoder

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A checked cursor: no length from the wire carries it past `end`. */
export class WireReader {
  readonly bytes: Uint8Array;
  position = 0;
  /** Behind the message that is being read. */
  end: number;
  /** Lower and upper half of the last varint. */
  #low = 0;
  #high = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  /** @throws {MessageError} when fewer than `length` bytes are left */
  advance(length: number): number {
    const at = this.position;
    if (length > this.end - at) {
      throw new MessageError(`truncated: ${length} bytes wanted, ${this.end - at} left`);
    }
    this.position = at + length;
    return at;
  }

  uint32(): number {
    this.#varint();
    return this.#low;
  }

  /** Above 2^53 the nearest number. */
  uint64(): number {
    this.#varint();
    return this.#high * TWO_32 + this.#low;
  }

  int64(): number {
    this.#varint();
    return (this.#high | 0) * TWO_32 + this.#low;
  }

  bool(): boolean {
    this.#varint();
    return (this.#low | this.#high) !== 0;
  }

  double(): number {
    const at = this.bytes.byteOffset + this.advance(8);
    return new DataView(this.bytes.buffer).getFloat64(at, true);
  }

  /** A copy: what came in may be part of a large buffer that should not stay alive. */
  blob(): Uint8Array {
    const length = this.length();
    const at = this.advance(length);
    const copy = new Uint8Array(length); // not slice(): a Buffer's slice shares its memory
    copy.set(this.bytes.subarray(at, at + length));
    return copy;
  }

  string(): string {
    const length = this.length();
    const at = this.advance(length);
    if (length <= SHORT_TEXT) {
      let text = "";
      let i = 0;
      for (; i < length; i++) {
        const byte = this.bytes[at + i] as number;
        if (byte > 0x7f) break;
        text += String.fromCharCode(byte);
      }
      if (i === length) return text;
    }
    try {
      return utf8.decode(this.bytes.subarray(at, at + length));
    } catch {
      throw new MessageError("is not UTF-8");
    }
  }

  /** The length in front of a delimited value. */
  length(): number {
    this.#varint();
    if (this.#high !== 0) throw new MessageError("has a length of more than 32 bits");
    return this.#low;
  }

  /** Passes over a value of a field that is not known. */
  skip(wireType: number, number: number, depth: number): void {
    if (wireType === WireType.Varint) this.#varint();
    else if (wireType === WireType.Fixed64) this.advance(8);
    else if (wireType === WireType.Delimited) this.advance(this.length());
    else if (wireType === WireType.GroupStart) this.#skipGroup(number, depth + 1);
    else if (wireType === WireType.Fixed32) this.advance(4);
    else throw new MessageError(`field ${number} has wire type ${wireType}`);
  }

  #skipGroup(group: number, depth: number): void {
    if (depth > DEEPEST) throw new MessageError(`nested deeper than ${DEEPEST}`);
    for (;;) {
      const tag = this.uint32();
      if ((tag & 7) === WireType.GroupEnd) {
        if (tag >>> 3 === group) return;
        throw new MessageError(`group ${group} ends as ${tag >>> 3}`);
      }
      this.skip(tag & 7, tag >>> 3, depth);
    }
  }

  #varint(): void {
    const first = this.bytes[this.advance(1)] as number;
    this.#low = first & 0x7f;
    this.#high = 0;
    if (first < 0x80) return;
    for (let shift = 7; shift < 70; shift += 7) {
      const byte = this.bytes[this.advance(1)] as number;
      const bits = byte & 0x7f;
      if (shift < 32) this.#low = (this.#low | (bits << shift)) >>> 0;
      if (shift > 25) {
        const upper = shift < 32 ? bits >>> (32 - shift) : bits << (shift - 32);
        this.#high = (this.#high | upper) >>> 0;
      }
      if (byte < 0x80) return;
    }
    throw new MessageError("has a varint of more than ten bytes");
  }
}
