import { writeUint16, writeUint32 } from "@meltemi/core";

/**
 * The Qza frames of the load. Both sizes are fixed, so that finding a frame is one addition: the
 * generator must cost less than what it measures.
 */

export const HEADER_BYTES = 106;
/** Header and the JCE body `{0: int8}`. */
export const REQUEST_BYTES: number = HEADER_BYTES + 2;
/** Header and the JCE body `{0: int8, 1: "v1"}`. */
export const ANSWER_BYTES: number = HEADER_BYTES + 6;

/** pack_flow, 32 bits: the request id. */
export const ID_AT = 1;
/** Lower 16 bits of pack_len: the size of the whole frame, header included. */
export const LENGTH_AT = 5;
/** rsp_code, 16 bits: 0 unless a proxy answers with an error. */
export const RESULT_AT = 9;
/** client_uin, 32 bits: here the number of the client's connection. The backend copies it. */
export const UIN_AT = 74;
/** The int8 of the body: here `markerOf(id)`, and one more in the answer. */
export const MARKER_AT: number = HEADER_BYTES + 1;

const VERSION = 8;
const COMMAND_AT = 7;
const COMMAND = 153;
const SUB_COMMAND_AT = 64;
const SUB_COMMAND = 1;

/** Follows from the id, so that an answer with another request's body is noticed. At most 63. */
export function markerOf(id: number): number {
  return (id ^ (id >>> 10)) & 0x3f;
}

/** `count` request frames in a row, complete but for id and marker. */
export function requestFrames(count: number, uin: number): Uint8Array {
  return repeated(frame([0x00, 0], uin), count);
}

/** `count` answer frames in a row, complete but for id, uin and marker. */
export function answerFrames(count: number): Uint8Array {
  return repeated(frame([0x00, 0, 0x16, 2, 0x76, 0x31], 0), count);
}

function frame(body: readonly number[], uin: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + body.length);
  bytes[0] = VERSION;
  writeUint16(bytes, LENGTH_AT, bytes.length);
  writeUint16(bytes, COMMAND_AT, COMMAND);
  writeUint16(bytes, SUB_COMMAND_AT, SUB_COMMAND);
  writeUint32(bytes, UIN_AT, uin);
  bytes.set(body, HEADER_BYTES);
  return bytes;
}

function repeated(one: Uint8Array, count: number): Uint8Array {
  const bytes = new Uint8Array(one.length * count);
  for (let at = 0; at < bytes.length; at += one.length) bytes.set(one, at);
  return bytes;
}
