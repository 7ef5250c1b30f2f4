import {
  COARSE_BOUNDS,
  coarseBucket,
  FINE_BUCKETS,
  fineBucket,
  fineBucketMiddle,
} from "./histogram-buckets.js";

const COARSE_AT = FINE_BUCKETS;
const SUM_AT = COARSE_AT + COARSE_BOUNDS.length;
const NOTHING_YET = new Float64Array(0);

/**
 * Durations in milliseconds, from 1 us to 1 h; what lies outside counts as the nearest of the two.
 * Quantiles are within 3.2 %, count, sum and Prometheus buckets exact. It takes 4 KiB, once used.
 */
export class Histogram {
  readonly kind = "histogram";
  /** Fine buckets, coarse buckets, sum. */
  #cells = NOTHING_YET;

  /** Takes about 10 ns and leaves no garbage. */
  record(ms: number): void {
    if (this.#cells === NOTHING_YET) this.#cells = new Float64Array(SUM_AT + 1);
    const cells = this.#cells;
    const fine = fineBucket(ms);
    const coarse = COARSE_AT + coarseBucket(ms, fine);
    cells[fine] = (cells[fine] as number) + 1;
    cells[coarse] = (cells[coarse] as number) + 1;
    // False for NaN too: one bad clock reading must not spoil the sum for ever.
    if (ms > 0) cells[SUM_AT] = (cells[SUM_AT] as number) + ms;
  }

  get count(): number {
    let count = 0;
    for (let i = COARSE_AT; i < SUM_AT; i++) count += this.#cells[i] ?? 0;
    return count;
  }

  /** Milliseconds in all. */
  get sum(): number {
    return this.#cells[SUM_AT] ?? 0;
  }

  /** The duration that a share `q` (0 to 1) of the records does not exceed; 0 when there are none. */
  quantile(q: number): number {
    const rank = Math.max(1, Math.ceil(q * this.count));
    let seen = 0;
    for (let bucket = 0; bucket < FINE_BUCKETS; bucket++) {
      seen += this.#cells[bucket] ?? 0;
      if (seen >= rank) return fineBucketMiddle(bucket);
    }
    return 0;
  }

  /** For each of COARSE_BOUNDS how many records do not exceed it. */
  cumulativeCounts(): readonly number[] {
    let seen = 0;
    return COARSE_BOUNDS.map((_, i) => {
      seen += this.#cells[COARSE_AT + i] ?? 0;
      return seen;
    });
  }
}
