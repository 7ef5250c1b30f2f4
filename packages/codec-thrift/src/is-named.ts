const CASE = 0x20;

/**
 * Whether `bytes[start, end)` is that name in UTF-8, whatever the case of ASCII letters. Compares without
 * making a string.
 */
export function isNamed(bytes: Uint8Array, start: number, end: number, name: string): boolean {
  if (name.length > end - start) return false; // UTF-8 is never shorter
  let at = start;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit < 0x80) {
      if (at >= end || !isSameLetter(bytes[at++] as number, unit)) return false;
      continue;
    }
    const code = name.codePointAt(i) as number;
    if (code > 0xffff) i++; // a pair of surrogates
    const width = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (at + width > end) return false;
    const lead = width === 2 ? 0xc0 : width === 3 ? 0xe0 : 0xf0;
    if (bytes[at++] !== (lead | (code >> (6 * (width - 1))))) return false;
    for (let shift = 6 * (width - 2); shift >= 0; shift -= 6) {
      if (bytes[at++] !== (0x80 | ((code >> shift) & 0x3f))) return false;
    }
  }
  return at === end;
}

function isSameLetter(byte: number, unit: number): boolean {
  if (byte === unit) return true;
  const lower = byte | CASE;
  return lower === (unit | CASE) && lower >= 0x61 && lower <= 0x7a;
}
