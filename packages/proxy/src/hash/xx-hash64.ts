import { upperHalfOfProduct, upperHalfOfSum, Word64 } from "./word64.js";

// The primes of XXH64, each in two halves.
const P1_LOW = 0x85ebca87 | 0;
const P1_HIGH = 0x9e3779b1 | 0;
const P2_LOW = 0x27d4eb4f | 0;
const P2_HIGH = 0xc2b2ae3d | 0;
const P3_LOW = 0x9e3779f9 | 0;
const P3_HIGH = 0x165667b1 | 0;
const P4_LOW = 0xc2b2ae63 | 0;
const P4_HIGH = 0x85ebca77 | 0;
const P5_LOW = 0x165667c5 | 0;
const P5_HIGH = 0x27d4eb2f | 0;

/** Bytes that the four accumulators take at a time. */
const STRIPE = 32;

const lane = new Word64();
const first = new Word64();
const second = new Word64();
const third = new Word64();
const fourth = new Word64();

/**
 * XXH64 of `bytes[start, end)`, as xxhash.com specifies it and Envoy and others use it, so that all of them agree on
 * which server a key belongs to.
 * @param seed an unsigned integer of 32 bits
 * @param into gets the hash
 */
export function xxHash64(
  bytes: Uint8Array,
  start: number,
  end: number,
  seed: number,
  into: Word64,
): Word64 {
  let at = start;
  if (end - start >= STRIPE) {
    at = hashStripes(bytes, start, end, seed, into);
  } else {
    into.set(seed, 0).add(P5_LOW, P5_HIGH);
  }
  into.add(end - start, 0);
  for (; at + 8 <= end; at += 8) {
    mix(lane.set(0, 0), read32(bytes, at), read32(bytes, at + 4));
    absorb(into, lane.low, lane.high, 27, P1_LOW, P1_HIGH, P4_LOW, P4_HIGH);
  }
  if (at + 4 <= end) {
    lane.set(read32(bytes, at), 0).multiply(P1_LOW, P1_HIGH);
    absorb(into, lane.low, lane.high, 23, P2_LOW, P2_HIGH, P3_LOW, P3_HIGH);
    at += 4;
  }
  for (; at < end; at++) {
    lane.set(bytes[at] as number, 0).multiply(P5_LOW, P5_HIGH);
    absorb(into, lane.low, lane.high, 11, P1_LOW, P1_HIGH, 0, 0);
  }
  return into
    .xorShiftRight(33)
    .multiply(P2_LOW, P2_HIGH)
    .xorShiftRight(29)
    .multiply(P3_LOW, P3_HIGH)
    .xorShiftRight(32);
}

/** Hashes all stripes that are whole; returns the offset behind them. */
function hashStripes(
  bytes: Uint8Array,
  start: number,
  end: number,
  seed: number,
  into: Word64,
): number {
  first.set(seed, 0).add(P1_LOW, P1_HIGH).add(P2_LOW, P2_HIGH);
  second.set(seed, 0).add(P2_LOW, P2_HIGH);
  third.set(seed, 0);
  fourth.set(seed, 0).add(-P1_LOW, ~P1_HIGH);
  let at = start;
  for (; at + STRIPE <= end; at += STRIPE) {
    mix(first, read32(bytes, at), read32(bytes, at + 4));
    mix(second, read32(bytes, at + 8), read32(bytes, at + 12));
    mix(third, read32(bytes, at + 16), read32(bytes, at + 20));
    mix(fourth, read32(bytes, at + 24), read32(bytes, at + 28));
  }
  into.set(0, 0);
  addRotated(into, first, 1);
  addRotated(into, second, 7);
  addRotated(into, third, 12);
  addRotated(into, fourth, 18);
  merge(into, first);
  merge(into, second);
  merge(into, third);
  merge(into, fourth);
  return at;
}

function addRotated(into: Word64, { low, high }: Word64, bits: number): void {
  into.add((low << bits) | (high >>> (32 - bits)), (high << bits) | (low >>> (32 - bits)));
}

function merge(into: Word64, { low, high }: Word64): void {
  mix(lane.set(0, 0), low, high);
  const xorLow = into.low ^ lane.low;
  const productLow = Math.imul(xorLow, P1_LOW);
  const productHigh = upperHalfOfProduct(xorLow, into.high ^ lane.high, P1_LOW, P1_HIGH);
  into.low = (productLow + P4_LOW) | 0;
  into.high = upperHalfOfSum(productLow, productHigh, P4_LOW, P4_HIGH);
}

// Nearly all of the time goes here, so the halves stay in variables.

/** Takes eight bytes into an accumulator: times a prime, added, rotated, times another. */
function mix(accumulator: Word64, low: number, high: number): void {
  const productLow = Math.imul(low, P2_LOW);
  const productHigh = upperHalfOfProduct(low, high, P2_LOW, P2_HIGH);
  const sumLow = (accumulator.low + productLow) | 0;
  const sumHigh = upperHalfOfSum(accumulator.low, accumulator.high, productLow, productHigh);
  const rotatedLow = (sumLow << 31) | (sumHigh >>> 1);
  const rotatedHigh = (sumHigh << 31) | (sumLow >>> 1);
  accumulator.low = Math.imul(rotatedLow, P1_LOW);
  accumulator.high = upperHalfOfProduct(rotatedLow, rotatedHigh, P1_LOW, P1_HIGH);
}

/** Takes a value into the hash: exclusive or, rotated, times a factor, plus a term. */
function absorb(
  hash: Word64,
  low: number,
  high: number,
  bits: number,
  factorLow: number,
  factorHigh: number,
  termLow: number,
  termHigh: number,
): void {
  const xorLow = hash.low ^ low;
  const xorHigh = hash.high ^ high;
  const rotatedLow = (xorLow << bits) | (xorHigh >>> (32 - bits));
  const rotatedHigh = (xorHigh << bits) | (xorLow >>> (32 - bits));
  const productLow = Math.imul(rotatedLow, factorLow);
  const productHigh = upperHalfOfProduct(rotatedLow, rotatedHigh, factorLow, factorHigh);
  hash.low = (productLow + termLow) | 0;
  hash.high = upperHalfOfSum(productLow, productHigh, termLow, termHigh);
}

/** Little-endian, as XXH64 wants it. */
function read32(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}
