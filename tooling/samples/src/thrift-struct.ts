import { WireError } from "./wire-error.js";

/** Types of fields in the binary protocol. A struct is its fields and then Stop. */
const ThriftType = {
  Stop: 0,
  Bool: 2,
  Byte: 3,
  Double: 4,
  Int16: 6,
  Int32: 8,
  Int64: 10,
  Text: 11,
  Struct: 12,
  Map: 13,
  Set: 14,
  List: 15,
} as const;

/** Structs and containers inside each other that `skip` follows. Deeper ones are an attack. */
const MAX_DEPTH = 32;

/** Sizes of the types that have no length of their own. */
const FIXED_SIZE: ReadonlyMap<number, number> = new Map([
  [ThriftType.Bool, 1],
  [ThriftType.Byte, 1],
  [ThriftType.Double, 8],
  [ThriftType.Int16, 2],
  [ThriftType.Int32, 4],
  [ThriftType.Int64, 8],
]);

/** A field of a struct: a text or an integer of 32 bits. */
export type ThriftField = readonly [id: number, value: string | number];

/** @throws {RangeError} when a number does not fit 32 bits */
export function encodeStruct(fields: readonly ThriftField[]): Buffer {
  const parts = fields.map(([id, value]) => {
    const content = typeof value === "string" ? encodeText(value) : encodeInt32(value);
    const head = Buffer.alloc(3);
    head.writeUInt8(typeof value === "string" ? ThriftType.Text : ThriftType.Int32);
    head.writeInt16BE(id, 1);
    return Buffer.concat([head, content]);
  });
  return Buffer.concat([...parts, Buffer.of(ThriftType.Stop)]);
}

export function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, "utf8");
  return Buffer.concat([encodeInt32(bytes.length), bytes]);
}

export function encodeInt32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/**
 * Reads values one behind the other.
 * @throws {WireError} from every method, when a length runs past the end or a type is not known
 */
export class ThriftReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** The fields of a struct that are texts or integers of 32 bits, by their ids; others are passed over. */
  struct(): ReadonlyMap<number, string | number> {
    const fields = new Map<number, string | number>();
    for (let type = this.#byte(); type !== ThriftType.Stop; type = this.#byte()) {
      const id = this.#bytes.readInt16BE(this.#take(2));
      if (type === ThriftType.Text) fields.set(id, this.text());
      else if (type === ThriftType.Int32) fields.set(id, this.int32());
      else this.#skip(type, 1);
    }
    return fields;
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#take(4));
  }

  text(): string {
    const length = this.int32();
    const start = this.#take(length);
    return this.#bytes.toString("utf8", start, start + length);
  }

  /** Everything that has not been read. */
  rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }

  #skip(type: number, depth: number): void {
    if (depth > MAX_DEPTH) throw new WireError(`more than ${MAX_DEPTH} structures in each other`);
    const size = FIXED_SIZE.get(type);
    if (size !== undefined) {
      this.#take(size);
      return;
    }
    switch (type) {
      case ThriftType.Text:
        this.#take(this.int32());
        return;
      case ThriftType.Struct:
        for (let field = this.#byte(); field !== ThriftType.Stop; field = this.#byte()) {
          this.#take(2);
          this.#skip(field, depth + 1);
        }
        return;
      case ThriftType.Map: {
        const types = [this.#byte(), this.#byte()];
        for (let left = this.#count(); left > 0; left--) {
          for (const each of types) this.#skip(each, depth + 1);
        }
        return;
      }
      case ThriftType.Set:
      case ThriftType.List: {
        const element = this.#byte();
        for (let left = this.#count(); left > 0; left--) this.#skip(element, depth + 1);
        return;
      }
      default:
        throw new WireError(`a field of type ${type}, which there is not`);
    }
  }

  /** Elements of a container. Each takes a byte at least, so a count that lies runs into the end, soon. */
  #count(): number {
    const count = this.int32();
    if (count < 0) throw new WireError(`a length of ${count}`);
    return count;
  }

  #byte(): number {
    return this.#bytes.readUInt8(this.#take(1));
  }

  #take(size: number): number {
    const start = this.#at;
    if (size < 0 || size > this.#bytes.length - start) {
      throw new WireError(`a value of ${size} bytes, where ${this.#bytes.length - start} are left`);
    }
    this.#at = start + size;
    return start;
  }
}
