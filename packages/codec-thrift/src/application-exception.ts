import { type ByteWriter, type Message, type ProxyError, writeUint32 } from "@meltemi/core";
import { Protocol, protocolOf, Transport, transportOf } from "./dialect.js";
import { exceptionType } from "./error-replies.js";
import { PROTOCOL_IDS } from "./header-frame.js";
import { MessageType } from "./message-begin.js";
import { isStrict, nameLengthOf } from "./reply-state.js";
import { varintWidth, writeVarint } from "./varint.js";

const COLON = 0x3a;

/**
 * Appends `TApplicationException { 1: string message, 2: i32 type }` in the transport, protocol and
 * strictness of the request, under its function's name and its sequence ids.
 */
export function writeApplicationException(
  request: Message,
  error: ProxyError,
  out: ByteWriter,
): void {
  const transport = transportOf(request.dialect);
  const protocol = protocolOf(request.dialect);
  const start = out.length;
  if (transport !== Transport.Unframed) out.uint32(0); // the size, once it is known
  if (transport === Transport.Header) {
    out.uint32(0x0fff_0000); // magic, and no flags
    out.uint32(request.requestIdLow ^ request.requestIdHigh);
    out.uint16(1); // words of header
    out.uint8(protocol === Protocol.Binary ? PROTOCOL_IDS.binary : PROTOCOL_IDS.compact);
    out.uint8(0); // transforms
    out.uint16(0); // padding
  }
  const name = functionStart(request);
  if (protocol === Protocol.Binary) writeBinary(request, name, error, out);
  else writeCompact(request, name, error, out);
  if (transport !== Transport.Unframed) writeUint32(out.bytes, start, out.length - start - 4);
}

/** Where the function's name starts: multiplexed services answer without their own, and clients insist. */
function functionStart(request: Message): number {
  const end = request.start + request.replySize;
  const start = end - nameLengthOf(request);
  let colon = start;
  while (colon < end && request.bytes[colon] !== COLON) colon++;
  return colon + 1 < end && startsName(request.bytes[colon + 1] as number) ? colon + 1 : start;
}

/** A letter or underscore, as every name in an IDL. */
function startsName(byte: number): boolean {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || byte === 0x5f;
}

function writeBinary(request: Message, name: number, error: ProxyError, out: ByteWriter): void {
  const nameEnd = request.start + request.replySize;
  const strict = isStrict(request);
  if (strict) out.uint32(0x8001_0000 | MessageType.Exception);
  out.uint32(nameEnd - name);
  out.append(request.bytes, name, nameEnd);
  if (!strict) out.uint8(MessageType.Exception);
  out.uint32(request.requestIdLow);
  out.uint8(11); // string
  out.uint16(1);
  const length = out.reserve(4);
  const bytes = out.utf8(error.text);
  writeUint32(out.bytes, length, bytes);
  out.uint8(8); // i32
  out.uint16(2);
  out.uint32(exceptionType(error.kind));
  out.uint8(0); // stop
}

function writeCompact(request: Message, name: number, error: ProxyError, out: ByteWriter): void {
  const nameEnd = request.start + request.replySize;
  out.uint8(0x82);
  out.uint8((MessageType.Exception << 5) | 1);
  appendVarint(request.requestIdLow, out);
  appendVarint(nameEnd - name, out);
  out.append(request.bytes, name, nameEnd);
  out.uint8(0x18); // next field, string
  const text = out.length;
  const bytes = out.utf8(error.text);
  out.splice(text, 0, varintWidth(bytes));
  writeVarint(out.bytes, text, bytes);
  out.uint8(0x15); // next field, i32
  out.uint8(exceptionType(error.kind) << 1); // zigzag
  out.uint8(0); // stop
}

function appendVarint(value: number, out: ByteWriter): void {
  const at = out.reserve(varintWidth(value));
  writeVarint(out.bytes, at, value);
}
