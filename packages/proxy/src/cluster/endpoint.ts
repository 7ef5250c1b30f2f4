import type { CodecPlugin } from "@meltemi/core";
import type { Pool } from "../pool/pool.js";
import type { Cluster } from "./cluster.js";

/** One address that serves a cluster, with the connections to it. */
export class Endpoint {
  readonly cluster: Cluster;
  readonly address: string;
  readonly port: number;
  /** "address:port", or "[address]:port" for IPv6. */
  readonly key: string;
  labels: Readonly<Record<string, string>>;
  activeRequests = 0;
  totalRequests = 0;

  readonly #pools = new Map<CodecPlugin, Pool>();
  // Nearly every endpoint speaks one protocol: a compare instead of a lookup.
  #lastPlugin: CodecPlugin | undefined;
  #lastPool: Pool | undefined;

  constructor(
    cluster: Cluster,
    address: string,
    port: number,
    labels: Readonly<Record<string, string>>,
  ) {
    this.cluster = cluster;
    this.address = address;
    this.port = port;
    this.key = endpointKey(address, port);
    this.labels = labels;
  }

  /** The connections over which this endpoint is spoken to in that protocol. */
  pool(plugin: CodecPlugin): Pool {
    if (plugin === this.#lastPlugin && this.#lastPool !== undefined) return this.#lastPool;
    let pool = this.#pools.get(plugin);
    if (pool === undefined) {
      pool = this.cluster.makePool(this, plugin);
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
