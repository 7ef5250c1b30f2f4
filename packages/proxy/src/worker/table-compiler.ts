import type { CodecPlugin, FilterContext } from "@meltemi/core";
import type { Cluster } from "../cluster/cluster.js";
import { EndpointSet } from "../cluster/endpoint-set.js";
import type { ListenerConfig } from "../config/config.js";
import { FilterInstance } from "../filters/filter-instance.js";
import { listenerOwner, listenerStats } from "../listener/listener-stats.js";
import { ListenerTable } from "../listener/listener-table.js";
import { mirrorTable } from "../listener/mirror-table.js";
import type { PluginRegistry } from "../plugins/registry.js";
import { compileRoute, type RouteContext } from "../route/destination.js";
import { compileMatch } from "../route/matcher.js";
import { RouteTable } from "../route/route-table.js";
import type { Worker } from "./worker.js";

/** The clusters of a configuration, by name. */
export type Clusters = ReadonlyMap<string, Cluster>;

export const NO_CLUSTERS: Clusters = new Map();

/** Compiles listeners' configurations. */
export class TableCompiler {
  readonly #worker: Worker;
  /** The cluster that has the name now, for filters, which outlive configurations. */
  readonly #clusterOf: (name: string) => Cluster | undefined;
  readonly #noEndpoints = new EndpointSet();

  constructor(worker: Worker, clusterOf: (name: string) => Cluster | undefined) {
    this.#worker = worker;
    this.#clusterOf = clusterOf;
  }

  /**
   * @param previous whose filters go on where their configuration has not changed
   * @throws what a filter throws that cannot be made
   */
  compile(
    config: ListenerConfig,
    plugins: PluginRegistry,
    clusters: Clusters,
    previous?: ListenerTable,
  ): ListenerTable {
    const plugin = plugins.codec(config.protocol);
    // Loading has checked every name; this keeps the types honest.
    if (plugin === undefined) throw new Error(`no codec for protocol ${config.protocol}`);
    const requestAttributes = this.#worker.attributes(plugin).request;
    const filters = this.#filters(config, plugins, plugin, previous);
    const context: RouteContext = {
      clusters,
      noEndpoints: this.#noEndpoints,
      attributes: requestAttributes,
      // A copy would lack what its client has sent before on a connection of its own.
      mirrorTable:
        plugin.correlation === "connection"
          ? undefined
          : (cluster) => mirrorTable({ config, plugin, requestAttributes }, cluster),
    };
    return new ListenerTable({
      config,
      plugin,
      stats: listenerStats(this.#worker.stats, config.name, plugin.protocol),
      routes: new RouteTable(
        config.routes.map((route) => route.match),
        requestAttributes,
      ),
      compiledRoutes: config.routes.map((route) => compileRoute(route, context)),
      filters,
      requestAttributes,
    });
  }

  /** Those of the previous table that can serve on, each once, and new ones. */
  #filters(
    config: ListenerConfig,
    plugins: PluginRegistry,
    plugin: CodecPlugin,
    previous: ListenerTable | undefined,
  ): readonly FilterInstance[] {
    const free = new Set(previous?.filters);
    const made: FilterInstance[] = [];
    try {
      return config.filters.map((filterConfig) => {
        const { name } = filterConfig;
        const filterPlugin = plugins.filter(name);
        if (filterPlugin === undefined) throw new Error(`no filter ${name}`);
        const kept = [...free].find((candidate) => candidate.serves(filterConfig, filterPlugin));
        if (kept !== undefined) {
          free.delete(kept);
          return kept;
        }
        const context = this.#filterContext(config.name, name, plugin);
        const filter = filterPlugin.create(filterConfig.config, context);
        const instance = new FilterInstance(name, filterPlugin, filterConfig.config, filter);
        made.push(instance);
        return instance;
      });
    } catch (error) {
      for (const instance of made) instance.close();
      throw error;
    }
  }

  #filterContext(listener: string, filter: string, plugin: CodecPlugin): FilterContext {
    const { loop, stats } = this.#worker;
    const attributes = this.#worker.attributes(plugin);
    return {
      clock: { now: () => loop.now },
      stats: stats.scope({
        prefix: `${listener}.${filter}.`,
        family: `${filter}_`,
        tags: { listener },
        owner: listenerOwner(listener),
      }),
      requestAttribute: (name) => attributes.request.want(name),
      responseAttribute: (name) => attributes.response.want(name),
      requestMatcher: (match) => compileMatch(match, attributes.request),
      cluster: (name) => ({
        pick: () => this.#clusterOf(name)?.endpointSet(undefined).pick(loop.now),
      }),
    };
  }
}
