import { CodecError } from "@meltemi/core";

/** Bytes of the longest varint of 32 and of 64 bits. */
export const LONGEST_VARINT32 = 5;
export const LONGEST_VARINT64 = 10;

/**
 * Reads unsigned varints of up to 32 bits. The result lies in two fields, since a pair returned would be
 * an allocation.
 */
export class VarintReader {
  value = 0;
  /** Offset behind the varint. */
  next = 0;

  /**
   * @returns false when the varint does not end before `end`
   * @throws {CodecError} malformed when it has more than 32 bits
   */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start;
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      if (at >= end) return false;
      const byte = bytes[at++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        if (shift === 28 && byte > 0x0f) break;
        this.value = value >>> 0;
        this.next = at;
        return true;
      }
    }
    return refuse(32);
  }
}

/**
 * The offset behind the varint at `start`, or 0 when it does not end before `end`.
 * @throws {CodecError} malformed when it has more than `longest` bytes
 */
export function skipVarint(bytes: Uint8Array, start: number, end: number, longest: number): number {
  for (let at = start; at < end; at++) {
    if ((bytes[at] as number) < 0x80) return at + 1;
    if (at - start === longest - 1) refuse(longest === LONGEST_VARINT64 ? 64 : 32);
  }
  return 0;
}

/** Bytes of the shortest varint of an unsigned 32-bit value. */
export function varintWidth(value: number): number {
  let width = 1;
  for (let rest = value >>> 7; rest !== 0; rest >>>= 7) width++;
  return width;
}

/** Writes `varintWidth(value)` bytes, for which there is room. */
export function writeVarint(bytes: Uint8Array, start: number, value: number): void {
  let at = start;
  let rest = value;
  while (rest > 0x7f) {
    bytes[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[at] = rest;
}

function refuse(bits: number): never {
  throw new CodecError("malformed", `Thrift: varint of more than ${bits} bits`);
}
