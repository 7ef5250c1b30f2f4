import type { AttributeSet, CodecPlugin } from "@meltemi/core";
import type { ClusterState } from "../cluster/cluster-state.js";
import type { ListenerConfig } from "../config/config.js";
import { DoneChain, HookChain } from "../filters/filter-chain.js";
import type { FilterInstance } from "../filters/filter-instance.js";
import type { CompiledRoute, Destination } from "../route/destination.js";
import type { RouteTable } from "../route/route-table.js";
import type { ListenerStats } from "./listener-stats.js";

export interface ListenerTableParts {
  readonly config: ListenerConfig;
  readonly plugin: CodecPlugin;
  readonly stats: ListenerStats;
  readonly routes: RouteTable;
  readonly compiledRoutes: readonly CompiledRoute[];
  readonly filters: readonly FilterInstance[];
  readonly requestAttributes: AttributeSet;
}

/**
 * A listener's configuration, compiled. Never changes: a new configuration makes a new table, and
 * requests in flight end on the one they began with.
 */
export class ListenerTable {
  readonly config: ListenerConfig;
  readonly plugin: CodecPlugin;
  readonly stats: ListenerStats;
  readonly routes: RouteTable;
  readonly compiledRoutes: readonly CompiledRoute[];
  readonly hasOnewayRoutes: boolean;
  readonly filters: readonly FilterInstance[];
  readonly requestChain: HookChain | undefined;
  /** In reverse order of the request chain. */
  readonly responseChain: HookChain | undefined;
  readonly doneChain: DoneChain | undefined;
  readonly requestAttributes: AttributeSet;
  /** Whether a filter may look at the request after its bytes are gone. */
  readonly keepsAttributes: boolean;
  activeExchanges = 0;
  #retired = false;
  #released = false;

  constructor(parts: ListenerTableParts) {
    this.config = parts.config;
    this.plugin = parts.plugin;
    this.stats = parts.stats;
    this.routes = parts.routes;
    this.compiledRoutes = parts.compiledRoutes;
    this.hasOnewayRoutes = parts.compiledRoutes.some(({ oneway }) => oneway);
    this.filters = parts.filters;
    this.requestAttributes = parts.requestAttributes;
    this.requestChain = HookChain.of("onRequest", parts.filters);
    this.responseChain = HookChain.of("onResponse", [...parts.filters].reverse());
    this.doneChain = DoneChain.of(parts.filters);
    this.keepsAttributes = this.responseChain !== undefined || this.doneChain !== undefined;
    for (const filter of parts.filters) filter.acquire();
  }

  /** Whether each name of a cluster means what it meant when the table was compiled. */
  leadsTo(clusters: ReadonlyMap<string, ClusterState>): boolean {
    const isSame = ({ clusterName, cluster }: Destination): boolean =>
      clusters.get(clusterName) === cluster;
    return this.compiledRoutes.every(
      ({ destinations, mirrors = [] }) =>
        destinations.every(isSame) && mirrors.every(({ destination }) => isSame(destination)),
    );
  }

  /** No further exchange begins with this table. */
  retire(): void {
    this.#retired = true;
    this.#closeWhenUnused();
  }

  onExchangeDone(): void {
    this.activeExchanges--;
    if (this.#retired) this.#closeWhenUnused();
  }

  #closeWhenUnused(): void {
    if (this.activeExchanges > 0 || this.#released) return;
    this.#released = true;
    for (const filter of this.filters) filter.release();
  }
}
