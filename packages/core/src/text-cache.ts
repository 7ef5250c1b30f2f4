declare const TextDecoder: new (
  label: string,
  options: { ignoreBOM: boolean },
) => { decode(input: Uint8Array): string };

const SLOTS = 1024; // power of two: the hash is masked
const LONGEST = 64; // bytes; longer values are rarely repeated names
const HASHED = 16; // bytes, the last ones: names differ at their ends, and all bytes are compared anyway

/**
 * Turns bytes into strings, remembering the short ones: service and method names come again with
 * every message, and finding a known one (about 40 ns) is cheaper than decoding it (150 ns) and
 * leaves no garbage. Direct-mapped and so bounded; bytes are compared, never only hashes.
 */
export class TextCache {
  // A byte order mark is kept: the server sees it too, and a value with one is another value.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #bytes: (Uint8Array | undefined)[] = new Array(SLOTS).fill(undefined);
  readonly #texts: string[] = new Array(SLOTS).fill("");

  /** The UTF-8 text of `bytes[start, end)`; malformed sequences become U+FFFD. */
  text(bytes: Uint8Array, start: number, end: number): string {
    const length = end - start;
    if (length === 0) return "";
    if (length > LONGEST) return this.#decoder.decode(bytes.subarray(start, end));
    let hash = 0x811c9dc5 ^ length; // FNV-1a
    for (let i = length > HASHED ? end - HASHED : start; i < end; i++) {
      hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    }
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const known = this.#bytes[slot];
    if (known !== undefined && known.length === length && equal(known, bytes, start)) {
      return this.#texts[slot] as string;
    }
    const copy = new Uint8Array(length); // not slice(): a Buffer's slice shares its memory
    copy.set(bytes.subarray(start, end));
    const text = this.#decoder.decode(copy);
    this.#bytes[slot] = copy;
    this.#texts[slot] = text;
    return text;
  }
}

function equal(known: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < known.length; i++) {
    if (known[i] !== bytes[start + i]) return false;
  }
  return true;
}
