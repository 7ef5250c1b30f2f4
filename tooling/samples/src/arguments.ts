/** Checks of command line values. Each error names the option and says what it takes. */

/** @throws {Error} when the text is not a port */
export function portOption(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`--${name}: "${text}" is not a port; give a number from 0 to 65535`);
}

/** How many; without the option there is no end. @throws {Error} when it is not a number from 1 on */
export function countOption(name: string, text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`--${name}: "${text}" is not a count; give a number from 1 to 999999999`);
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

/** Names, separated by commas. @throws {Error} when one is empty */
export function namesOption(
  name: string,
  text: string | undefined,
  fallback: readonly string[],
): readonly string[] {
  if (text === undefined) return fallback;
  const names = text.split(",").map((part) => part.trim());
  if (names.every((each) => each !== "")) return names;
  throw new Error(`--${name}: "${text}" is not a list of names; write it like one,two`);
}

/** Pairs `key=value`, separated by commas; none without the option. @throws {Error} when one is not */
export function pairsOption(
  name: string,
  text: string | undefined,
): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  const pairs = text.split(",").map((part) => /^([^=]+)=(.*)$/.exec(part.trim()));
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = pair ?? [];
      if (key !== undefined && value !== undefined) return [key, value];
      throw new Error(`--${name}: "${text}" is not a list of pairs; write it like foo=bar,a=b`);
    }),
  );
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
