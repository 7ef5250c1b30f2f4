import { JceType, LONG_TAG } from "./jce-type.js";
import { WireError } from "./wire-error.js";

/** Structs and containers inside each other that `skip` follows. Deeper ones are an attack. */
const MAX_DEPTH = 32;

/** Sizes of the types that have no length of their own. */
const FIXED_SIZE: ReadonlyMap<number, number> = new Map([
  [JceType.Int8, 1],
  [JceType.Int16, 2],
  [JceType.Int32, 4],
  [JceType.Int64, 8],
  [JceType.Float, 4],
  [JceType.Double, 8],
  [JceType.Zero, 0],
]);

/**
 * Walks the fields of a JCE struct: `next()`, then one of `integer()`, `text()` and `skip()`.
 * @throws {WireError} from every method, when a length runs past the end or a type is not known
 */
export class JceReader {
  /** Tag and type of the field that `next` found. */
  tag = 0;
  type = 0;
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Reads the head of the next field. False at the end of the bytes. */
  next(): boolean {
    if (this.#at === this.#bytes.length) return false;
    const head = this.#bytes.readUInt8(this.#take(1));
    this.type = head & 0x0f;
    this.tag = head >> 4;
    if (this.tag === LONG_TAG) this.tag = this.#bytes.readUInt8(this.#take(1));
    return true;
  }

  /** The field as an integer, whatever width it was written in. */
  integer(): number {
    switch (this.type) {
      case JceType.Zero:
        return 0;
      case JceType.Int8:
        return this.#bytes.readInt8(this.#take(1));
      case JceType.Int16:
        return this.#bytes.readInt16BE(this.#take(2));
      case JceType.Int32:
        return this.#bytes.readInt32BE(this.#take(4));
      case JceType.Int64: {
        const value = Number(this.#bytes.readBigInt64BE(this.#take(8)));
        if (!Number.isSafeInteger(value)) throw new WireError("an integer beyond 53 bits");
        return value;
      }
      default:
        throw new WireError(`field ${this.tag} has type ${this.type}, an integer was expected`);
    }
  }

  text(): string {
    const length = this.#textLength();
    const start = this.#take(length);
    return this.#bytes.toString("utf8", start, start + length);
  }

  /** Passes over the field, with everything that is inside it. */
  skip(): void {
    this.#skip(0);
  }

  #skip(depth: number): void {
    if (depth > MAX_DEPTH) throw new WireError(`more than ${MAX_DEPTH} structures in each other`);
    const { tag, type } = this;
    const size = FIXED_SIZE.get(type);
    if (size !== undefined) {
      this.#take(size);
      return;
    }
    switch (type) {
      case JceType.String1:
      case JceType.String4:
        this.#take(this.#textLength());
        return;
      case JceType.Bytes: {
        this.#expectField();
        if (this.type !== JceType.Int8) throw new WireError(`bytes of type ${this.type}`);
        this.#take(this.#count());
        return;
      }
      case JceType.List:
      case JceType.Map: {
        const fields = type === JceType.Map ? 2 : 1;
        // Every element takes a byte at least, so a count that lies runs into the end, soon.
        for (let left = this.#count() * fields; left > 0; left--) {
          this.#expectField();
          this.#skip(depth + 1);
        }
        return;
      }
      case JceType.StructBegin:
        this.#expectField();
        while (this.type !== JceType.StructEnd) {
          this.#skip(depth + 1);
          this.#expectField();
        }
        return;
      default:
        throw new WireError(`field ${tag} has type ${type}, which cannot start a field`);
    }
  }

  /** The length of a container: an integer field of its own. */
  #count(): number {
    this.#expectField();
    const count = this.integer();
    if (count < 0) throw new WireError(`a length of ${count}`);
    return count;
  }

  #textLength(): number {
    if (this.type === JceType.String1) return this.#bytes.readUInt8(this.#take(1));
    if (this.type === JceType.String4) return this.#bytes.readUInt32BE(this.#take(4));
    throw new WireError(`field ${this.tag} has type ${this.type}, text was expected`);
  }

  #expectField(): void {
    if (!this.next()) throw new WireError("the body ends inside a field");
  }

  #take(size: number): number {
    const start = this.#at;
    if (size > this.#bytes.length - start) {
      throw new WireError(`a field of ${size} bytes, where ${this.#bytes.length - start} are left`);
    }
    this.#at = start + size;
    return start;
  }
}
