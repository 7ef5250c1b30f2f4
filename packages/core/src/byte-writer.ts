import { writeUint16, writeUint32 } from "./bytes.js";

/**
 * One growing output buffer. Codecs append to it; the proxy hands the same writer to many messages
 * and sends what it holds once per event-loop turn.
 */
export class ByteWriter {
  /** Storage. Changes identity when the writer grows; offsets into it stay the same. */
  bytes: Uint8Array;
  /** Offset of the next byte to be written. The first one is at 0 only in a writer of one's own. */
  length = 0;
  /** Offset behind the last byte that may be written without growing. */
  protected limit: number;

  constructor(capacity = 256) {
    this.bytes = new Uint8Array(capacity);
    this.limit = capacity;
  }

  /** Makes room for `size` more bytes and returns their offset; the caller fills every one. */
  reserve(size: number): number {
    const at = this.length;
    if (at + size > this.limit) this.grow(at + size);
    this.length = at + size;
    return at;
  }

  /** Appends `source[start, end)`. */
  append(source: Uint8Array, start: number, end: number): void {
    const at = this.reserve(end - start);
    this.bytes.set(source.subarray(start, end), at);
  }

  uint8(value: number): void {
    const at = this.reserve(1);
    this.bytes[at] = value;
  }

  uint16(value: number): void {
    const at = this.reserve(2);
    writeUint16(this.bytes, at, value);
  }

  uint32(value: number): void {
    const at = this.reserve(4);
    writeUint32(this.bytes, at, value);
  }

  /** Appends the text as UTF-8 and returns the number of bytes. */
  utf8(text: string): number {
    const before = this.length;
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i) as number;
      if (code < 0x80) {
        this.uint8(code);
      } else if (code < 0x800) {
        this.uint8(0xc0 | (code >> 6));
        this.uint8(0x80 | (code & 0x3f));
      } else if (code < 0x10000) {
        // A lone surrogate has no UTF-8 form; U+FFFD stands for it, as in TextEncoder.
        const scalar = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
        this.uint8(0xe0 | (scalar >> 12));
        this.uint8(0x80 | ((scalar >> 6) & 0x3f));
        this.uint8(0x80 | (scalar & 0x3f));
      } else {
        i++; // a pair of surrogates
        this.uint8(0xf0 | (code >> 18));
        this.uint8(0x80 | ((code >> 12) & 0x3f));
        this.uint8(0x80 | ((code >> 6) & 0x3f));
        this.uint8(0x80 | (code & 0x3f));
      }
    }
    return this.length - before;
  }

  /**
   * Replaces `removed` bytes at `at` by `inserted` bytes of room, moving what follows, for fields
   * whose width changes (varints). The caller fills the room.
   */
  splice(at: number, removed: number, inserted: number): void {
    const tail = at + removed;
    const oldLength = this.length;
    if (inserted > removed) this.reserve(inserted - removed);
    this.bytes.copyWithin(at + inserted, tail, oldLength);
    this.length = oldLength + inserted - removed;
  }

  /** Forgets what was written; keeps the storage. */
  clear(): void {
    this.length = 0;
  }

  /** Makes room up to offset `limit`. The room doubles, so appending stays O(1) a byte. */
  protected grow(limit: number): void {
    const bytes = new Uint8Array(Math.max(limit, this.bytes.length * 2));
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
    this.limit = bytes.length;
  }
}
