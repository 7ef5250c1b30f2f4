import { JceType, LONG_TAG } from "./jce-type.js";

/** Writes the fields of a JCE struct, in the order of their tags, each in its shortest form. */
export class JceWriter {
  readonly #parts: Buffer[] = [];

  /** @throws {RangeError} when the value is not an integer of 32 bits */
  integer(tag: number, value: number): this {
    if (value === 0) {
      this.#head(tag, JceType.Zero);
    } else if (value >= -0x80 && value <= 0x7f) {
      this.#head(tag, JceType.Int8);
      this.#fill(1, (bytes) => bytes.writeInt8(value));
    } else if (value >= -0x8000 && value <= 0x7fff) {
      this.#head(tag, JceType.Int16);
      this.#fill(2, (bytes) => bytes.writeInt16BE(value));
    } else {
      this.#head(tag, JceType.Int32);
      this.#fill(4, (bytes) => bytes.writeInt32BE(value));
    }
    return this;
  }

  text(tag: number, value: string): this {
    const bytes = Buffer.from(value, "utf8");
    if (bytes.length <= 0xff) {
      this.#head(tag, JceType.String1);
      this.#fill(1, (length) => length.writeUInt8(bytes.length));
    } else {
      this.#head(tag, JceType.String4);
      this.#fill(4, (length) => length.writeUInt32BE(bytes.length));
    }
    this.#parts.push(bytes);
    return this;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #head(tag: number, type: number): void {
    this.#parts.push(
      Buffer.from(tag < LONG_TAG ? [(tag << 4) | type] : [(LONG_TAG << 4) | type, tag]),
    );
  }

  #fill(size: number, write: (bytes: Buffer) => void): void {
    const bytes = Buffer.alloc(size);
    write(bytes);
    this.#parts.push(bytes);
  }
}
