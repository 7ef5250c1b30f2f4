import { CodecError, readInt32 } from "@meltemi/core";
import { dialectOf, Protocol, Transport } from "./dialect.js";
import { LONGEST_NAME } from "./message-begin.js";

/** More bytes are needed to tell. */
export const UNDECIDED = -1;
/** A THeader frame; which protocol it carries is said in its header block. */
export const HEADER: number = dialectOf(Transport.Header, Protocol.Binary);

const FRAMED_BINARY = dialectOf(Transport.Framed, Protocol.Binary);
const FRAMED_COMPACT = dialectOf(Transport.Framed, Protocol.Compact);
const UNFRAMED_BINARY = dialectOf(Transport.Unframed, Protocol.Binary);
const UNFRAMED_COMPACT = dialectOf(Transport.Unframed, Protocol.Compact);

/** Largest frame that Apache Thrift's transports can announce. Bytes. */
export const LARGEST_FRAME = 0x3fff_ffff;

/**
 * The dialect of the message that starts at `start`, or `UNDECIDED`. Up to 6 bytes are looked at:
 * - 80 01: unframed, strict binary; 82 and version 1 in the low 5 bits of the next: unframed compact
 * - a frame size, then 0f ff: header; 80 01, 82 .1: framed; 00: framed, old binary, the length of a name
 * - a name length, then a character: unframed, old binary
 * @throws {CodecError} malformed as soon as it can be nothing of this
 */
export function detectDialect(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 0) return UNDECIDED;
  const first = bytes[start] as number;
  if (first >= 0x80) {
    if (first !== 0x80 && first !== 0x82) refuse(bytes, start, end);
    if (length < 2) return UNDECIDED;
    if (isStrict(bytes, start)) return UNFRAMED_BINARY;
    if (isCompact(bytes, start)) return UNFRAMED_COMPACT;
    refuse(bytes, start, end);
  }
  if (first > LARGEST_FRAME >>> 24) refuse(bytes, start, end);
  if (length < 4) return UNDECIDED;
  const size = readInt32(bytes, start);
  if (size === 0) refuse(bytes, start, end);
  if (length < 6) return UNDECIDED;
  const next = start + 4;
  if (isStrict(bytes, next)) return FRAMED_BINARY;
  if (isCompact(bytes, next)) return FRAMED_COMPACT;
  if (bytes[next] === 0x0f && bytes[next + 1] === 0xff) return HEADER;
  if (bytes[next] === 0) return FRAMED_BINARY;
  if (isCharacter(bytes[next] as number) && size <= LONGEST_NAME) return UNFRAMED_BINARY;
  return refuse(bytes, start, end);
}

function isStrict(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x80 && bytes[at + 1] === 0x01;
}

function isCompact(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x82 && ((bytes[at + 1] as number) & 0x1f) === 1;
}

/** What a name may start with: no control character, no half of a character, no bracket (JSON). */
function isCharacter(byte: number): boolean {
  return byte >= 0x20 && !(byte >= 0x7f && byte < 0xc2) && byte !== 0x5b && byte !== 0x7b;
}

/** What else comes to a Thrift port, by text that it has at an offset. */
const STRANGERS: readonly (readonly [text: string, offset: number, name: string])[] = [
  ...["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "PRI", "HTTP"].map(
    (start) => [start, 0, "HTTP"] as const,
  ),
  ["\x16\x03", 0, "TLS"],
  ["[1", 0, "Thrift's JSON protocol"],
  ["[1", 4, "Thrift's JSON protocol"],
  ["\x10\x00", 4, "Kitex TTHeader"],
];

function refuse(bytes: Uint8Array, start: number, end: number): never {
  const shown = bytes.subarray(start, Math.min(end, start + 8));
  const latin1 = String.fromCharCode(...shown);
  const stranger = STRANGERS.find(([text, offset]) => latin1.startsWith(text, offset));
  const found = stranger === undefined ? "" : ` (this looks like ${stranger[2]})`;
  const hex = Array.from(shown, (byte) => byte.toString(16).padStart(2, "0")).join("");
  throw new CodecError(
    "malformed",
    `no Thrift message starts with ${hex}${found}; ` +
      "send the binary or compact protocol, framed, unframed or with THeader",
  );
}
