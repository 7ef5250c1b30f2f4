import { CodecError } from "@meltemi/core";
import { IN_STRUCT, Nesting } from "./nesting.js";
import type { StructWalker } from "./struct-walker.js";
import { LONGEST_VARINT32, LONGEST_VARINT64, skipVarint, VarintReader } from "./varint.js";

const Type = {
  True: 1,
  False: 2,
  Byte: 3,
  Int16: 4,
  Int32: 5,
  Int64: 6,
  Double: 7,
  Binary: 8,
  List: 9,
  Set: 10,
  Map: 11,
  Struct: 12,
  Uuid: 13,
} as const;

/** Bytes of an element by type, 0 where it says itself how long it is. A bool in a field has none. */
const FIXED = Uint8Array.of(0, 1, 1, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 16, 0, 0);
/** The fewest bytes of an element by type, 0 where there is no such type. */
const SMALLEST = Uint8Array.of(0, 1, 1, 1, 1, 1, 1, 8, 1, 1, 1, 1, 1, 16, 0, 0);
/** Lists of this size or more write it behind their first byte. */
const LONG_LIST = 15;

/** Walks structs of the compact protocol. */
export class CompactWalker implements StructWalker {
  readonly #nesting = new Nesting();
  readonly #varint = new VarintReader();
  readonly #limit: number;
  #position = 0;

  /** @param limit bytes that no message is allowed to have */
  constructor(limit: number) {
    this.#limit = limit;
  }

  begin(position: number): void {
    this.#position = position;
    this.#nesting.depth = 0;
    this.#nesting.enter(IN_STRUCT, 0, 0);
  }

  walk(bytes: Uint8Array, start: number, end: number): number {
    const nesting = this.#nesting;
    const varint = this.#varint;
    // What more is needed when an item is not all there: it is read again, and has few bytes.
    const oneMore = end - start + 1;
    // Beyond `end` when a value was passed over that is not all there yet.
    let at = start + this.#position;
    while (nesting.depth > 0) {
      const top = nesting.depth - 1;
      const left = nesting.left[top] as number;
      if (left === 0) {
        nesting.leave();
        continue;
      }
      if (at >= end) return this.#wait(at - start, at + 1 - start);
      let type: number;
      let value = at;
      if (left === IN_STRUCT) {
        const head = bytes[at] as number;
        value++;
        if (head === 0) {
          nesting.leave();
          at = value;
          continue;
        }
        type = head & 0x0f;
        if (head <= 0x0f) {
          value = skipVarint(bytes, value, end, LONGEST_VARINT32); // the field id
          if (value === 0) return this.#wait(at - start, oneMore);
        }
        if (type <= Type.False && type !== 0) {
          at = value;
          continue;
        }
      } else {
        type = ((left & 1) === 0 ? nesting.even[top] : nesting.odd[top]) as number;
      }

      switch (type) {
        case Type.Int16:
        case Type.Int32:
        case Type.Int64: {
          const longest = type === Type.Int64 ? LONGEST_VARINT64 : LONGEST_VARINT32;
          const next = skipVarint(bytes, value, end, longest);
          if (next === 0) return this.#wait(at - start, oneMore);
          nesting.take();
          at = next;
          break;
        }
        case Type.Binary: {
          if (!varint.read(bytes, value, end)) return this.#wait(at - start, oneMore);
          nesting.take();
          at = varint.next + lengthOf(varint);
          break;
        }
        case Type.Struct: {
          nesting.take();
          nesting.enter(IN_STRUCT, 0, 0);
          at = value;
          break;
        }
        case Type.List:
        case Type.Set:
        case Type.Map: {
          const content = this.#enter(type, bytes, value, start, end);
          if (content < 0) return content;
          if (content === 0) return this.#wait(at - start, oneMore);
          at = content;
          break;
        }
        default: {
          const size = FIXED[type] as number;
          if (size === 0) refuseType(type);
          nesting.take();
          at = value + size;
        }
      }
    }
    return at - start;
  }

  /** @returns where to go on, 0 when the container's head is not all there, a bound when it is too long */
  #enter(type: number, bytes: Uint8Array, head: number, start: number, end: number): number {
    const varint = this.#varint;
    const isMap = type === Type.Map;
    let count: number;
    let types: number;
    let at = head;
    if (isMap) {
      if (!varint.read(bytes, head, end)) return 0;
      count = lengthOf(varint);
      at = varint.next;
      if (count > 0 && at >= end) return 0;
      types = count === 0 ? 0 : (bytes[at++] as number); // an empty map does not say its types
    } else {
      if (head >= end) return 0;
      types = bytes[at++] as number;
      count = types >> 4;
      if (count === LONG_LIST) {
        if (!varint.read(bytes, at, end)) return 0;
        count = lengthOf(varint);
        at = varint.next;
      }
    }
    const nesting = this.#nesting;
    if (count === 0) {
      nesting.take();
      return at;
    }
    const second = types & 0x0f;
    const first = isMap ? types >> 4 : second;
    const least = leastOf(count, isMap, first, second);
    if (FIXED[first] !== 0 && FIXED[second] !== 0) {
      nesting.take();
      return at + least;
    }
    const bound = at + least - start;
    // Told at once: nobody waits for more elements than a message can hold.
    if (bound > this.#limit) return -Math.max(bound, end - start + 1);
    nesting.take();
    nesting.enter(isMap ? 2 * count : count, first, second);
    return at;
  }

  #wait(position: number, needed: number): number {
    this.#position = position;
    return -needed;
  }
}

/** The fewest bytes that so many elements can have. */
function leastOf(count: number, isMap: boolean, first: number, second: number): number {
  const firstSize = SMALLEST[first] as number;
  const secondSize = SMALLEST[second] as number;
  if (firstSize === 0) refuseType(first);
  if (secondSize === 0) refuseType(second);
  return count * (isMap ? firstSize + secondSize : firstSize);
}

/** Lengths are signed for Thrift's own readers: more than 31 bits are negative to them. */
function lengthOf(varint: VarintReader): number {
  if (varint.value > 0x7fff_ffff) refuseLength(varint.value);
  return varint.value;
}

function refuseLength(length: number): never {
  throw new CodecError("malformed", `Thrift compact: length ${length}`);
}

function refuseType(type: number): never {
  throw new CodecError("malformed", `Thrift compact: no such type: ${type}`);
}
