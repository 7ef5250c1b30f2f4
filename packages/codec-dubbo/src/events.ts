import type { ByteWriter } from "@meltemi/core";
import { Flag } from "./header.js";
import { NULL } from "./hessian-grammar.js";
import { skipString, textStart, textUnits } from "./hessian-string.js";
import { FASTJSON2, HESSIAN2 } from "./serializations.js";

const LETTER_R = 0x52;
/** "R" in JSONB, behind its length in 4 bytes. */
const FASTJSON2_R: Uint8Array = Uint8Array.of(0, 0, 0, 2, 0x4a, LETTER_R);

/** The null of every serialization is shorter; a body beyond this is no heartbeat's and not repeated. Bytes. */
const LONGEST_NULL = 64;

/**
 * Whether an event's body is the string "R": read-only, which a Dubbo server sends before it stops. Known of
 * the serializations that Dubbo servers use by default.
 */
export function isReadOnlyEvent(
  serialization: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (serialization === FASTJSON2) {
    if (end - start !== FASTJSON2_R.length) return false;
    return FASTJSON2_R.every((byte, i) => bytes[start + i] === byte);
  }
  if (serialization !== HESSIAN2 || skipString(bytes, start, end) !== end) return false;
  return textUnits(bytes, start) === 1 && bytes[textStart(bytes, start)] === LETTER_R;
}

/** Flags of the answer to a heartbeat of those flags and that body. */
export function answerFlags(flags: number, bodySize: number): number {
  return Flag.event | (isRepeated(bodySize) ? flags & Flag.serialization : HESSIAN2);
}

/** Appends the body of the answer to a heartbeat: the same null, in the serialization that the peer chose. */
export function writeAnswerBody(
  out: ByteWriter,
  bytes: Uint8Array,
  start: number,
  end: number,
): void {
  if (isRepeated(end - start)) out.append(bytes, start, end);
  else out.uint8(NULL);
}

function isRepeated(bodySize: number): boolean {
  return bodySize > 0 && bodySize <= LONGEST_NULL;
}
