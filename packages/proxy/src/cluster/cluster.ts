import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { CodecPlugin } from "@meltemi/core";
import type { ClusterConfig, EndpointConfig } from "../config/config.js";
import type { Pool } from "../exchange/exchange.js";
import { BoundPool } from "../pool/bound-pool.js";
import { InOrderPool } from "../pool/in-order-pool.js";
import { MultiplexedPool } from "../pool/multiplexed-pool.js";
import type { Worker } from "../worker/worker.js";
import { ClusterState } from "./cluster-state.js";
import { type DnsListener, DnsWatch, type LookupAll } from "./dns-watch.js";
import { Endpoint, endpointKey } from "./endpoint.js";
import { EndpointSet, withLabels } from "./endpoint-set.js";

/** How long a new configuration waits for the addresses of a cluster that is new to it. */
const DNS_PATIENCE_MS = 5000;

/**
 * A named set of endpoints. It lives as long as its name stays in the configuration: a new
 * configuration or a new answer of DNS changes its contents, and connections to endpoints that stay are
 * not touched.
 */
export class Cluster extends ClusterState {
  readonly #worker: Worker;
  readonly #lookup: LookupAll;
  #endpoints = new Map<string, Endpoint>();
  readonly #all = new EndpointSet();
  readonly #subsets = new Map<string, EndpointSet>();
  #dns: DnsWatch | undefined;

  constructor(worker: Worker, config: ClusterConfig, lookup: LookupAll) {
    super(config, worker.stats);
    this.#worker = worker;
    this.#lookup = lookup;
  }

  get endpoints(): readonly Endpoint[] {
    return this.#all.endpoints;
  }

  /** The endpoints of a subset, or all of them. The set stays; its contents follow the cluster. */
  endpointSet(subset: string | undefined): EndpointSet {
    if (subset === undefined) return this.#all;
    let set = this.#subsets.get(subset);
    if (set === undefined) {
      set = new EndpointSet();
      this.#subsets.set(subset, set);
      this.#fillSets();
    }
    return set;
  }

  /** Takes on a configuration. Resolves when the first answer of DNS has come, or its failure, or 5 s. */
  async update(config: ClusterConfig): Promise<void> {
    const previous = this.#dns;
    const asBefore =
      config.dnsRefreshMs === this.config.dnsRefreshMs &&
      isDeepStrictEqual(config.endpoints, this.config.endpoints);
    this.config = config;
    this.#fillSets();
    if (config.type === "dns" && previous !== undefined && asBefore) return;
    previous?.close();
    this.#dns = undefined;
    if (config.type === "static") {
      this.#setEndpoints(config.endpoints);
      return;
    }
    const listener: DnsListener = {
      onEndpoints: (endpoints) => this.#setEndpoints(endpoints),
      onSuccess: () => this.stats.dnsSuccess.inc(),
      onFailure: (address, error) => {
        this.stats.dnsFailure.inc();
        const fields = { cluster: this.name, address, error: String(error) };
        this.#worker.logger.warn("name not resolved; the last good addresses stay", fields);
      },
    };
    this.#dns = new DnsWatch(config, this.#lookup, listener, previous);
    await Promise.race([this.#dns.first, delay(DNS_PATIENCE_MS, undefined, { ref: false })]);
  }

  /** No further requests will come; what is in flight ends first. */
  drain(): void {
    this.#dns?.close();
    this.#setEndpoints([]);
  }

  /** Closes every connection at once. */
  destroy(): void {
    this.#dns?.close();
    for (const endpoint of this.#endpoints.values()) endpoint.destroy();
    this.#setEndpoints([]); // a filter may let go of a request later: it must not open a connection
  }

  #makePool(endpoint: Endpoint, plugin: CodecPlugin): Pool {
    if (plugin.correlation === "connection") return new BoundPool(this.#worker, endpoint, plugin);
    return this.multiplexes(plugin)
      ? new MultiplexedPool(this.#worker, endpoint, plugin)
      : new InOrderPool(this.#worker, endpoint, plugin);
  }

  #setEndpoints(configs: readonly EndpointConfig[]): void {
    const endpoints = new Map<string, Endpoint>();
    const makePool = this.#makePool.bind(this);
    for (const config of configs) {
      const key = endpointKey(config.address, config.port);
      const endpoint = this.#endpoints.get(key) ?? new Endpoint(this, config, makePool);
      endpoint.labels = config.labels;
      endpoint.weight = config.weight;
      endpoints.set(key, endpoint);
    }
    for (const [key, endpoint] of this.#endpoints) {
      if (!endpoints.has(key)) endpoint.drain();
    }
    this.#endpoints = endpoints;
    this.stats.endpoints.set(endpoints.size);
    this.#fillSets();
  }

  #fillSets(): void {
    const endpoints = [...this.#endpoints.values()];
    this.#all.fill(endpoints, this.config);
    for (const [name, set] of this.#subsets) {
      const subset = this.config.subsets.find((candidate) => candidate.name === name);
      set.fill(subset === undefined ? [] : withLabels(endpoints, subset.labels), this.config);
    }
  }
}
