const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/**
 * MurmurHash3 (x86, 128 bits) of the bytes, as 32 hexadecimal digits. Equal on every machine, and
 * made of 32-bit multiplications only. Two different resources out of a million share a hash with a
 * chance of 10^-27; it does not resist somebody who looks for two that do.
 * @param seed a number of 32 bits that goes into the hash
 */
export function contentHash(bytes: Uint8Array, seed = 0): string {
  let h1 = seed | 0;
  let h2 = h1;
  let h3 = h1;
  let h4 = h1;
  const whole = bytes.length & ~15;
  for (let i = 0; i < whole; i += 16) {
    h1 ^= Math.imul(rotate(Math.imul(word(bytes, i), C1), 15), C2);
    h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotate(Math.imul(word(bytes, i + 4), C2), 16), C3);
    h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotate(Math.imul(word(bytes, i + 8), C3), 17), C4);
    h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotate(Math.imul(word(bytes, i + 12), C4), 18), C1);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  // The rest, with zeros behind it; a word of zeros changes nothing.
  const rest = new Uint8Array(16);
  rest.set(bytes.subarray(whole));
  h4 ^= Math.imul(rotate(Math.imul(word(rest, 12), C4), 18), C1);
  h3 ^= Math.imul(rotate(Math.imul(word(rest, 8), C3), 17), C4);
  h2 ^= Math.imul(rotate(Math.imul(word(rest, 4), C2), 16), C3);
  h1 ^= Math.imul(rotate(Math.imul(word(rest, 0), C1), 15), C2);

  h1 ^= bytes.length;
  h2 ^= bytes.length;
  h3 ^= bytes.length;
  h4 ^= bytes.length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = mixed(h1);
  h2 = mixed(h2);
  h3 = mixed(h3);
  h4 = mixed(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  return hex(h1) + hex((h2 + h1) | 0) + hex((h3 + h1) | 0) + hex((h4 + h1) | 0);
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function mixed(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const DIGITS: readonly number[] = [..."0123456789abcdef"].map((digit) => digit.charCodeAt(0));

/** Eight digits. `toString(16).padStart(8, "0")` takes six times as long, longer than the hash itself. */
function hex(value: number): string {
  const digit = (shift: number): number => DIGITS[(value >>> shift) & 15] as number;
  return String.fromCharCode(
    digit(28),
    digit(24),
    digit(20),
    digit(16),
    digit(12),
    digit(8),
    digit(4),
    digit(0),
  );
}
