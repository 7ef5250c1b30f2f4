import { HessianTag, type HessianValue, INT_FORMS } from "./hessian-value.js";
import { WireError } from "./wire-error.js";

/** Maps inside each other that are followed. Deeper ones are an attack. */
const MAX_DEPTH = 32;

/**
 * Reads Hessian 2 values one behind the other.
 * @throws {WireError} from every method, when the bytes end too early or hold a value of another type
 */
export class HessianReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  text(): string {
    const value = this.value();
    if (typeof value === "string") return value;
    throw new WireError(`a value of type ${value === null ? "null" : typeof value}, not a text`);
  }

  integer(): number {
    const value = this.value();
    if (typeof value === "number") return value;
    throw new WireError(`a value of type ${value === null ? "null" : typeof value}, not a number`);
  }

  value(): HessianValue {
    return this.#value(0);
  }

  #value(depth: number): HessianValue {
    if (depth > MAX_DEPTH) throw new WireError(`more than ${MAX_DEPTH} maps in each other`);
    const tag = this.#byte();
    switch (tag) {
      case HessianTag.Null:
        return null;
      case HessianTag.True:
        return true;
      case HessianTag.False:
        return false;
      case HessianTag.Int:
        return (this.#uint16() << 16) | this.#uint16();
      case HessianTag.TypedMap:
        this.#value(depth + 1); // The type: its name, or the number of a name before.
        return this.#entries(depth);
      case HessianTag.Map:
        return this.#entries(depth);
      default:
        return this.#shortInteger(tag) ?? this.#text(tag);
    }
  }

  #entries(depth: number): ReadonlyMap<string, HessianValue> {
    const entries = new Map<string, HessianValue>();
    while (this.#peek() !== HessianTag.End) {
      entries.set(this.text(), this.#value(depth + 1));
    }
    this.#at++;
    return entries;
  }

  #shortInteger(tag: number): number | undefined {
    const form = INT_FORMS.find(({ lowest, highest }) => tag >= lowest && tag <= highest);
    if (form === undefined) return undefined;
    let value = tag - form.zero;
    for (let left = form.bytes - 1; left > 0; left--) value = (value << 8) | this.#byte();
    return value;
  }

  #text(first: number): string {
    let text = "";
    let tag = first;
    for (; tag === HessianTag.TextPart; tag = this.#byte()) text += this.#units(this.#uint16());
    if (tag < 0x20) return text + this.#units(tag);
    if (tag >= 0x30 && tag < 0x34) return text + this.#units(((tag & 3) << 8) | this.#byte());
    if (tag === HessianTag.TextEnd) return text + this.#units(this.#uint16());
    throw new WireError(`a value that starts with 0x${tag.toString(16)}, which no sample reads`);
  }

  /** Code units of UTF-16, each in one to three bytes of its own. */
  #units(count: number): string {
    let text = "";
    for (let left = count; left > 0; left--) {
      const lead = this.#byte();
      if (lead < 0x80) text += String.fromCharCode(lead);
      else if (lead < 0xe0) text += String.fromCharCode(((lead & 0x1f) << 6) | this.#tail());
      else if (lead < 0xf0) {
        text += String.fromCharCode(((lead & 0x0f) << 12) | (this.#tail() << 6) | this.#tail());
      } else throw new WireError(`a character that starts with 0x${lead.toString(16)}`);
    }
    return text;
  }

  #tail(): number {
    return this.#byte() & 0x3f;
  }

  #uint16(): number {
    return (this.#byte() << 8) | this.#byte();
  }

  #byte(): number {
    const byte = this.#peek();
    this.#at++;
    return byte;
  }

  #peek(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new WireError("the bytes end inside a value");
    return byte;
  }
}
