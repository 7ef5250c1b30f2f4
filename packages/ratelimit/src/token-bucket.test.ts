import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillsDue, TokenBucket, type TokenBucketShape, tokensAfter } from "./token-bucket.js";

const shape = (fillIntervalMicros: number, maxTokens: number, tokensPerFill: number) =>
  ({ fillIntervalMicros, maxTokens, tokensPerFill }) satisfies TokenBucketShape;

const takeAll = (bucket: TokenBucket, now: number) => {
  let taken = 0;
  while (bucket.take(now)) taken++;
  return taken;
};

describe("a token bucket", () => {
  test("starts full and is empty after maxTokens", () => {
    expect(takeAll(new TokenBucket(shape(1_000_000, 3, 3), 0), 0)).toBe(3);
  });

  test("is filled at each whole interval since it was made, not a microsecond earlier", () => {
    const bucket = new TokenBucket(shape(100_000, 2, 2), 0.1);
    takeAll(bucket, 0.1);
    expect(bucket.take(100.099)).toBe(false);
    expect(takeAll(bucket, 100.1)).toBe(2);
    expect(bucket.take(200.099)).toBe(false);
    expect(takeAll(bucket, 200.1)).toBe(2);
  });

  test("keeps to its intervals, however late each look at it is", () => {
    const bucket = new TokenBucket(shape(100_000, 1, 1), 0);
    bucket.take(0);
    expect(bucket.take(199.999)).toBe(true); // the fill of 100
    expect(bucket.take(200)).toBe(true); // not of 299.999
    expect(bucket.take(299.999)).toBe(false);
  });

  test("makes up for several intervals at once, up to maxTokens", () => {
    const bucket = new TokenBucket(shape(100_000, 10, 2), 0);
    takeAll(bucket, 0);
    expect(takeAll(bucket, 350)).toBe(6);
    expect(takeAll(bucket, 3_500)).toBe(10);
  });

  test("does not save fills that found it full", () => {
    const bucket = new TokenBucket(shape(100_000, 2, 1), 0);
    expect(takeAll(bucket, 1_000)).toBe(2);
    expect(bucket.take(1_099)).toBe(false);
    expect(takeAll(bucket, 1_100)).toBe(1);
  });

  test("gives nothing twice when the clock steps back", () => {
    const bucket = new TokenBucket(shape(100_000, 2, 1), 1_000);
    takeAll(bucket, 1_000);
    expect(takeAll(bucket, 1_150)).toBe(1);
    expect(bucket.take(900)).toBe(false);
    expect(bucket.take(1_199)).toBe(false);
    expect(takeAll(bucket, 1_200)).toBe(1);
  });

  test("is just full after a gap of centuries, and goes on", () => {
    const most = 2 ** 31 - 1;
    const century = 36_525 * 86_400_000;
    const bucket = new TokenBucket(shape(50_000, 5, most), 0);
    takeAll(bucket, 0);
    expect(takeAll(bucket, 2 * century)).toBe(5);
    expect(bucket.take(2 * century + 49.5)).toBe(false);
    expect(takeAll(bucket, 2 * century + 50)).toBe(5);
    expect(takeAll(bucket, 1e9 * century)).toBe(5);
  });
});

describe("the arithmetic of fills", () => {
  const micros = fc.oneof(
    fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    fc.integer({ min: Number.MAX_SAFE_INTEGER - 1000, max: Number.MAX_SAFE_INTEGER }),
  );
  const interval = fc.oneof(
    fc.integer({ min: 1, max: 100 }),
    fc.integer({ min: 50_000, max: Number.MAX_SAFE_INTEGER }),
  );

  test("the number of fills due is that of integer division, also at its borders", () => {
    fc.assert(
      fc.property(micros, interval, fc.integer({ min: -1, max: 1 }), (elapsed, each, offset) => {
        const border = Math.max(0, elapsed - (elapsed % each) + offset);
        fc.pre(border <= Number.MAX_SAFE_INTEGER);
        for (const at of [elapsed, border]) {
          expect(BigInt(fillsDue(at, shape(each, 1, 1)))).toBe(BigInt(at) / BigInt(each));
        }
      }),
    );
  });

  test("the tokens after many fills are those of integer arithmetic, also beyond 2^53", () => {
    const tokens = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(tokens, tokens, micros, fc.nat(), (max, perFill, fills, before) => {
        const held = before % (max + 1);
        const exact = BigInt(held) + BigInt(fills) * BigInt(perFill);
        const expected = exact < BigInt(max) ? exact : BigInt(max);
        expect(BigInt(tokensAfter(held, fills, shape(1, max, perFill)))).toBe(expected);
      }),
    );
  });
});

/** Sees every fill happen, one by one, in whole microseconds. */
class BruteForceBucket {
  readonly #shape: TokenBucketShape;
  #nextFill: bigint;
  #tokens: number;

  constructor(shape: TokenBucketShape, now: bigint) {
    this.#shape = shape;
    this.#nextFill = now + BigInt(shape.fillIntervalMicros);
    this.#tokens = shape.maxTokens;
  }

  take(now: bigint): boolean {
    for (; this.#nextFill <= now; this.#nextFill += BigInt(this.#shape.fillIntervalMicros)) {
      for (let i = 0; i < this.#shape.tokensPerFill; i++) {
        if (this.#tokens < this.#shape.maxTokens) this.#tokens++;
      }
    }
    if (this.#tokens === 0) return false;
    this.#tokens--;
    return true;
  }
}

describe("for any traffic", () => {
  /** A shape, a start, and looks at the bucket: mostly close to the border of an interval. */
  const traffic = fc
    .record({
      fillIntervalMicros: fc.oneof(
        fc.constantFrom(50_000, 100_000, 333_333),
        fc.integer({ min: 50_000, max: 10_000_000 }),
      ),
      maxTokens: fc.integer({ min: 1, max: 8 }),
      tokensPerFill: fc.integer({ min: 1, max: 10 }),
    })
    .chain((bucket) =>
      fc.record({
        bucket: fc.constant(bucket),
        start: fc.integer({ min: 0, max: 2 ** 50 }),
        steps: fc.array(
          fc.oneof(
            { weight: 4, arbitrary: fc.constant(0) },
            { weight: 4, arbitrary: fc.nat({ max: bucket.fillIntervalMicros }) },
            {
              weight: 4,
              arbitrary: fc
                .tuple(fc.nat({ max: 30 }), fc.integer({ min: -1, max: 1 }))
                .map(([fills, offset]) => Math.max(0, fills * bucket.fillIntervalMicros + offset)),
            },
          ),
          { maxLength: 60 },
        ),
      }),
    );

  /** The moments of the looks, as whole microseconds since 0. */
  const momentsOf = (start: number, steps: readonly number[]) => {
    let now = start;
    return steps.map((step) => {
      now += step;
      return now;
    });
  };

  test("the bucket answers as one that sees every fill happen", () => {
    fc.assert(
      fc.property(traffic, ({ bucket: each, start, steps }) => {
        const bucket = new TokenBucket(each, start / 1000);
        const model = new BruteForceBucket(each, BigInt(start));
        const moments = momentsOf(start, steps);
        expect(moments.map((now) => bucket.take(now / 1000))).toEqual(
          moments.map((now) => model.take(BigInt(now))),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("no stretch of time grants more than a full bucket and the fills within it", () => {
    fc.assert(
      fc.property(traffic, ({ bucket: each, start, steps }) => {
        const bucket = new TokenBucket(each, start / 1000);
        const grants = momentsOf(start, steps).filter((now) => bucket.take(now / 1000));
        const fillsBy = (now: number) => Math.floor((now - start) / each.fillIntervalMicros);
        const stretches = [start, ...grants].map((from) => ({
          from,
          within: grants.filter((now) => now >= from),
        }));
        for (const { from, within } of stretches) {
          for (const [index, to] of within.entries()) {
            const most = each.maxTokens + each.tokensPerFill * (fillsBy(to) - fillsBy(from));
            expect(index + 1).toBeLessThanOrEqual(most);
          }
        }
      }),
    );
  });
});
