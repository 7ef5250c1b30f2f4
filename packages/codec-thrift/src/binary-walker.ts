import { CodecError, readInt32 } from "@meltemi/core";
import { IN_STRUCT, Nesting } from "./nesting.js";
import type { StructWalker } from "./struct-walker.js";

const STOP = 0;
const STRING = 11;
const STRUCT = 12;
const MAP = 13;
const SET = 14;
const LIST = 15;

/** Bytes of a value by type, 0 where it says itself how long it is. */
const FIXED = table([
  [2, 1], // bool
  [3, 1], // byte
  [4, 8], // double
  [6, 2], // i16
  [8, 4], // i32
  [10, 8], // i64
  [16, 16], // uuid
]);
/** The fewest bytes of a value by type, 0 where there is no such type. */
const SMALLEST = table([
  ...[...FIXED.entries()].filter(([, size]) => size > 0),
  [STRING, 4],
  [STRUCT, 1],
  [MAP, 6],
  [SET, 5],
  [LIST, 5],
]);

/** Walks structs of the binary protocol. */
export class BinaryWalker implements StructWalker {
  readonly #nesting = new Nesting();
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
    // Beyond `end` when a value was passed over that is not all there yet.
    let at = start + this.#position;
    while (nesting.depth > 0) {
      const top = nesting.depth - 1;
      const left = nesting.left[top] as number;
      if (left === 0) {
        nesting.leave();
        continue;
      }
      let type: number;
      let value = at;
      if (left === IN_STRUCT) {
        if (at >= end) return this.#wait(at - start, at + 1 - start);
        type = bytes[at] as number;
        if (type === STOP) {
          nesting.leave();
          at++;
          continue;
        }
        value = at + 3; // type and id
      } else {
        type = ((left & 1) === 0 ? nesting.even[top] : nesting.odd[top]) as number;
      }

      const size = FIXED[type] as number;
      if (size > 0) {
        nesting.take();
        at = value + size;
        continue;
      }
      const smallest = SMALLEST[type] as number;
      if (smallest === 0) refuseType(type);
      if (value + smallest > end) return this.#wait(at - start, value + smallest - start);
      nesting.take();
      at = value;
      if (type === STRUCT) {
        nesting.enter(IN_STRUCT, 0, 0);
      } else if (type === STRING) {
        at += 4 + lengthAt(bytes, value);
      } else {
        const first = bytes[value] as number;
        const second = type === MAP ? (bytes[value + 1] as number) : first;
        const count = lengthAt(bytes, value + smallest - 4);
        at += smallest;
        if (count === 0) continue; // the types of nothing may be anything
        const least = leastOf(count, type === MAP, first, second);
        if (FIXED[first] !== 0 && FIXED[second] !== 0) {
          at += least;
        } else {
          const bound = at + least - start;
          // Told at once: nobody waits for more elements than a message can hold.
          if (bound > this.#limit) return -Math.max(bound, end - start + 1);
          nesting.enter(type === MAP ? 2 * count : count, first, second);
        }
      }
    }
    return at - start;
  }

  #wait(position: number, needed: number): number {
    this.#position = position;
    return -needed;
  }
}

function table(entries: readonly (readonly [type: number, bytes: number])[]): Uint8Array {
  const sizes = new Uint8Array(256);
  for (const [type, bytes] of entries) sizes[type] = bytes;
  return sizes;
}

/** The fewest bytes that so many elements can have. */
function leastOf(count: number, isMap: boolean, first: number, second: number): number {
  const firstSize = SMALLEST[first] as number;
  const secondSize = SMALLEST[second] as number;
  if (firstSize === 0) refuseType(first);
  if (secondSize === 0) refuseType(second);
  return count * (isMap ? firstSize + secondSize : firstSize);
}

function lengthAt(bytes: Uint8Array, at: number): number {
  const length = readInt32(bytes, at);
  if (length < 0) refuseLength(length);
  return length;
}

function refuseLength(length: number): never {
  throw new CodecError("malformed", `Thrift binary: length ${length}`);
}

function refuseType(type: number): never {
  throw new CodecError("malformed", `Thrift binary: no such type: ${type}`);
}
