import type { ThriftDialect, ThriftType } from "./wire.js";

/** What a message of `thriftMessage` or an exception of the proxy says. */
export interface ThriftMessage {
  readonly type: ThriftType;
  readonly name: string;
  readonly id: number;
  /** The first field, if there is one. */
  readonly field: number | undefined;
  readonly payload: Buffer;
  /** Of an exception: the second field, its type. */
  readonly code: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Bytes of the message at the start of the bytes, 0 when more are needed. */
export function thriftSize(dialect: ThriftDialect, bytes: Buffer, start: number): number {
  if (dialect.transport !== "unframed") {
    return bytes.length - start < 4 ? 0 : 4 + bytes.readUInt32BE(start);
  }
  try {
    const reader = new Reader(bytes, start);
    reader.message(dialect);
    return reader.at - start;
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

export function readThrift(dialect: ThriftDialect, bytes: Buffer): ThriftMessage {
  const reader = new Reader(bytes, 0);
  if (dialect.transport === "framed") reader.at = 4;
  const headers = dialect.transport === "header" ? reader.headerBlock() : {};
  return { ...reader.message(dialect), headers };
}

/** Throws a RangeError where more bytes are needed. */
class Reader {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  message({ encoding }: ThriftDialect): Omit<ThriftMessage, "headers"> {
    return encoding === "binary" ? this.#binary() : this.#compact();
  }

  headerBlock(): Record<string, string> {
    this.at = 12;
    const end = 14 + 4 * this.#uint16();
    this.#varint(); // the encoding, which is known
    for (let transforms = this.#varint(); transforms > 0; transforms--) this.#varint();
    const headers: Record<string, string> = {};
    while (this.at < end && this.#varint() === 1) {
      for (let count = this.#varint(); count > 0; count--) {
        const key = this.#take(this.#varint()).toString();
        headers[key] = this.#take(this.#varint()).toString();
      }
    }
    this.at = end;
    return headers;
  }

  #binary(): Omit<ThriftMessage, "headers"> {
    const type = (this.#uint32() & 0xff) as ThriftType;
    const name = this.#take(this.#uint32()).toString();
    const id = this.#uint32();
    const fields: { field: number; payload: Buffer }[] = [];
    let code: number | undefined;
    for (let kind = this.#byte(); kind !== 0; kind = this.#byte()) {
      const field = this.#uint16();
      if (kind === 8) code = this.#uint32();
      else if (kind === 11) fields.push({ field, payload: this.#take(this.#uint32()) });
      else throw new Error(`a field of type ${kind}`);
    }
    const { field, payload = Buffer.alloc(0) } = fields[0] ?? { field: undefined };
    return { type, name, id, field, payload, code };
  }

  #compact(): Omit<ThriftMessage, "headers"> {
    if (this.#byte() !== 0x82) throw new Error("no compact message");
    const type = (this.#byte() >> 5) as ThriftType;
    const id = this.#varint();
    const name = this.#take(this.#varint()).toString();
    const fields: { field: number; payload: Buffer }[] = [];
    let code: number | undefined;
    let field = 0;
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      field = head >> 4 === 0 ? this.#varint() >>> 1 : field + (head >> 4);
      if ((head & 0x0f) === 5) code = this.#varint() >>> 1;
      else if ((head & 0x0f) === 8) fields.push({ field, payload: this.#take(this.#varint()) });
      else throw new Error(`a field of type ${head & 0x0f}`);
    }
    const first = fields[0];
    return {
      type,
      name,
      id,
      field: first?.field,
      payload: first?.payload ?? Buffer.alloc(0),
      code,
    };
  }

  #byte(): number {
    return this.#take(1)[0] as number;
  }

  #uint16(): number {
    return this.#take(2).readUInt16BE();
  }

  #uint32(): number {
    return this.#take(4).readUInt32BE();
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  #take(length: number): Buffer {
    const end = this.at + length;
    if (end > this.#bytes.length) throw new RangeError("more bytes are needed");
    const taken = this.#bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }
}
