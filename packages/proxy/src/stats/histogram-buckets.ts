/**
 * Two ways of sorting a duration in milliseconds.
 *
 * Fine buckets are log-linear: every power of two is cut into 16 equal parts, so a bucket is at most
 * 1/16 wide and its middle at most 3.2 % off. A double already holds exactly that: its top 16 bits
 * are sign, exponent and the first four bits of the fraction. Reading them is the whole search.
 *
 * Coarse buckets are the ones Envoy gives to Prometheus.
 */

const SMALLEST_MS = 0.001; // 1 us
const LARGEST_MS = 3_600_000; // 1 h

const scratch = new DataView(new ArrayBuffer(8));

function topBits(ms: number): number {
  scratch.setFloat64(0, ms); // big-endian, so the top bits come first on every machine
  return scratch.getUint16(0);
}

const FIRST = topBits(SMALLEST_MS);

/** Number of fine buckets. The first also takes what is shorter, the last what is longer. */
export const FINE_BUCKETS: number = topBits(LARGEST_MS) - FIRST + 1;

/** The fine bucket of a duration. Negative durations and NaN count as 0. */
export function fineBucket(ms: number): number {
  if (!(ms > SMALLEST_MS)) return 0;
  if (ms >= LARGEST_MS) return FINE_BUCKETS - 1;
  return topBits(ms) - FIRST;
}

/** Lower bound of a fine bucket in milliseconds. */
function fineBucketStart(bucket: number): number {
  scratch.setFloat64(0, 0);
  scratch.setUint16(0, bucket + FIRST);
  return scratch.getFloat64(0);
}

/** Middle of a fine bucket in milliseconds, the value it stands for. */
export function fineBucketMiddle(bucket: number): number {
  return (fineBucketStart(bucket) + fineBucketStart(bucket + 1)) / 2;
}

/** Inclusive upper bounds in milliseconds: Envoy's defaults, and one for all the rest. */
export const COARSE_BOUNDS: readonly number[] = [
  0.5,
  1,
  5,
  10,
  25,
  50,
  100,
  250,
  500,
  1000,
  2500,
  5000,
  10_000,
  30_000,
  60_000,
  300_000,
  600_000,
  1_800_000,
  3_600_000,
  Number.POSITIVE_INFINITY,
];

/** For each fine bucket the first coarse bucket that any of its durations can belong to. */
const coarseOfFine = Uint8Array.from({ length: FINE_BUCKETS }, (_, bucket) =>
  COARSE_BOUNDS.findIndex((bound) => bound >= fineBucketStart(bucket)),
);

/** The coarse bucket of a duration whose fine bucket is known. Exact, not only to a fine bucket. */
export function coarseBucket(ms: number, fine: number): number {
  const coarse = coarseOfFine[fine] as number;
  return ms > (COARSE_BOUNDS[coarse] as number) ? coarse + 1 : coarse;
}
