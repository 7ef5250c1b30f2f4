import { type Balancer, haveEqualWeights, type MakeBalancer } from "./balancer.js";
import { EarliestDeadline } from "./earliest-deadline.js";

/** In turn. From a random start, so that many proxies do not all begin with the same endpoint. */
export const roundRobin: MakeBalancer = (candidates) => {
  const start = Math.floor(Math.random() * candidates.length);
  if (haveEqualWeights(candidates)) return new Rotation(candidates.length, start);
  const balancer = new EarliestDeadline(
    candidates.length,
    (index) => candidates[index]?.weight ?? 1,
  );
  for (let i = 0; i < start; i++) balancer.pick();
  return balancer;
};

class Rotation implements Balancer {
  readonly #count: number;
  #next: number;

  constructor(count: number, start: number) {
    this.#count = count;
    this.#next = start;
  }

  pick(): number {
    const next = this.#next;
    this.#next = next + 1 === this.#count ? 0 : next + 1;
    return next;
  }
}
