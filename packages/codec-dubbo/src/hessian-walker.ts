import { readUint16 } from "@meltemi/core";
import { END, SCALAR_SIZE, TAGS, Tag } from "./hessian-grammar.js";
import { intSize, intValue } from "./hessian-int.js";
import { isString, skipString } from "./hessian-string.js";

/** Values inside values. hessian-lite, which recurses, gives up long before. */
const MAX_DEPTH = 16_384;
/** Classes of one stream. Bounds the memory that a hostile message leaves behind. */
const MAX_CLASSES = 65_536;

/** What is still to come in a container: a number of values, or all up to END. */
const Left = { Values: -1, Key: -2, Value: -3 } as const;

/**
 * Passes over the values of one Hessian 2 stream without making anything of them. It must see every value
 * from the first on, since class definitions are numbered as they come and later objects name the number.
 *
 * Takes time linear in the bytes: every value has at least one of its own, whatever counts are claimed. Its
 * two arrays grow only by what has been seen.
 */
export class HessianWalker {
  #fieldCounts = new Int32Array(16);
  #classes = 0;
  #stack = new Int32Array(64);

  /** Forgets the classes, for another stream. */
  reset(): void {
    this.#classes = 0;
  }

  /** Offset behind the value at `at`; -1 when it passes `end` or is none. */
  skip(bytes: Uint8Array, at: number, end: number): number {
    let position = at;
    let left: number = 1;
    let depth = 0;
    for (;;) {
      // What is wanted next by the innermost container.
      if (left === 0) {
        if (depth === 0) return position;
        left = this.#stack[--depth] as number;
        continue;
      }
      if (position >= end) return -1;
      const tag = bytes[position] as number;
      if (left > 0) {
        left--;
      } else if (left === Left.Value) {
        left = Left.Key;
      } else if (tag === END) {
        position++;
        left = 0;
        continue;
      } else if (left === Left.Key) {
        left = Left.Value;
      }

      let inner = 0; // what the value at `position` contains
      switch (TAGS[tag]) {
        case Tag.Scalar:
          position += SCALAR_SIZE[tag] as number;
          break;
        case Tag.ShortString:
        case Tag.MediumString:
        case Tag.LongString:
        case Tag.StringChunk:
          position = skipString(bytes, position, end);
          break;
        case Tag.ShortBinary:
          position += 1 + tag - 0x20;
          break;
        case Tag.MediumBinary:
        case Tag.LongBinary:
        case Tag.BinaryChunk:
          position = skipBinary(bytes, position, end);
          break;
        case Tag.Reference:
          position = skipInt(bytes, position + 1, end);
          break;
        case Tag.ShortList:
          position++;
          inner = tag - 0x78;
          break;
        case Tag.ShortTypedList:
          position = skipType(bytes, position + 1, end);
          inner = tag - 0x70;
          break;
        case Tag.FixedList:
        case Tag.FixedTypedList: {
          const length =
            TAGS[tag] === Tag.FixedList ? position + 1 : skipType(bytes, position + 1, end);
          position = skipInt(bytes, length, end);
          if (position >= 0) inner = intValue(bytes, length);
          if (inner < 0) return -1;
          break;
        }
        case Tag.List:
          position++;
          inner = Left.Values;
          break;
        case Tag.TypedList:
          position = skipType(bytes, position + 1, end);
          inner = Left.Values;
          break;
        case Tag.Map:
          position++;
          inner = Left.Key;
          break;
        case Tag.TypedMap:
          position = skipType(bytes, position + 1, end);
          inner = Left.Key;
          break;
        case Tag.ClassDefinition:
          position = this.#define(bytes, position + 1, end);
          inner = 1; // the value itself comes behind it
          break;
        case Tag.ShortObject:
          inner = this.#fieldsOf(tag - 0x60);
          if (inner < 0) return -1;
          position++;
          break;
        case Tag.Object: {
          const number = position + 1;
          position = skipInt(bytes, number, end);
          if (position < 0) return -1;
          inner = this.#fieldsOf(intValue(bytes, number));
          if (inner < 0) return -1;
          break;
        }
        default:
          return -1;
      }
      if (position < 0 || position > end) return -1;
      if (inner !== 0) {
        // The last value of a container needs no way back to it: a linked list of any length has no depth.
        if (left !== 0) {
          if (depth === this.#stack.length && !this.#deepen()) return -1;
          this.#stack[depth++] = left;
        }
        left = inner;
      }
    }
  }

  /** Remembers the class whose definition's name is at `at`; returns the offset behind the definition. */
  #define(bytes: Uint8Array, at: number, end: number): number {
    const count = skipString(bytes, at, end);
    if (count < 0) return -1;
    let position = skipInt(bytes, count, end);
    if (position < 0) return -1;
    const fields = intValue(bytes, count);
    if (fields < 0) return -1;
    // However many are claimed, each that is there has a byte at least.
    for (let i = 0; i < fields; i++) {
      position = skipString(bytes, position, end);
      if (position < 0) return -1;
    }
    if (this.#classes === this.#fieldCounts.length) {
      if (this.#classes >= MAX_CLASSES) return -1;
      this.#fieldCounts = doubled(this.#fieldCounts);
    }
    this.#fieldCounts[this.#classes++] = fields;
    return position;
  }

  /** Number of fields of that class, -1 when it has not been defined. */
  #fieldsOf(number: number): number {
    if (number < 0 || number >= this.#classes) return -1;
    return this.#fieldCounts[number] as number;
  }

  #deepen(): boolean {
    if (this.#stack.length >= MAX_DEPTH) return false;
    this.#stack = doubled(this.#stack);
    return true;
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function skipInt(bytes: Uint8Array, at: number, end: number): number {
  const size = at < 0 ? 0 : intSize(bytes, at, end);
  return size === 0 ? -1 : at + size;
}

/** The type of a list or map: a string, or the number of an earlier one. */
export function skipType(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  return isString(bytes[at] as number) ? skipString(bytes, at, end) : skipInt(bytes, at, end);
}

function skipBinary(bytes: Uint8Array, at: number, end: number): number {
  let position = at;
  while (position < end) {
    const tag = bytes[position] as number;
    switch (TAGS[tag]) {
      case Tag.ShortBinary:
        return position + 1 + tag - 0x20;
      case Tag.MediumBinary:
        if (end - position < 2) return -1;
        return position + 2 + ((tag - 0x34) << 8) + (bytes[position + 1] as number);
      case Tag.LongBinary:
      case Tag.BinaryChunk:
        if (end - position < 3) return -1;
        position += 3 + readUint16(bytes, position + 1);
        if (TAGS[tag] === Tag.LongBinary) return position;
        break;
      default:
        return -1;
    }
  }
  return -1;
}
