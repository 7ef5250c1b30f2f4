import { readUint16 } from "@meltemi/core";
import { asciiEnd } from "./ascii.js";
import { TAGS, Tag } from "./hessian-grammar.js";

/**
 * Strings of Hessian 2. Their length counts UTF-16 units, not bytes. Java writes each unit on its own, so
 * that a pair of surrogates takes 6 bytes (CESU-8); other writers use the 4 bytes of UTF-8 for it.
 */

export function isString(tag: number): boolean {
  const kind = TAGS[tag] as number;
  return kind >= Tag.ShortString && kind <= Tag.StringChunk;
}

/** Offset of the text of the string or chunk at `at`, whose first byte is that of a string. */
export function textStart(bytes: Uint8Array, at: number): number {
  const tag = bytes[at] as number;
  if (tag < 0x20) return at + 1;
  return tag < 0x40 ? at + 2 : at + 3;
}

/** Units that the string or chunk at `at` says it has. */
export function textUnits(bytes: Uint8Array, at: number): number {
  const tag = bytes[at] as number;
  if (tag < 0x20) return tag;
  if (tag < 0x40) return ((tag - 0x30) << 8) | (bytes[at + 1] as number);
  return readUint16(bytes, at + 1);
}

/** Offset behind the string at `at`; -1 when there is none, or it passes `end`. */
export function skipString(bytes: Uint8Array, at: number, end: number): number {
  let position = at;
  while (position < end) {
    const tag = bytes[position] as number;
    if (tag < 0x20) return skipUnits(bytes, position + 1, end, tag);
    if (!isString(tag)) return -1;
    const start = textStart(bytes, position);
    if (start > end) return -1;
    const next = skipUnits(bytes, start, end, textUnits(bytes, position));
    if (next < 0 || TAGS[tag] !== Tag.StringChunk) return next;
    position = next;
  }
  return -1;
}

/** Offset behind `units` UTF-16 units of text; -1 when they pass `end` or no reader could read them. */
export function skipUnits(bytes: Uint8Array, at: number, end: number, units: number): number {
  if (units > end - at) return -1; // a unit has at least one byte
  const stop = at + units;
  const position = asciiEnd(bytes, at, stop); // so far, a unit is a byte
  return position === stop ? stop : skipWideUnits(bytes, position, end, stop - position);
}

function skipWideUnits(bytes: Uint8Array, at: number, end: number, units: number): number {
  let position = at;
  let left = units;
  while (left > 0) {
    if (left > end - position) return -1;
    const lead = bytes[position] as number;
    left--;
    if (lead < 0x80) {
      position++;
    } else if (lead >= 0xc0 && lead < 0xe0) {
      position += 2;
    } else if (lead >= 0xe0 && lead < 0xf0) {
      position += 3;
    } else if (lead >= 0xf0 && lead < 0xf5 && left > 0) {
      left--; // two units
      position += 4;
    } else {
      return -1;
    }
  }
  return position <= end ? position : -1;
}
