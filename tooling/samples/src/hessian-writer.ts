import { HessianTag, type HessianValue, INT_FORMS } from "./hessian-value.js";

/** UTF-16 code units that one part of a text may have. */
const PART_UNITS = 0x8000;

/** Writes Hessian 2 values one behind the other, each in its shortest form. */
export class HessianWriter {
  readonly #bytes: number[] = [];

  /** @throws {RangeError} when a number is not an integer of 32 bits */
  value(value: HessianValue): this {
    switch (typeof value) {
      case "string":
        return this.#text(value);
      case "number":
        return this.#integer(value);
      case "boolean":
        this.#bytes.push(value ? HessianTag.True : HessianTag.False);
        return this;
      default:
        if (value === null) {
          this.#bytes.push(HessianTag.Null);
          return this;
        }
    }
    this.#bytes.push(HessianTag.Map);
    for (const [key, entry] of value) this.value(key).value(entry);
    this.#bytes.push(HessianTag.End);
    return this;
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }

  #integer(value: number): this {
    if (value !== (value | 0)) throw new RangeError(`${value} is not an integer of 32 bits`);
    for (const { lowest, zero, highest, bytes } of INT_FORMS) {
      const first = zero + (value >> (8 * (bytes - 1)));
      if (first < lowest || first > highest) continue;
      this.#bytes.push(first);
      for (let shift = 8 * (bytes - 2); shift >= 0; shift -= 8) this.#bytes.push(value >> shift);
      return this;
    }
    this.#bytes.push(HessianTag.Int, value >> 24, value >> 16, value >> 8, value);
    return this;
  }

  #text(value: string): this {
    let start = 0;
    for (; value.length - start > PART_UNITS; start += PART_UNITS) {
      this.#bytes.push(HessianTag.TextPart, PART_UNITS >> 8, PART_UNITS);
      this.#units(value, start, start + PART_UNITS);
    }
    const left = value.length - start;
    if (left < 0x20) this.#bytes.push(HessianTag.ShortText + left);
    else if (left < 0x400) this.#bytes.push(HessianTag.MediumText + (left >> 8), left);
    else this.#bytes.push(HessianTag.TextEnd, left >> 8, left);
    this.#units(value, start, value.length);
    return this;
  }

  /** Hessian counts UTF-16 code units and, as Java does, encodes each of them by itself. */
  #units(value: string, start: number, end: number): void {
    for (let at = start; at < end; at++) {
      const unit = value.charCodeAt(at);
      if (unit < 0x80) this.#bytes.push(unit);
      else if (unit < 0x800) this.#bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f));
      else {
        this.#bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
      }
    }
  }
}
