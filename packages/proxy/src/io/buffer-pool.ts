/** Capacities of pooled buffers: what most connections send in one turn fits the smallest. */
const SIZES = [16 << 10, 64 << 10, 256 << 10] as const;
/** Buffers kept for reuse, of each size; a burst's surplus goes back to the garbage collector. */
const KEPT = [1024, 64, 16] as const;

const free: readonly Buffer[][] = SIZES.map(() => []);

/**
 * A buffer of at least that capacity. Buffers come in few sizes and are used again, so that an idle
 * connection holds none and a busy one makes no garbage. One pool per thread.
 */
export function takeBuffer(capacity: number): Buffer {
  for (let i = 0; i < SIZES.length; i++) {
    const size = SIZES[i] as number;
    if (capacity <= size) return (free[i] as Buffer[]).pop() ?? Buffer.allocUnsafeSlow(size);
  }
  return Buffer.allocUnsafeSlow(capacity);
}

/** Gives back a buffer that nobody reads any more. Those of other sizes are dropped. */
export function releaseBuffer(buffer: Buffer): void {
  for (let i = 0; i < SIZES.length; i++) {
    if (buffer.length !== SIZES[i]) continue;
    const kept = free[i] as Buffer[];
    if (kept.length < (KEPT[i] as number)) kept.push(buffer);
    return;
  }
}
