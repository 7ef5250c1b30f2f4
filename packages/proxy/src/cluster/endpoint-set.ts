import type { LoadBalancing } from "../config/config.js";
import type { Word64 } from "../hash/word64.js";
import type { Balancer } from "./balancer/balancer.js";
import { makeBalancer } from "./balancer/make-balancer.js";
import type { Endpoint } from "./endpoint.js";

/** Picks before an endpoint that is not leaving is looked for among all. */
const ATTEMPTS = 8;

/**
 * Endpoints among which requests are balanced: all of a cluster or those of a subset. Routes hold the
 * set; its contents change under them when endpoints come and go.
 */
export class EndpointSet {
  #endpoints: readonly Endpoint[] = [];
  /** Those that the endpoints had when they were put here: they change in place. */
  #weights: readonly number[] = [];
  #settings: LoadBalancing | undefined;
  /** Made for the first request: tables of hashes are large, and many sets get no request. */
  #balancer: Balancer | undefined;

  get endpoints(): readonly Endpoint[] {
    return this.#endpoints;
  }

  /** Replaces the contents. What is the same as before keeps its balancer, and so its turn. */
  fill(endpoints: readonly Endpoint[], settings: LoadBalancing): void {
    const weights = endpoints.map(({ weight }) => weight);
    const asBefore =
      isSameList(endpoints, this.#endpoints) &&
      isSameList(weights, this.#weights) &&
      this.#settings !== undefined &&
      balanceAlike(settings, this.#settings);
    this.#settings = settings;
    if (asBefore) return;
    this.#endpoints = endpoints;
    this.#weights = weights;
    this.#balancer = undefined;
  }

  /**
   * The endpoint for the next request, undefined when there is none. One that is leaving only when all are.
   * @param hash of the request, for balancers that go by it; undefined: any endpoint will do
   */
  pick(now: number, hash?: Word64): Endpoint | undefined {
    const endpoints = this.#endpoints;
    if (endpoints.length <= 1) return endpoints[0];
    const balancer = this.#balancer ?? this.#makeBalancer();
    const picked = endpoints[balancer.pick(hash, 0)] as Endpoint;
    return picked.leavingUntil <= now ? picked : (this.#pickStaying(now, hash, balancer) ?? picked);
  }

  #pickStaying(now: number, hash: Word64 | undefined, balancer: Balancer): Endpoint | undefined {
    const endpoints = this.#endpoints;
    for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
      const picked = endpoints[balancer.pick(hash, attempt)] as Endpoint;
      if (picked.leavingUntil <= now) return picked;
    }
    const staying = endpoints.filter(({ leavingUntil }) => leavingUntil <= now);
    if (staying.length === 0) return undefined;
    const index = hash?.modulo(staying.length) ?? Math.floor(Math.random() * staying.length);
    return staying[index];
  }

  #makeBalancer(): Balancer {
    // Filled, as it has endpoints.
    this.#balancer = makeBalancer(this.#endpoints, this.#settings as LoadBalancing);
    return this.#balancer;
  }
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry === b[index]);
}

function balanceAlike(a: LoadBalancing, b: LoadBalancing): boolean {
  return (
    a.loadBalancer === b.loadBalancer &&
    a.ringHash.minimumRingSize === b.ringHash.minimumRingSize &&
    a.ringHash.maximumRingSize === b.ringHash.maximumRingSize &&
    a.maglev.tableSize === b.maglev.tableSize
  );
}

/** Those endpoints that carry every one of the labels. */
export function withLabels(
  endpoints: readonly Endpoint[],
  labels: Readonly<Record<string, string>>,
): readonly Endpoint[] {
  const wanted = Object.entries(labels);
  return endpoints.filter((endpoint) =>
    wanted.every(([name, value]) => endpoint.labels[name] === value),
  );
}
