import type { CodecPlugin, FilterContext } from "@meltemi/core";
import { Cluster } from "../cluster/cluster.js";
import type { LookupAll } from "../cluster/dns-watch.js";
import { EndpointSet } from "../cluster/endpoint-set.js";
import type { ListenerConfig, ProxyConfig } from "../config/config.js";
import * as errors from "../exchange/errors.js";
import { FilterInstance } from "../filters/filter-instance.js";
import { Listener } from "../listener/listener.js";
import { listenerStats } from "../listener/listener-stats.js";
import { ListenerTable } from "../listener/listener-table.js";
import type { PluginRegistry } from "../plugins/registry.js";
import { compileRoute } from "../route/destination.js";
import { compileMatch } from "../route/matcher.js";
import { RouteTable } from "../route/route-table.js";
import type { Worker } from "./worker.js";

/** A listener that could not listen. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  readonly code: string;

  constructor(config: ListenerConfig, cause: NodeJS.ErrnoException) {
    const where = `${config.address}:${config.port}`;
    super(`listener ${config.name} cannot listen on ${where}: ${hintOf(cause)}`, { cause });
    this.code = cause.code ?? "E_LISTEN";
  }
}

/** The listeners and clusters of one thread, and how a new configuration replaces an old one. */
export class DataPlane {
  readonly #worker: Worker;
  readonly #lookup: LookupAll;
  readonly #noEndpoints = new EndpointSet();
  #clusters = new Map<string, Cluster>();
  #listeners = new Map<string, Listener>();
  /** Their listeners are gone from the configuration; their last requests are not done. */
  readonly #retiring = new Map<Listener, Promise<void>>();
  #drainTimeoutMs = 0;
  #destroyed = false;

  constructor(worker: Worker, lookup: LookupAll) {
    this.#worker = worker;
    this.#lookup = lookup;
  }

  get listeners(): readonly Listener[] {
    return [...this.#listeners.values()];
  }

  get clusters(): readonly Cluster[] {
    return [...this.#clusters.values()];
  }

  /**
   * Swaps the configuration whole. No connection closes, and requests in flight end on the tables they
   * began with, except those of a listener that is gone or has another address: it is drained.
   * @throws {ListenError} when a new listener cannot listen; nothing has changed then
   */
  async apply(config: ProxyConfig, plugins: PluginRegistry): Promise<void> {
    const opened = await this.#openListeners(config, plugins);
    const clusters = new Map<string, Cluster>();
    for (const clusterConfig of config.clusters) {
      const known = this.#clusters.get(clusterConfig.name);
      clusters.set(
        clusterConfig.name,
        known ?? new Cluster(this.#worker, clusterConfig, this.#lookup),
      );
    }
    // Before anything is changed: filters are made here, and may throw.
    const tables = this.#compileAll(config, plugins, clusters, opened);
    await Promise.all(
      config.clusters.map((clusterConfig) =>
        clusters.get(clusterConfig.name)?.update(clusterConfig),
      ),
    );
    if (this.#destroyed) {
      // Closed while DNS was asked: nothing of the new configuration may stay.
      for (const table of tables.values()) table.retire();
      for (const listener of opened.values()) listener.destroy();
      for (const cluster of clusters.values()) cluster.destroy();
      throw new Error("the proxy was closed while it took on a configuration");
    }
    const listeners = new Map<string, Listener>();
    for (const [name, table] of tables) {
      const listener = opened.get(name) ?? this.#listeners.get(name);
      if (listener === undefined) continue;
      listener.setTable(table);
      listeners.set(name, listener);
    }
    for (const listener of opened.values()) listener.startAccepting();
    for (const [name, listener] of this.#listeners) {
      if (listeners.get(name) !== listener) this.#retire(listener, config.drainTimeoutMs);
    }
    for (const [name, cluster] of this.#clusters) {
      if (!clusters.has(name)) cluster.drain();
    }
    this.#clusters = clusters;
    this.#listeners = listeners;
    this.#drainTimeoutMs = config.drainTimeoutMs;
  }

  /** Lets the requests in flight end; resolves when every connection has been closed. */
  async drain(): Promise<void> {
    for (const listener of this.#listeners.values()) this.#retire(listener, this.#drainTimeoutMs);
    await Promise.all(this.#retiring.values());
    this.#destroyClusters();
  }

  /** Closes everything at once. */
  destroy(): void {
    this.#destroyed = true;
    for (const listener of this.#listeners.values()) listener.destroy();
    for (const listener of this.#retiring.keys()) listener.destroy();
    this.#destroyClusters();
  }

  #destroyClusters(): void {
    for (const cluster of this.#clusters.values()) cluster.destroy();
  }

  /** Binds those listeners that are new or have another address or protocol, where nobody leaves it. */
  async #openListeners(
    config: ProxyConfig,
    plugins: PluginRegistry,
  ): Promise<ReadonlyMap<string, Listener>> {
    const opened = new Map<string, Listener>();
    const leaving = new Set(this.#listeners.values());
    for (const listenerConfig of config.listeners) {
      const known = this.#listeners.get(listenerConfig.name);
      const plugin = plugins.codec(listenerConfig.protocol);
      if (known?.serves(listenerConfig, plugin)) leaving.delete(known);
    }
    try {
      for (const listenerConfig of config.listeners) {
        const known = this.#listeners.get(listenerConfig.name);
        const plugin = plugins.codec(listenerConfig.protocol);
        if (known?.serves(listenerConfig, plugin)) continue;
        const empty = this.#compile({ ...listenerConfig, routes: [], filters: [] }, plugins, NONE);
        const predecessor = [...leaving].find((candidate) => candidate.holds(listenerConfig));
        if (predecessor !== undefined) leaving.delete(predecessor);
        const listener = new Listener(this.#worker, empty, predecessor);
        try {
          await listener.listen();
        } catch (error) {
          throw new ListenError(listenerConfig, error as NodeJS.ErrnoException);
        }
        opened.set(listenerConfig.name, listener);
      }
    } catch (error) {
      for (const listener of opened.values()) listener.destroy();
      throw error;
    }
    return opened;
  }

  /** The tables of all listeners. @throws what a filter throws; nothing is left of the others then */
  #compileAll(
    config: ProxyConfig,
    plugins: PluginRegistry,
    clusters: ReadonlyMap<string, Cluster>,
    opened: ReadonlyMap<string, Listener>,
  ): ReadonlyMap<string, ListenerTable> {
    const tables = new Map<string, ListenerTable>();
    try {
      for (const listenerConfig of config.listeners) {
        const { name } = listenerConfig;
        const previous = opened.has(name) ? undefined : this.#listeners.get(name)?.table;
        tables.set(name, this.#compile(listenerConfig, plugins, clusters, previous));
      }
    } catch (error) {
      for (const table of tables.values()) table.retire();
      for (const listener of opened.values()) listener.destroy();
      throw error;
    }
    return tables;
  }

  #compile(
    config: ListenerConfig,
    plugins: PluginRegistry,
    clusters: ReadonlyMap<string, Cluster>,
    previous?: ListenerTable,
  ): ListenerTable {
    const plugin = plugins.codec(config.protocol);
    // Loading has checked every name; this keeps the types honest.
    if (plugin === undefined) throw new Error(`no codec for protocol ${config.protocol}`);
    const requestAttributes = this.#worker.attributes(plugin).request;
    const filters = this.#filters(config, plugins, plugin, previous);
    return new ListenerTable({
      config,
      plugin,
      stats: listenerStats(this.#worker.stats, config.name, plugin.protocol),
      routes: new RouteTable(
        config.routes.map((route) => route.match),
        requestAttributes,
      ),
      compiledRoutes: config.routes.map((route) =>
        compileRoute(route, clusters, this.#noEndpoints),
      ),
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
      }),
      requestAttribute: (name) => attributes.request.want(name),
      responseAttribute: (name) => attributes.response.want(name),
      requestMatcher: (match) => compileMatch(match, attributes.request),
      cluster: (name) => ({
        pick: () => this.#clusters.get(name)?.endpointSet(undefined).pick(loop.now),
      }),
    };
  }

  #retire(listener: Listener, timeoutMs: number): void {
    if (this.#retiring.has(listener)) return;
    const { pipeline } = this.#worker;
    const drained = listener.drain(timeoutMs, (connections) =>
      pipeline.failAllOf(connections, errors.draining()),
    );
    this.#retiring.set(listener, drained);
    void drained.then(() => this.#retiring.delete(listener));
  }
}

const NONE: ReadonlyMap<string, Cluster> = new Map();

function hintOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case "EADDRINUSE":
      return "the port is in use; stop what uses it or choose another";
    case "EACCES":
      return "not permitted; choose a port above 1023 or grant the right to bind it";
    case "EADDRNOTAVAIL":
      return "this machine has no such address; use one of its own or 0.0.0.0";
    case "ENOTFOUND":
      return "the name cannot be resolved; use an IP address of this machine or 0.0.0.0";
    default:
      return error.message;
  }
}
