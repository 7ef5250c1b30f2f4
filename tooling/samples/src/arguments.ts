/** Checks of command line values. Each error names the option and says what it takes. */

/** @throws {Error} when the text is not a port */
export function portOption(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`--${name}: "${text}" is not a port; give a number from 0 to 65535`);
}

/** Integers of 16 bits, separated by commas. @throws {Error} when one is not */
export function integersOption(
  name: string,
  text: string | undefined,
  fallback: readonly number[],
): readonly number[] {
  if (text === undefined) return fallback;
  const numbers = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (numbers.every((n) => Number.isInteger(n) && n >= -0x8000 && n <= 0x7fff)) return numbers;
  throw new Error(`--${name}: "${text}" is not a list of integers; write it like 1,2`);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** Milliseconds of "250ms", "1.5s" or "2m". @throws {Error} when it is none of these */
export function durationOption(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  const scale = UNITS[unit ?? ""];
  if (scale !== undefined) return Number(amount) * scale;
  throw new Error(`--${name}: "${text}" is not a duration; write it like 500ms or 1s`);
}
