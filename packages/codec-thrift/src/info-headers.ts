import { CodecError } from "@meltemi/core";
import { VarintReader } from "./varint.js";

/** Kinds of info blocks. */
export const InfoBlock = { Padding: 0, KeyValue: 1, PersistentKeyValue: 2 } as const;

const NO_BYTES = new Uint8Array(0);

/**
 * Goes through the names and values in the info blocks of a header. The fields describe the pair that
 * `next` has found, as offsets into `bytes`.
 */
export class InfoHeaders {
  bytes: Uint8Array;
  /** Where the pair starts: the length of its name. */
  start = 0;
  nameStart = 0;
  nameEnd = 0;
  valueStart = 0;
  valueEnd = 0;
  /** Sent once, for all messages of the connection. */
  persistent = false;
  /** Once `next` has returned false: where padding, or a block that nobody knows, starts. */
  rest = 0;

  #start: number;
  #end: number;
  #left = 0;
  readonly #varint = new VarintReader();

  /** The info blocks are `bytes[start, end)`. */
  constructor(bytes: Uint8Array = NO_BYTES, start = 0, end = 0) {
    this.bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.rest = start;
  }

  /** Goes through other bytes, so that one reader serves a whole connection. */
  reset(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.restart();
  }

  restart(): void {
    this.rest = this.#start;
    this.#left = 0;
  }

  /** @throws {CodecError} malformed when a length leads out of the header */
  next(): boolean {
    while (this.#left === 0) if (!this.#enterBlock()) return false;
    this.#left--;
    const start = this.rest;
    this.start = start;
    this.nameEnd = this.#textEnd(start);
    this.nameStart = this.#varint.next;
    this.valueEnd = this.#textEnd(this.nameEnd);
    this.valueStart = this.#varint.next;
    this.rest = this.valueEnd;
    return true;
  }

  /** Once `next` has returned false: nothing but padding follows. */
  atPadding(): boolean {
    return this.rest === this.#end || this.bytes[this.rest] === InfoBlock.Padding;
  }

  #enterBlock(): boolean {
    const start = this.rest;
    if (start === this.#end) return false;
    const kind = this.#read(start);
    // Of a block that is not known, nobody knows the end either: as in Apache Thrift, it is the last.
    if (kind !== InfoBlock.KeyValue && kind !== InfoBlock.PersistentKeyValue) return false;
    this.persistent = kind === InfoBlock.PersistentKeyValue;
    this.#left = this.#read(this.#varint.next);
    this.rest = this.#varint.next;
    return true;
  }

  #textEnd(start: number): number {
    const length = this.#read(start);
    const end = this.#varint.next + length;
    if (end > this.#end) refuse();
    return end;
  }

  #read(start: number): number {
    if (!this.#varint.read(this.bytes, start, this.#end)) refuse();
    return this.#varint.value;
  }
}

function refuse(): never {
  throw new CodecError("malformed", "THeader: an info header leads out of the header block");
}
