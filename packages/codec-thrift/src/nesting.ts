import { CodecError } from "@meltemi/core";

/** Structs and containers inside one another, the outermost counted. Apache Thrift's own default. */
const DEEPEST_NESTING = 64;

/** `left` of a struct, whose end is not known before it comes. */
export const IN_STRUCT = -1;

/** The structs and containers that a walk is in: a stack of its own, so that no input can exhaust the engine's. */
export class Nesting {
  depth = 0;
  /** Elements left of the innermost container, keys and values counted each, or `IN_STRUCT`. */
  readonly left: Int32Array = new Int32Array(DEEPEST_NESTING);
  /** Type of the next element when an even number is left (in a map: of the keys), and when an odd one is. */
  readonly even: Uint8Array = new Uint8Array(DEEPEST_NESTING);
  readonly odd: Uint8Array = new Uint8Array(DEEPEST_NESTING);

  /** @throws {CodecError} malformed when that is too deep */
  enter(left: number, even: number, odd: number): void {
    const { depth } = this;
    if (depth === DEEPEST_NESTING) refuseDepth();
    this.left[depth] = left;
    this.even[depth] = even;
    this.odd[depth] = odd;
    this.depth = depth + 1;
  }

  leave(): void {
    this.depth--;
  }

  /** One element of the innermost container has been read. A struct's fields are not counted. */
  take(): void {
    const top = this.depth - 1;
    if ((this.left[top] as number) > 0) this.left[top] = (this.left[top] as number) - 1;
  }
}

function refuseDepth(): never {
  throw new CodecError("malformed", `Thrift: nested deeper than ${DEEPEST_NESTING} levels`);
}
