import { DECIMAL_BYTES, writeDecimal } from "../../hash/decimal.js";
import { Word64 } from "../../hash/word64.js";
import { xxHash64 } from "../../hash/xx-hash64.js";
import { type Balancer, byKey, type Candidate, type MakeBalancer, sharesOf } from "./balancer.js";
import { type HashedPlaces, sortPlaces } from "./hashed-places.js";

/** Each endpoint has places on a ring of hashes; a request goes to the first at or behind its own hash. */
export const ringHash: MakeBalancer = (candidates, { ringHash: settings }) =>
  new Ring(placesOf(candidates, settings.minimumRingSize, settings.maximumRingSize));

export class Ring implements Balancer {
  readonly #places: HashedPlaces;
  readonly #random = new Word64();

  constructor(places: HashedPlaces) {
    this.#places = places;
  }

  pick(hash: Word64 | undefined, attempt: number): number {
    const { owners } = this.#places;
    const place = this.#firstFrom(hash ?? this.#random.randomize()) + attempt;
    return owners[place % owners.length] as number;
  }

  /** The first place at or behind the hash; where there is none, the number of places. */
  #firstFrom({ low, high }: Word64): number {
    const { highs, lows } = this.#places;
    const wantedHigh = high >>> 0;
    const wantedLow = low >>> 0;
    let from = 0;
    let to = highs.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const placeHigh = highs[middle] as number;
      const isBefore =
        placeHigh < wantedHigh ||
        (placeHigh === wantedHigh && (lows[middle] as number) < wantedLow);
      if (isBefore) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** Envoy's ring: as many places as give the endpoint of the smallest share a whole number of them. */
export function placesOf(
  candidates: readonly Candidate[],
  minimumRingSize: number,
  maximumRingSize: number,
): HashedPlaces {
  const shares = sharesOf(candidates);
  const smallest = shares.reduce((least, share) => Math.min(least, share));
  const scale = Math.min(Math.ceil(smallest * minimumRingSize) / smallest, maximumRingSize);
  const size = Math.ceil(scale);
  const places: HashedPlaces = {
    highs: new Uint32Array(size),
    lows: new Uint32Array(size),
    owners: new Uint32Array(size),
  };
  const hash = new Word64();
  let count = 0;
  let target = 0;
  for (const index of byKey(candidates)) {
    target += scale * (shares[index] as number);
    const prefix = Buffer.from(`${candidates[index]?.key}_`);
    const bytes = Buffer.alloc(prefix.length + DECIMAL_BYTES);
    bytes.set(prefix);
    for (let i = 0; count < target && count < size; i++, count++) {
      xxHash64(bytes, 0, writeDecimal(bytes, prefix.length, i), 0, hash);
      places.highs[count] = hash.high;
      places.lows[count] = hash.low;
      places.owners[count] = index;
    }
  }
  return sortPlaces(places, count);
}
