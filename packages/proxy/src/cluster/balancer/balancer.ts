import type { LoadBalancing } from "../../config/config.js";
import type { Word64 } from "../../hash/word64.js";

/** What a balancer looks at of an endpoint. */
export interface Candidate {
  /** "address:port", by which hashes know it. */
  readonly key: string;
  readonly weight: number;
  /** Requests in flight to it. */
  readonly activeRequests: number;
}

/** Chooses among candidates that stay what they are; others get a balancer of their own. */
export interface Balancer {
  /**
   * Index of the candidate for the next request. Makes no garbage.
   * @param hash of the request; undefined: it has none. Left alone
   * @param attempt 0, then 1 and so on when those chosen before for this request would not do: by a hash, the same
   *   attempt comes upon the same candidate
   */
  pick(hash: Word64 | undefined, attempt: number): number;
}

/** @param candidates two or more */
export type MakeBalancer = (candidates: readonly Candidate[], settings: LoadBalancing) => Balancer;

export function haveEqualWeights(candidates: readonly Candidate[]): boolean {
  return candidates.every(({ weight }) => weight === candidates[0]?.weight);
}

/** Each weight's share of the sum. */
export function sharesOf(candidates: readonly Candidate[]): readonly number[] {
  const sum = candidates.reduce((total, { weight }) => total + weight, 0);
  return candidates.map(({ weight }) => weight / sum);
}

/** Indices in the order of the keys, so that hashes mean the same in every proxy, whatever order it was told. */
export function byKey(candidates: readonly Candidate[]): readonly number[] {
  const keys = candidates.map(({ key }) => key);
  return [...keys.keys()].sort((a, b) => ((keys[a] ?? "") < (keys[b] ?? "") ? -1 : 1));
}
