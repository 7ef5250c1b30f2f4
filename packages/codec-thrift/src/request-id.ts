import { type ByteWriter, writeUint32 } from "@meltemi/core";
import { Protocol, protocolOf, Transport, transportOf } from "./dialect.js";
import { Field, type HeaderFrame } from "./header-frame.js";
import type { MessageBegin } from "./message-begin.js";
import { varintWidth, writeVarint } from "./varint.js";

/**
 * Gives the message `out.bytes[start, out.length)` the sequence id `low`. A THeader frame has an id of its
 * own besides: `low ^ high`, so that one of the proxy's is written into both, and both are restored.
 */
export function writeSequenceId(
  dialect: number,
  high: number,
  low: number,
  out: ByteWriter,
  start: number,
  frame: HeaderFrame,
  begin: MessageBegin,
): void {
  const transport = transportOf(dialect);
  const protocol = protocolOf(dialect);
  let payload = start;
  if (transport === Transport.Framed) {
    payload = start + 4;
  } else if (transport === Transport.Header) {
    frame.readWhole(out.bytes, start);
    payload = frame.payload;
    writeUint32(out.bytes, start + Field.sequenceId, low ^ high);
  }
  begin.read(protocol, out.bytes, payload, out.length, out.length);
  const at = begin.sequenceStart;
  if (protocol === Protocol.Binary) {
    writeUint32(out.bytes, at, low);
    return;
  }
  const width = begin.sequenceEnd - at;
  const needed = varintWidth(low);
  if (width !== needed) {
    out.splice(at, width, needed);
    if (payload !== start) writeUint32(out.bytes, start, out.length - start - 4);
  }
  writeVarint(out.bytes, at, low);
}
