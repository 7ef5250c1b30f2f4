import { ByteWriter } from "@meltemi/core";
import { METHOD, thriftLoad } from "./protocol/thrift.js";

// The call of the load in the other transports and protocols of Thrift.

/** The information header of `headerCall`. */
export const HEADER = { name: "tenant", value: "blue" } as const;

const LENGTH_BYTES = 4;

/** Binary protocol, unframed: where it ends, only its fields tell. */
export function unframedCall(): Uint8Array {
  return thriftLoad.request.template.slice(LENGTH_BYTES);
}

/** Compact protocol, framed. */
export function compactCall(): Uint8Array {
  const out = new ByteWriter();
  out.uint8(0x82); // protocol
  out.uint8((1 << 5) | 1); // call, version 1
  out.uint8(7); // sequence id
  writeText(out, METHOD);
  out.uint8(0x18); // the next field, binary
  writeText(out, "world");
  out.uint8(0x16); // the next field, i64
  out.uint8(2);
  out.uint8(0); // stop
  return framed(out);
}

/** Binary protocol in THeader, with one information header. */
export function headerCall(): Uint8Array {
  const header = new ByteWriter();
  header.uint8(0); // binary protocol
  header.uint8(0); // no transforms
  header.uint8(1); // information headers, key and value
  header.uint8(1); // one of them
  writeText(header, HEADER.name);
  writeText(header, HEADER.value);
  while (header.length % 4 !== 0) header.uint8(0);

  const out = new ByteWriter();
  out.uint16(0x0fff); // magic
  out.uint16(0); // flags
  out.uint32(7); // sequence id
  out.uint16(header.length / 4);
  out.append(header.bytes, 0, header.length);
  const call = unframedCall();
  out.append(call, 0, call.length);
  return framed(out);
}

/** A text of up to 127 ASCII characters behind its length, a varint of one byte. */
function writeText(out: ByteWriter, text: string): void {
  out.uint8(text.length);
  out.utf8(text);
}

function framed(message: ByteWriter): Uint8Array {
  const out = new ByteWriter();
  out.uint32(message.length);
  out.append(message.bytes, 0, message.length);
  return out.bytes.slice(0, out.length);
}
