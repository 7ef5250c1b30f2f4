import { Word64 } from "../../hash/word64.js";
import { xxHash64 } from "../../hash/xx-hash64.js";
import { type Balancer, byKey, type Candidate, type MakeBalancer, sharesOf } from "./balancer.js";

/** A table of slots, shared out so that each endpoint has its share almost exactly; a hash is a slot. */
export const maglev: MakeBalancer = (candidates, { maglev: { tableSize } }) =>
  new Maglev(maglevTable(candidates, tableSize));

class Maglev implements Balancer {
  readonly #table: Uint32Array;
  readonly #hash = new Word64();

  constructor(table: Uint32Array) {
    this.#table = table;
  }

  pick(hash: Word64 | undefined, attempt: number): number {
    const own = this.#hash;
    if (hash === undefined) own.randomize();
    else own.copyFrom(hash);
    // Envoy's way on: exclusive or with the number of attempts, negative, in 64 bits.
    if (attempt > 0) own.xor(-attempt, -1);
    return this.#table[own.modulo(this.#table.length)] as number;
  }
}

/** Where a candidate stands in filling the table. */
interface Filling {
  readonly index: number;
  readonly share: number;
  /** Its next slot, if free, and how far apart its slots are: a permutation of all, as the size is prime. */
  slot: number;
  readonly skip: number;
  /** It is passed over while its share, times the rounds, is below. */
  target: number;
}

/**
 * The index of a candidate for each slot, as Google's paper and Envoy fill it: in rounds, each candidate takes the
 * next free slot of its own permutation; those of smaller weights sit rounds out.
 * @param size a prime number
 */
export function maglevTable(candidates: readonly Candidate[], size: number): Uint32Array {
  const shares = sharesOf(candidates);
  const largest = shares.reduce((most, share) => Math.max(most, share));
  const fillings = byKey(candidates).map((index) =>
    beginFilling(index, candidates[index]?.key ?? "", shares[index] ?? 0, size),
  );
  const table = new Uint32Array(size);
  const taken = new Uint8Array(size);
  let filled = 0;
  for (let round = 1; filled < size; round++) {
    for (const filling of fillings) {
      if (filled === size) break;
      if (round * filling.share < filling.target) continue;
      filling.target += largest;
      while (taken[filling.slot] === 1) advance(filling, size);
      table[filling.slot] = filling.index;
      taken[filling.slot] = 1;
      filled++;
      advance(filling, size);
    }
  }
  return table;
}

function beginFilling(index: number, key: string, share: number, size: number): Filling {
  const bytes = Buffer.from(key);
  const hash = new Word64();
  const slot = xxHash64(bytes, 0, bytes.length, 0, hash).modulo(size);
  const skip = xxHash64(bytes, 0, bytes.length, 1, hash).modulo(size - 1) + 1;
  return { index, share, slot, skip, target: 0 };
}

function advance(filling: Filling, size: number): void {
  const next = filling.slot + filling.skip;
  filling.slot = next >= size ? next - size : next;
}
