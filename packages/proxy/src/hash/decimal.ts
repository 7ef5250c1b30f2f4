/** More than any integer has that a number holds exactly, with its sign. */
export const DECIMAL_BYTES = 17;

/**
 * Writes the integer as `String` would, without making the text.
 * @param value a safe integer
 * @returns the offset behind the last digit
 */
export function writeDecimal(bytes: Uint8Array, at: number, value: number): number {
  let start = at;
  let rest = value;
  if (value < 0) {
    bytes[start++] = 0x2d;
    rest = -value;
  }
  let end = start + 1;
  for (let above = rest; above >= 10; above = Math.floor(above / 10)) end++;
  for (let digit = end - 1; digit >= start; digit--) {
    const tens = Math.floor(rest / 10);
    bytes[digit] = 0x30 + (rest - tens * 10);
    rest = tens;
  }
  return end;
}
