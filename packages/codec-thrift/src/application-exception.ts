import { type ByteWriter, type Message, type ProxyError, writeUint32 } from "@meltemi/core";
import { Protocol, protocolOf, Transport, transportOf } from "./dialect.js";
import { exceptionType } from "./error-replies.js";
import { PROTOCOL_IDS } from "./header-frame.js";
import { MessageType } from "./message-begin.js";
import { isStrict, nameLengthOf } from "./reply-state.js";
import { varintWidth, writeVarint } from "./varint.js";

/**
 * Appends `TApplicationException { 1: string message, 2: i32 type }` in the transport, protocol and
 * strictness of the request, under its name and sequence ids.
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
  if (protocol === Protocol.Binary) writeBinary(request, error, out);
  else writeCompact(request, error, out);
  if (transport !== Transport.Unframed) writeUint32(out.bytes, start, out.length - start - 4);
}

function writeBinary(request: Message, error: ProxyError, out: ByteWriter): void {
  const strict = isStrict(request);
  if (strict) out.uint32(0x8001_0000 | MessageType.Exception);
  out.uint32(nameLengthOf(request));
  appendName(request, out);
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

function writeCompact(request: Message, error: ProxyError, out: ByteWriter): void {
  out.uint8(0x82);
  out.uint8((MessageType.Exception << 5) | 1);
  appendVarint(request.requestIdLow, out);
  appendVarint(nameLengthOf(request), out);
  appendName(request, out);
  out.uint8(0x18); // next field, string
  const text = out.length;
  const bytes = out.utf8(error.text);
  out.splice(text, 0, varintWidth(bytes));
  writeVarint(out.bytes, text, bytes);
  out.uint8(0x15); // next field, i32
  out.uint8(exceptionType(error.kind) << 1); // zigzag
  out.uint8(0); // stop
}

function appendName(request: Message, out: ByteWriter): void {
  const end = request.start + request.replySize;
  out.append(request.bytes, end - nameLengthOf(request), end);
}

function appendVarint(value: number, out: ByteWriter): void {
  const at = out.reserve(varintWidth(value));
  writeVarint(out.bytes, at, value);
}
