/** Capacity of a pooled buffer: what most connections send in one turn fits the small one. */
const SMALL_BYTES = 16 << 10;
const LARGE_BYTES = 256 << 10;
/** Buffers kept for reuse, of each size; a burst's surplus goes back to the garbage collector. */
const KEPT_SMALL = 1024;
const KEPT_LARGE = 64;

const small: Buffer[] = [];
const large: Buffer[] = [];

/** Output buffers in two sizes, so that an idle connection holds none. One pool per thread. */
export function takeBuffer(capacity: number): Buffer {
  if (capacity <= SMALL_BYTES) return small.pop() ?? Buffer.allocUnsafeSlow(SMALL_BYTES);
  if (capacity <= LARGE_BYTES) return large.pop() ?? Buffer.allocUnsafeSlow(LARGE_BYTES);
  return Buffer.allocUnsafeSlow(capacity);
}

/** Gives back a buffer that nobody reads any more. Those of other sizes are dropped. */
export function releaseBuffer(buffer: Buffer): void {
  if (buffer.length === SMALL_BYTES) {
    if (small.length < KEPT_SMALL) small.push(buffer);
  } else if (buffer.length === LARGE_BYTES && large.length < KEPT_LARGE) {
    large.push(buffer);
  }
}
