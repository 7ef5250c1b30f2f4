import { Cluster } from "../cluster/cluster.js";
import { clusterOwner } from "../cluster/cluster-stats.js";
import type { LookupAll } from "../cluster/dns-watch.js";
import type { ClusterConfig, ListenerConfig } from "../config/config.js";
import * as errors from "../exchange/errors.js";
import { Listener } from "../listener/listener.js";
import { listenerOwner } from "../listener/listener-stats.js";
import type { ListenerTable } from "../listener/listener-table.js";
import type { PluginRegistry } from "../plugins/registry.js";
import { ListenError } from "./listen-error.js";
import { type Clusters, NO_CLUSTERS, TableCompiler } from "./table-compiler.js";
import type { Worker } from "./worker.js";

/** What of a configuration the data plane works on. */
export interface DataPlaneConfig {
  readonly listeners: readonly ListenerConfig[];
  readonly clusters: readonly ClusterConfig[];
  readonly drainTimeoutMs: number;
}

/**
 * Takes a listener that cannot listen: the rest of the configuration is applied without it. Given by those who follow a
 * control plane.
 */
export type OnListenError = (error: ListenError, config: ListenerConfig) => void;

/**
 * The listeners and clusters of one thread, and how a new configuration replaces an old one. A part of a
 * configuration that is the same object as before is not looked at again, so that one changed route
 * among thousands costs what one route costs.
 */
export class DataPlane {
  readonly #worker: Worker;
  readonly #lookup: LookupAll;
  readonly #compiler: TableCompiler;
  #clusters = new Map<string, Cluster>();
  #listeners = new Map<string, Listener>();
  /** Clusters that wait for their addresses before a configuration uses them. */
  readonly #warming = new Map<string, Cluster>();
  /** Their listeners are gone from the configuration; their last requests are not done. */
  readonly #retiring = new Map<Listener, Promise<void>>();
  /** Goes up when listeners come or go. */
  listenerRevision = 0;
  #drainTimeoutMs = 0;
  #destroyed = false;

  constructor(worker: Worker, lookup: LookupAll) {
    this.#worker = worker;
    this.#lookup = lookup;
    this.#compiler = new TableCompiler(worker, (name) => this.#clusters.get(name));
  }

  get listeners(): readonly Listener[] {
    return [...this.#listeners.values()];
  }

  get clusters(): readonly Cluster[] {
    return [...this.#clusters.values()];
  }

  /**
   * Looks up the addresses of a cluster that the next configuration will have, so that no request meets it
   * without any. Resolves when the first answer has come, or its failure, or after 5 s.
   */
  async warm(config: ClusterConfig): Promise<void> {
    if (this.#destroyed || this.#clusters.has(config.name)) return;
    this.#warming.get(config.name)?.destroy();
    const cluster = new Cluster(this.#worker, config, this.#lookup);
    this.#warming.set(config.name, cluster);
    await cluster.update(config);
  }

  /** The cluster that was looked up will not be used. */
  cool(name: string): void {
    const cluster = this.#warming.get(name);
    if (cluster === undefined) return;
    this.#warming.delete(name);
    cluster.destroy();
    if (!this.#clusters.has(name)) this.#worker.stats.remove(clusterOwner(name));
  }

  /**
   * Swaps the configuration whole. No connection closes, and requests in flight end on the tables they
   * began with, except those of a listener that is gone or has another address: it is drained.
   * @throws {ListenError} when a new listener cannot listen and there is no `onListenError`; nothing has
   *   changed then
   */
  async apply(
    config: DataPlaneConfig,
    plugins: PluginRegistry,
    onListenError?: OnListenError,
  ): Promise<void> {
    const opened = await this.#openListeners(config, plugins, onListenError);
    const changed: [Cluster, ClusterConfig][] = [];
    const added: [Cluster, ClusterConfig][] = [];
    const clusters = new Map<string, Cluster>();
    let sameClusters = config.clusters.length === this.#clusters.size;
    for (const clusterConfig of config.clusters) {
      const { name } = clusterConfig;
      const known = this.#clusters.get(name);
      const warmed = known ?? this.#warming.get(name);
      const cluster = warmed ?? new Cluster(this.#worker, clusterConfig, this.#lookup);
      clusters.set(name, cluster);
      if (known === undefined) sameClusters = false;
      if (warmed === undefined) added.push([cluster, clusterConfig]);
      else if (cluster.config !== clusterConfig) changed.push([cluster, clusterConfig]);
    }
    // Before anything is changed: filters are made here, and may throw.
    const tables = this.#compileAll({ config, plugins, clusters, opened, sameClusters });
    const updates = added.map(([cluster, clusterConfig]) => cluster.update(clusterConfig));
    const refreshes = changed.map(([cluster, clusterConfig]) => cluster.update(clusterConfig));
    // Those that changed have addresses, which are good until there are newer ones. Where one change follows the
    // other, none of them may wait for somebody's slow names.
    await Promise.all(onListenError === undefined ? [...updates, ...refreshes] : updates);
    if (this.#destroyed) {
      // Closed while DNS was asked: nothing of the new configuration may stay.
      for (const [, table] of tables) table?.retire();
      for (const listener of opened.values()) listener.destroy();
      for (const cluster of clusters.values()) cluster.destroy();
      throw new Error("the proxy was closed while it took on a configuration");
    }
    const listeners = new Map<string, Listener>();
    for (const [name, table] of tables) {
      const listener = opened.get(name) ?? this.#listeners.get(name);
      if (listener === undefined) continue;
      if (table !== undefined) listener.setTable(table);
      listeners.set(name, listener);
    }
    if (opened.size > 0 || listeners.size !== this.#listeners.size) this.listenerRevision++;
    for (const listener of opened.values()) listener.startAccepting();
    for (const [name, listener] of this.#listeners) {
      if (listeners.get(name) !== listener) this.#retire(listener, config.drainTimeoutMs);
    }
    if (!sameClusters) {
      for (const [name, cluster] of this.#clusters) {
        if (clusters.has(name)) continue;
        cluster.drain();
        this.#worker.stats.remove(clusterOwner(name));
      }
      for (const name of clusters.keys()) this.#warming.delete(name);
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
    for (const cluster of this.#warming.values()) cluster.destroy();
  }

  /** Binds those listeners that are new or have another address or protocol, where nobody leaves it. */
  async #openListeners(
    config: DataPlaneConfig,
    plugins: PluginRegistry,
    onListenError: OnListenError | undefined,
  ): Promise<ReadonlyMap<string, Listener>> {
    const opened = new Map<string, Listener>();
    const staying = new Set<Listener>();
    const opening: ListenerConfig[] = [];
    for (const listenerConfig of config.listeners) {
      const known = this.#listeners.get(listenerConfig.name);
      const plugin = plugins.codec(listenerConfig.protocol);
      if (known?.serves(listenerConfig, plugin)) staying.add(known);
      else opening.push(listenerConfig);
    }
    if (opening.length === 0) return opened;
    const leaving = [...this.#listeners.values()].filter((listener) => !staying.has(listener));
    try {
      for (const listenerConfig of opening) {
        const empty = this.#compiler.compile(
          { ...listenerConfig, routes: [], filters: [] },
          plugins,
          NO_CLUSTERS,
        );
        const place = leaving.findIndex((candidate) => candidate.holds(listenerConfig));
        const [predecessor] = place === -1 ? [] : leaving.splice(place, 1);
        const listener = new Listener(this.#worker, empty, predecessor);
        try {
          await listener.listen();
        } catch (cause) {
          const error = new ListenError(listenerConfig, cause as NodeJS.ErrnoException);
          if (onListenError === undefined) throw error;
          listener.destroy();
          onListenError(error, listenerConfig);
          continue;
        }
        opened.set(listenerConfig.name, listener);
      }
    } catch (error) {
      for (const listener of opened.values()) listener.destroy();
      throw error;
    }
    return opened;
  }

  /**
   * The tables of all listeners that can be had; undefined where the one in use is right.
   * @throws what a filter throws; nothing is left of the others then
   */
  #compileAll(parts: {
    readonly config: DataPlaneConfig;
    readonly plugins: PluginRegistry;
    readonly clusters: Clusters;
    readonly opened: ReadonlyMap<string, Listener>;
    readonly sameClusters: boolean;
  }): ReadonlyMap<string, ListenerTable | undefined> {
    const { config, plugins, clusters, opened, sameClusters } = parts;
    const tables = new Map<string, ListenerTable | undefined>();
    try {
      for (const listenerConfig of config.listeners) {
        const { name } = listenerConfig;
        const isNew = opened.has(name);
        const known = isNew ? undefined : this.#listeners.get(name);
        const serves = known?.serves(listenerConfig, plugins.codec(listenerConfig.protocol));
        if (!isNew && !serves) continue; // could not listen
        const previous = known?.table;
        const isRight =
          previous?.config === listenerConfig && (sameClusters || previous.leadsTo(clusters));
        const table = isRight
          ? undefined
          : this.#compiler.compile(listenerConfig, plugins, clusters, previous);
        tables.set(name, table);
      }
    } catch (error) {
      for (const table of tables.values()) table?.retire();
      for (const listener of opened.values()) listener.destroy();
      throw error;
    }
    return tables;
  }

  #retire(listener: Listener, timeoutMs: number): void {
    if (this.#retiring.has(listener)) return;
    const { pipeline } = this.#worker;
    const drained = listener.drain(timeoutMs, (connections) =>
      pipeline.failAllOf(connections, errors.draining()),
    );
    this.#retiring.set(listener, drained);
    void drained.then(() => {
      this.#retiring.delete(listener);
      // Another that took the name goes on with the counters.
      const { name } = listener;
      if (!this.#destroyed && !this.#listeners.has(name)) {
        this.#worker.stats.remove(listenerOwner(name));
      }
    });
  }
}
