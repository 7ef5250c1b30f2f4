/**
 * 64 bits that change in place, in two halves: a BigInt would be an allocation for every step. The halves are
 * signed integers of 32 bits, which V8 holds without a box.
 */
export class Word64 {
  low = 0;
  high = 0;

  set(low: number, high: number): this {
    this.low = low | 0;
    this.high = high | 0;
    return this;
  }

  add(low: number, high: number): this {
    this.high = upperHalfOfSum(this.low, this.high, low, high);
    this.low = (this.low + low) | 0;
    return this;
  }

  xor(low: number, high: number): this {
    this.low ^= low;
    this.high ^= high;
    return this;
  }

  /** The low 64 bits of the product. */
  multiply(low: number, high: number): this {
    this.high = upperHalfOfProduct(this.low, this.high, low, high);
    this.low = Math.imul(this.low, low);
    return this;
  }

  /** @param bits 1 to 31 */
  rotateLeft(bits: number): this {
    const { low, high } = this;
    this.low = (low << bits) | (high >>> (32 - bits));
    this.high = (high << bits) | (low >>> (32 - bits));
    return this;
  }

  /** Exclusive or of itself and itself moved to the right. @param bits 1 to 63 */
  xorShiftRight(bits: number): this {
    const { low, high } = this;
    if (bits >= 32) {
      this.low ^= high >>> (bits - 32);
    } else {
      this.low ^= (low >>> bits) | (high << (32 - bits));
      this.high ^= high >>> bits;
    }
    return this;
  }

  /** The remainder, both taken as unsigned. @param divisor 1 to 2^26, or products would lose digits */
  modulo(divisor: number): number {
    const high = (((this.high >>> 0) % divisor) * (2 ** 32 % divisor)) % divisor;
    return (high + (this.low >>> 0)) % divisor;
  }

  copyFrom({ low, high }: Word64): this {
    this.low = low;
    this.high = high;
    return this;
  }

  /** 64 bits at random; good for sharing out load, not for secrets. */
  randomize(): this {
    return this.set(Math.random() * 2 ** 32, Math.random() * 2 ** 32);
  }
}

// The halves of results, for code that is so hot that it keeps its halves in variables. The lower half is the sum,
// or Math.imul, of the lower halves.

export function upperHalfOfSum(aLow: number, aHigh: number, bLow: number, bHigh: number): number {
  const carry = (aLow >>> 0) + (bLow >>> 0) > 0xffffffff ? 1 : 0;
  return (aHigh + bHigh + carry) | 0;
}

export function upperHalfOfProduct(
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
): number {
  // In digits of 16 bits: no sum reaches 2^32.
  const a0 = aLow & 0xffff;
  const a1 = aLow >>> 16;
  const b0 = bLow & 0xffff;
  const b1 = bLow >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const other = a0 * b1 + (middle & 0xffff);
  const carried = a1 * b1 + (middle >>> 16) + (other >>> 16);
  return (carried + Math.imul(aHigh, bLow) + Math.imul(aLow, bHigh)) | 0;
}
