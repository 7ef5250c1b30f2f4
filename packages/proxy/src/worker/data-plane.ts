import type { FilterContext } from "@meltemi/core";
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
  readonly #retiring = new Set<Promise<void>>();
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
    await Promise.all(
      config.clusters.map((clusterConfig) =>
        clusters.get(clusterConfig.name)?.update(clusterConfig),
      ),
    );
    if (this.#destroyed) {
      // Closed while DNS was asked: nothing of the new configuration may stay.
      for (const listener of opened.values()) listener.destroy();
      for (const cluster of clusters.values()) cluster.destroy();
      throw new Error("the proxy was closed while it took on a configuration");
    }
    const listeners = new Map<string, Listener>();
    for (const listenerConfig of config.listeners) {
      const { name } = listenerConfig;
      const listener = opened.get(name) ?? this.#listeners.get(name);
      if (listener === undefined) continue;
      listener.setTable(this.#compile(listenerConfig, plugins, clusters, listener.table));
      listeners.set(name, listener);
    }
    for (const [name, listener] of this.#listeners) {
      if (listeners.get(name) !== listener) this.#retire(listener, config.drainTimeoutMs);
    }
    for (const [name, cluster] of this.#clusters) {
      if (!clusters.has(name)) cluster.drain();
    }
    this.#clusters = clusters;
    this.#listeners = listeners;
    this.#drainTimeoutMs = config.drainTimeoutMs;
    for (const listener of opened.values()) listener.startAccepting();
  }

  /** Lets the requests in flight end; resolves when every connection has been closed. */
  async drain(): Promise<void> {
    for (const listener of this.#listeners.values()) this.#retire(listener, this.#drainTimeoutMs);
    await Promise.all(this.#retiring);
    this.#destroyClusters();
  }

  /** Closes everything at once. */
  destroy(): void {
    this.#destroyed = true;
    for (const listener of this.#listeners.values()) listener.destroy();
    this.#destroyClusters();
  }

  #destroyClusters(): void {
    for (const cluster of this.#clusters.values()) cluster.destroy();
  }

  /** Binds those listeners that are new or have another address or protocol. */
  async #openListeners(
    config: ProxyConfig,
    plugins: PluginRegistry,
  ): Promise<ReadonlyMap<string, Listener>> {
    const opened = new Map<string, Listener>();
    try {
      for (const listenerConfig of config.listeners) {
        const known = this.#listeners.get(listenerConfig.name);
        const plugin = plugins.codec(listenerConfig.protocol);
        if (known?.serves(listenerConfig, plugin)) continue;
        const empty = this.#compile({ ...listenerConfig, routes: [], filters: [] }, plugins, NONE);
        const listener = new Listener(this.#worker, empty);
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
    const filters = config.filters.map((filterConfig) => {
      const filterPlugin = plugins.filter(filterConfig.name);
      if (filterPlugin === undefined) throw new Error(`no filter ${filterConfig.name}`);
      const kept = previous?.filters.find((candidate) =>
        candidate.serves(filterConfig, filterPlugin),
      );
      if (kept !== undefined) return kept;
      const context = this.#filterContext(config.name, filterConfig.name, plugin);
      const filter = filterPlugin.create(filterConfig.config, context);
      return new FilterInstance(filterConfig.name, filterPlugin, filterConfig.config, filter);
    });
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

  #filterContext(
    listener: string,
    filter: string,
    plugin: Parameters<Worker["attributes"]>[0],
  ): FilterContext {
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
    };
  }

  #retire(listener: Listener, timeoutMs: number): void {
    const { pipeline } = this.#worker;
    const drained = listener.drain(timeoutMs, () =>
      pipeline.failListener(listener.name, errors.draining()),
    );
    this.#retiring.add(drained);
    void drained.then(() => this.#retiring.delete(drained));
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
    default:
      return error.message;
  }
}
