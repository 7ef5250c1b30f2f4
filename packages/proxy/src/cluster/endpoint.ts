import type { CodecPlugin } from "@meltemi/core";
import type { EndpointConfig } from "../config/config.js";
import type { ExchangeEndpoint, Pool } from "../exchange/exchange.js";
import type { Candidate } from "./balancer/balancer.js";
import type { ClusterState } from "./cluster-state.js";

/** Makes the connections over which an endpoint is spoken to in that protocol. */
export type MakePool = (endpoint: Endpoint, plugin: CodecPlugin) => Pool;

interface PoolEntry {
  readonly plugin: CodecPlugin;
  readonly dialect: number;
  readonly multiplexing: boolean | undefined;
  readonly pool: Pool;
  /** The setting has changed: it only ends what it has begun. */
  retired: boolean;
}

/** How long a server that has said goodbye is passed over: what Dubbo takes to stop, twice over. */
const LEAVING_MS = 20_000;

/** One address that serves a cluster, with the connections to it. */
export class Endpoint implements ExchangeEndpoint, Candidate {
  readonly cluster: ClusterState;
  readonly address: string;
  readonly port: number;
  /** "address:port", or "[address]:port" for IPv6. */
  readonly key: string;
  labels: Readonly<Record<string, string>>;
  /** Share of the requests, relative to the other endpoints. */
  weight: number;
  activeRequests = 0;
  totalRequests = 0;
  /** Until when it is passed over while another can serve; 0: it is not. */
  leavingUntil = 0;

  readonly #makePool: MakePool;
  /** Nearly always just one, so a list that is walked. */
  #pools: PoolEntry[] = [];

  constructor(cluster: ClusterState, config: EndpointConfig, makePool: MakePool) {
    this.cluster = cluster;
    this.address = config.address;
    this.port = config.port;
    this.key = endpointKey(config.address, config.port);
    this.labels = config.labels;
    this.weight = config.weight;
    this.#makePool = makePool;
  }

  /** The connections over which this endpoint is spoken to in that protocol and dialect of it. */
  pool(plugin: CodecPlugin, dialect: number): Pool {
    const { multiplexing } = this.cluster.config;
    for (const known of this.#pools) {
      const { pool, retired } = known;
      const same = known.plugin === plugin && known.dialect === dialect;
      if (same && known.multiplexing === multiplexing && !retired) return pool;
    }
    this.#retire(plugin, dialect);
    const pool = this.#makePool(this, plugin);
    this.#pools.push({ plugin, dialect, multiplexing, pool, retired: false });
    return pool;
  }

  get connections(): number {
    let connections = 0;
    for (const { pool } of this.#pools) connections += pool.connections;
    return connections;
  }

  /** The server takes no further requests on a connection: it is about to stop. */
  leave(now: number): void {
    this.leavingUntil = now + LEAVING_MS;
  }

  /** Another pool takes the place of what there is for that protocol and dialect. */
  #retire(plugin: CodecPlugin, dialect: number): void {
    this.#pools = this.#pools.filter(({ pool }) => pool.connections > 0);
    for (const known of this.#pools) {
      if (known.plugin !== plugin || known.dialect !== dialect) continue;
      known.retired = true;
      known.pool.drain();
    }
  }

  /** No further requests: connections close when their last answer has come. */
  drain(): void {
    for (const { pool } of this.#pools) pool.drain();
  }

  /** Closes every connection at once. */
  destroy(): void {
    for (const { pool } of this.#pools) pool.destroy();
  }
}

export function endpointKey(address: string, port: number): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
