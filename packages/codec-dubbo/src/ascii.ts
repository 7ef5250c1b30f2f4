/**
 * A short way past strings that are ASCII, nearly all of them: they have as many bytes as units. One look over
 * the whole body tells how far that goes; a loop for each string ends where no processor expects it. Reading
 * an attachment of a request of 245 bytes took 410 ns with such loops, and takes 310.
 */

/** Offset of the first byte in `bytes[from, to)` that is not ASCII, else `to`. */
export function asciiEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at + 8 <= to) {
    const all =
      (bytes[at] as number) |
      (bytes[at + 1] as number) |
      (bytes[at + 2] as number) |
      (bytes[at + 3] as number) |
      (bytes[at + 4] as number) |
      (bytes[at + 5] as number) |
      (bytes[at + 6] as number) |
      (bytes[at + 7] as number);
    if (all > 0x7f) break;
    at += 8;
  }
  while (at < to && (bytes[at] as number) <= 0x7f) at++;
  return at;
}

/**
 * Offset behind the string at `at`, if it has fewer than 1024 units and ends before `ascii`, up to which all
 * is ASCII from `at` or before; else -1, and the walker has to say.
 */
export function skipAsciiString(bytes: Uint8Array, at: number, ascii: number): number {
  if (at >= ascii) return -1;
  const tag = bytes[at] as number;
  let end = at + 1 + tag;
  if (tag >= 0x20) {
    if (tag < 0x30 || tag > 0x33 || at + 1 >= ascii) return -1;
    end = at + 2 + (((tag & 3) << 8) | (bytes[at + 1] as number));
  }
  return end <= ascii ? end : -1;
}
