import type { CodecPlugin } from "@meltemi/core";
import type { EndpointConfig } from "../config/config.js";
import type { ExchangeEndpoint, Pool } from "../exchange/exchange.js";
import type { ClusterState } from "./cluster-state.js";

/** Makes the connections over which an endpoint is spoken to in that protocol. */
export type MakePool = (endpoint: Endpoint, plugin: CodecPlugin) => Pool;

/** One address that serves a cluster, with the connections to it. */
export class Endpoint implements ExchangeEndpoint {
  readonly cluster: ClusterState;
  readonly address: string;
  readonly port: number;
  /** "address:port", or "[address]:port" for IPv6. */
  readonly key: string;
  labels: Readonly<Record<string, string>>;
  activeRequests = 0;
  totalRequests = 0;

  readonly #makePool: MakePool;
  readonly #pools = new Map<CodecPlugin, Pool>();
  // Nearly every endpoint speaks one protocol: a compare instead of a lookup.
  #lastPlugin: CodecPlugin | undefined;
  #lastPool: Pool | undefined;

  constructor(cluster: ClusterState, config: EndpointConfig, makePool: MakePool) {
    this.cluster = cluster;
    this.address = config.address;
    this.port = config.port;
    this.key = endpointKey(config.address, config.port);
    this.labels = config.labels;
    this.#makePool = makePool;
  }

  /** The connections over which this endpoint is spoken to in that protocol. */
  pool(plugin: CodecPlugin): Pool {
    if (plugin === this.#lastPlugin && this.#lastPool !== undefined) return this.#lastPool;
    let pool = this.#pools.get(plugin);
    if (pool === undefined) {
      pool = this.#makePool(this, plugin);
      this.#pools.set(plugin, pool);
    }
    this.#lastPlugin = plugin;
    this.#lastPool = pool;
    return pool;
  }

  get connections(): number {
    let connections = 0;
    for (const pool of this.#pools.values()) connections += pool.connections;
    return connections;
  }

  /** No further requests: connections close when their last answer has come. */
  drain(): void {
    for (const pool of this.#pools.values()) pool.drain();
  }

  /** Closes every connection at once. */
  destroy(): void {
    for (const pool of this.#pools.values()) pool.destroy();
  }
}

export function endpointKey(address: string, port: number): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
