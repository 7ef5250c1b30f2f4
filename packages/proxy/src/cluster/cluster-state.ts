import type { CodecPlugin } from "@meltemi/core";
import type { ClusterConfig } from "../config/config.js";
import { canMultiplex } from "../plugins/can-multiplex.js";
import type { StatsStore } from "../stats/store.js";
import { type ClusterStats, clusterStats } from "./cluster-stats.js";

/** What endpoints, pools and connections know of the cluster they belong to. */
export class ClusterState {
  readonly name: string;
  readonly stats: ClusterStats;
  config: ClusterConfig;
  /** Requests sent and not yet answered, connections open, and requests waiting for one. */
  activeRequests = 0;
  connections = 0;
  pendingRequests = 0;

  constructor(config: ClusterConfig, store: StatsStore) {
    this.name = config.name;
    this.stats = clusterStats(store, config.name);
    this.config = config;
  }

  /** Whether clients share upstream connections in that protocol. */
  multiplexes(plugin: CodecPlugin): boolean {
    const { multiplexing = plugin.correlation === "id" } = this.config;
    return multiplexing && canMultiplex(plugin);
  }
}
