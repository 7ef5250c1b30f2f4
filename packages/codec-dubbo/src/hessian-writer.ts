import { type ByteWriter, writeUint16 } from "@meltemi/core";

/** Units of a string after which Java starts another chunk. */
const CHUNK_UNITS = 0x8000;

/** Appends the text as a Hessian string, byte for byte as Dubbo's own hessian-lite does. */
export function writeString(out: ByteWriter, text: string): void {
  let from = 0;
  while (text.length - from > CHUNK_UNITS) {
    let to = from + CHUNK_UNITS;
    // A pair of surrogates stays together.
    if ((text.charCodeAt(to - 1) & 0xfc00) === 0xd800) to--;
    out.uint8(0x52);
    out.uint16(to - from);
    writeUnits(out, text, from, to);
    from = to;
  }
  const units = text.length - from;
  if (units < 0x20) {
    out.uint8(units);
  } else if (units < 0x400) {
    const at = out.reserve(2);
    writeUint16(out.bytes, at, 0x3000 | units);
  } else {
    out.uint8(0x53);
    out.uint16(units);
  }
  writeUnits(out, text, from, text.length);
}

/** Each UTF-16 unit on its own: surrogates become 3 bytes each, since hessian-lite reads no 4-byte forms. */
function writeUnits(out: ByteWriter, text: string, from: number, to: number): void {
  let size = to - from;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) size += unit < 0x800 ? 1 : 2;
  }
  let at = out.reserve(size);
  const { bytes } = out;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[at++] = 0x80 | (unit & 0x3f);
    }
  }
}
