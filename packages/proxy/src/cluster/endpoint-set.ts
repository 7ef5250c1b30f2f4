import type { ClusterConfig } from "../config/config.js";
import type { Endpoint } from "./endpoint.js";

/**
 * Endpoints among which requests are balanced: all of a cluster or those of a subset. Routes hold the
 * set; its contents change under them when endpoints come and go.
 */
export class EndpointSet {
  endpoints: readonly Endpoint[] = [];
  balancer: ClusterConfig["loadBalancer"] = "round-robin";
  // A random start, so that many proxies do not all begin with the same endpoint.
  #next: number = Math.floor(Math.random() * 1024);

  /** The next endpoint, undefined when there is none. One that is leaving only when all are. */
  pick(now: number): Endpoint | undefined {
    const picked = this.#pickAny();
    if (picked === undefined || picked.leavingUntil <= now) return picked;
    const staying = this.endpoints.filter(({ leavingUntil }) => leavingUntil <= now);
    if (staying.length === 0) return picked;
    return staying[Math.floor(Math.random() * staying.length)];
  }

  #pickAny(): Endpoint | undefined {
    const endpoints = this.endpoints;
    const count = endpoints.length;
    if (count <= 1) return endpoints[0];
    if (this.balancer === "random") return endpoints[Math.floor(Math.random() * count)];
    const next = this.#next >= count ? this.#next % count : this.#next;
    this.#next = next + 1;
    return endpoints[next];
  }
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
