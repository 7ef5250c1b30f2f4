import { ByteWriter } from "./byte-writer.js";
import { wordsOf } from "./words.js";

/** Below this, words are not worth their beginning. Bytes. */
const FEW = 12;

/** A text that byte ranges are compared with, without becoming texts themselves. */
export class ExactText {
  readonly text: string;
  readonly #utf8: Uint8Array;
  /** The words of `#utf8` from its byte 0, 1, 2 and 3 on, for every way in which a range can lie in words. */
  readonly #words: readonly Int32Array[];

  constructor(text: string) {
    this.text = text;
    const out = new ByteWriter();
    const length = out.utf8(text);
    const utf8 = out.bytes.slice(0, length);
    this.#utf8 = utf8;
    this.#words = [0, 1, 2, 3].map((from) => {
      const count = Math.max(0, (length - from) >> 2);
      return new Int32Array(utf8.slice(from, from + 4 * count).buffer);
    });
  }

  /** Whether `bytes[start, end)` is the text in UTF-8. */
  equals(bytes: Uint8Array, start: number, end: number): boolean {
    const utf8 = this.#utf8;
    const length = utf8.length;
    if (end - start !== length) return false;
    const words = length < FEW ? undefined : wordsOf(bytes.buffer);
    let at = 0;
    if (words !== undefined) {
      const from = bytes.byteOffset + start;
      const lead = -from & 3;
      const expected = this.#words[lead] as Int32Array;
      const first = (from + lead) >> 2;
      let difference = 0; // one test at the end: nearly all that have the length are equal
      for (let i = 0; i < expected.length; i++) {
        difference |= (words[first + i] as number) ^ (expected[i] as number);
      }
      if (difference !== 0) return false;
      for (; at < lead; at++) if (bytes[start + at] !== utf8[at]) return false;
      at += 4 * expected.length;
    }
    for (; at < length; at++) if (bytes[start + at] !== utf8[at]) return false;
    return true;
  }
}
