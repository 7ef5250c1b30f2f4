import type { Attribute, Message } from "@meltemi/core";
import { TAGS, Tag } from "./hessian-grammar.js";
import { skipUnits, textStart, textUnits } from "./hessian-string.js";

/** Sets the attribute to the string in `bytes[at, end)`, all of it and nothing else. */
export function setString(
  message: Message,
  attribute: Attribute,
  bytes: Uint8Array,
  at: number,
  end: number,
): void {
  const start = textStart(bytes, at);
  if (
    TAGS[bytes[at] as number] !== Tag.StringChunk &&
    (textUnits(bytes, at) === end - start || isWellFormed(bytes, start, end))
  ) {
    message.setRange(attribute, start, end);
  } else {
    message.setText(attribute, textOf(bytes, at, end));
  }
}

/** The string in `bytes[at, end)`, which has been skipped before. Reads surrogates as Java does. */
export function textOf(bytes: Uint8Array, at: number, end: number): string {
  let text = "";
  for (let position = at; position < end; ) {
    const start = textStart(bytes, position);
    const next = skipUnits(bytes, start, end, textUnits(bytes, position));
    if (next < 0) break;
    text += unitsOf(bytes, start, next);
    position = next;
  }
  return text;
}

/** Units that are made a string at a time. */
const BATCH = 512;

function unitsOf(bytes: Uint8Array, start: number, end: number): string {
  const units: number[] = [];
  let text = "";
  let position = start;
  // Continuation bytes are not checked: what counts is what the server makes of them.
  const continuation = (): number => (bytes[position++] as number) & 0x3f;
  while (position < end) {
    const lead = bytes[position++] as number;
    if (lead < 0x80) {
      units.push(lead);
    } else if (lead < 0xe0) {
      units.push(((lead & 0x1f) << 6) | continuation());
    } else if (lead < 0xf0) {
      units.push(((lead & 0x0f) << 12) | (continuation() << 6) | continuation());
    } else {
      const upper = ((lead & 0x07) << 12) | (continuation() << 6) | continuation();
      const code = ((upper << 6) | continuation()) - 0x10000;
      units.push(0xd800 + (code >> 10), 0xdc00 + (code & 0x3ff));
    }
    if (units.length >= BATCH) {
      text += String.fromCharCode(...units);
      units.length = 0;
    }
  }
  return text + String.fromCharCode(...units);
}

/** Whether a UTF-8 decoder reads in `bytes[start, end)` what Java does: no surrogates, nothing overlong. */
function isWellFormed(bytes: Uint8Array, start: number, end: number): boolean {
  let position = start;
  while (position < end) {
    const lead = bytes[position++] as number;
    if (lead < 0x80) continue;
    const second = bytes[position++] as number;
    if (lead < 0xc2 || second < 0x80 || second >= 0xc0) return false;
    if (lead < 0xe0) continue;
    if (lead === 0xe0 && second < 0xa0) return false;
    if (lead === 0xed && second >= 0xa0) return false;
    if (lead === 0xf0 && second < 0x90) return false;
    if (lead === 0xf4 && second >= 0x90) return false;
    for (let rest = lead < 0xf0 ? 1 : 2; rest > 0; rest--) {
      if (((bytes[position++] as number) & 0xc0) !== 0x80) return false;
    }
  }
  return true;
}
