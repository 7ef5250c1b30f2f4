import { type Balancer, type Candidate, haveEqualWeights, type MakeBalancer } from "./balancer.js";
import { EarliestDeadline } from "./earliest-deadline.js";

/** Fewest requests in flight, nearly: looking at all would send every proxy to the same endpoint at once. */
export const leastRequest: MakeBalancer = (candidates) => {
  if (haveEqualWeights(candidates)) return new LessOfTwo(candidates);
  const balancer = new EarliestDeadline(candidates.length, (index) => {
    const { weight, activeRequests } = candidates[index] as Candidate;
    return weight / (activeRequests + 1);
  });
  const start = Math.floor(Math.random() * candidates.length);
  for (let i = 0; i < start; i++) balancer.pick();
  return balancer;
};

/** Of two drawn at random, which may be the same, the one with fewer requests in flight. */
class LessOfTwo implements Balancer {
  readonly #candidates: readonly Candidate[];

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = candidates;
  }

  pick(): number {
    const candidates = this.#candidates;
    const first = Math.floor(Math.random() * candidates.length);
    const second = Math.floor(Math.random() * candidates.length);
    const { activeRequests } = candidates[second] as Candidate;
    return activeRequests < (candidates[first] as Candidate).activeRequests ? second : first;
  }
}
