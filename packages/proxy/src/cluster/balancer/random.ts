import { cumulativeWeights, pickWeighted } from "../../route/weighted.js";
import { type Balancer, haveEqualWeights, type MakeBalancer } from "./balancer.js";

/** Drawn anew for every request. */
export const random: MakeBalancer = (candidates) =>
  haveEqualWeights(candidates)
    ? new Draw(candidates.length)
    : new WeightedDraw(candidates.map(({ weight }) => weight));

class Draw implements Balancer {
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  pick(): number {
    return Math.floor(Math.random() * this.#count);
  }
}

class WeightedDraw implements Balancer {
  readonly #cumulative: Float64Array;

  constructor(weights: readonly number[]) {
    this.#cumulative = cumulativeWeights(weights);
  }

  pick(): number {
    return pickWeighted(this.#cumulative, Math.random);
  }
}
