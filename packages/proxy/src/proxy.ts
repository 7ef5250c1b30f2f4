import { lookup } from "node:dns/promises";
import { readFile } from "node:fs/promises";
import type { Clock, CodecPlugin, FilterPlugin } from "@meltemi/core";
import type { ClusterStatus } from "./admin/cluster-status.js";
import { type AdminServer, createAdminServer } from "./admin/server.js";
import type { LookupAll } from "./cluster/dns-watch.js";
import type { AdminConfig, ProxyConfig } from "./config/config.js";
import { type LoadedConfig, loadConfig } from "./config/load.js";
import type { ConfigSource } from "./config/source.js";
import { type ConfigWatch, watchConfig } from "./config/watch.js";
import { guardedLogger, jsonLogger, type Logger } from "./logger.js";
import { StatsStore } from "./stats/store.js";
import { DataPlane } from "./worker/data-plane.js";
import { Worker } from "./worker/worker.js";

export interface ProxyOptions {
  /** A YAML file, or the same as a value. */
  readonly config: string | object;
  /** Follows the file: a new version is taken on while running. @default false */
  readonly watch?: boolean;
  /** Plugins as values, beside those that the configuration names. */
  readonly codecs?: readonly CodecPlugin[];
  readonly filters?: readonly FilterPlugin[];
  /** @default JSON lines on stderr */
  readonly logger?: Logger;
  /** @default the process's monotonic clock */
  readonly clock?: Clock;
  /** @default the system's resolver */
  readonly lookup?: LookupAll;
}

export interface BoundListener {
  readonly name: string;
  readonly protocol: string;
  readonly address: string;
  /** The one that the kernel picked, where the configuration says 0. */
  readonly port: number;
}

/** A running proxy. */
export interface Proxy {
  readonly listeners: readonly BoundListener[];
  readonly adminAddress: { readonly address: string; readonly port: number } | undefined;
  /**
   * Swaps the whole configuration. On an error the old one stays in force.
   * @throws {ConfigLoadError} when it is not right
   * @throws {ListenError} when a new listener cannot listen
   */
  apply(config: string | object): Promise<void>;
  /** Every statistic by its flat name. */
  stats(): Record<string, number>;
  /** Accepts no more, lets the requests in flight end within drainTimeout, then closes everything. */
  drain(): Promise<void>;
  /** Closes everything at once. */
  close(): Promise<void>;
}

/**
 * Starts a proxy; resolves when every listener accepts connections.
 * @throws {ConfigLoadError} when the configuration is not right
 * @throws {ListenError} when a listener cannot listen
 */
export async function createProxy(options: ProxyOptions): Promise<Proxy> {
  const proxy = new RunningProxy(options);
  await proxy.start();
  return proxy;
}

class RunningProxy implements Proxy {
  readonly #options: ProxyOptions;
  readonly #logger: Logger;
  readonly #stats = new StatsStore();
  readonly #worker: Worker;
  readonly #dataPlane: DataPlane;
  readonly #startTime = Date.now();
  readonly #reloads: { readonly success: { inc(): void }; readonly failure: { inc(): void } };
  #config: ProxyConfig | undefined;
  #admin: AdminServer | undefined;
  #watch: ConfigWatch | undefined;
  #draining = false;
  #closed = false;
  /** Configurations are taken on one after another. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#logger = guardedLogger(options.logger ?? jsonLogger);
    this.#worker = new Worker(options.clock ?? performance, this.#stats, this.#logger);
    this.#dataPlane = new DataPlane(this.#worker, options.lookup ?? lookupAll);
    const scope = this.#stats.scope({ prefix: "config.", family: "meltemi_config_" });
    this.#reloads = {
      success: scope.counter("reload_success"),
      failure: scope.counter("reload_failure"),
    };
  }

  async start(): Promise<void> {
    const { config, watch = false } = this.#options;
    try {
      if (typeof config === "string") {
        const text = await readText(config);
        await this.#apply(text === undefined ? { file: config } : { file: config, text });
        if (watch) this.#follow(config, text ?? "");
      } else {
        await this.#apply({ value: config });
      }
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  get listeners(): readonly BoundListener[] {
    return this.#dataPlane.listeners.map((listener) => ({
      name: listener.name,
      protocol: listener.plugin.protocol,
      ...listener.address,
    }));
  }

  get adminAddress(): { readonly address: string; readonly port: number } | undefined {
    return this.#admin;
  }

  async apply(config: string | object): Promise<void> {
    const source: ConfigSource = typeof config === "string" ? { file: config } : { value: config };
    const applied = this.#queue.then(() => this.#apply(source));
    this.#queue = applied.catch(() => {});
    await applied;
  }

  stats(): Record<string, number> {
    return this.#stats.values();
  }

  async drain(): Promise<void> {
    if (this.#closed) return;
    this.#draining = true;
    await this.#watch?.close();
    await this.#queue;
    await this.#dataPlane.drain();
    await this.close();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#dataPlane.destroy();
    this.#worker.close();
    await Promise.all([this.#watch?.close(), this.#admin?.close()]);
  }

  async #apply(source: ConfigSource): Promise<void> {
    if (this.#closed || this.#draining) throw new Error("the proxy is shutting down");
    let loaded: LoadedConfig;
    try {
      loaded = await loadConfig(source, this.#options);
      this.#worker.loop.tick();
      const admin = await this.#openAdmin(loaded.config.admin);
      try {
        await this.#dataPlane.apply(loaded.config, loaded.plugins);
      } catch (error) {
        if (admin !== this.#admin) await admin?.close();
        throw error;
      }
      if (admin !== this.#admin) await this.#admin?.close();
      this.#admin = admin;
    } catch (error) {
      this.#reloads.failure.inc();
      throw error;
    }
    this.#config = loaded.config;
    this.#reloads.success.inc();
  }

  #follow(file: string, current: string): void {
    const take = async (text: string): Promise<void> => {
      const applied = this.#queue.then(() => this.#apply({ file, text }));
      this.#queue = applied.catch(() => {});
      await applied;
      this.#logger.info("configuration reloaded", { file });
    };
    const onError = (error: unknown): void => {
      const message = error instanceof Error ? error.message : String(error);
      this.#logger.error("configuration refused, the last good one stays", { error: message });
    };
    this.#watch = watchConfig(file, take, { current, onError });
  }

  /** The server that is there when its address has not changed, else a new one. */
  async #openAdmin(config: AdminConfig | undefined): Promise<AdminServer | undefined> {
    const known = this.#config?.admin;
    const unchanged = known?.address === config?.address && known?.port === config?.port;
    if (this.#admin !== undefined && unchanged) return this.#admin;
    if (config === undefined) return undefined;
    return await createAdminServer(config, {
      stats: this.#stats,
      ready: () =>
        this.#draining
          ? { ready: false, reason: "DRAINING" }
          : { ready: this.#config !== undefined, reason: "PRE_INITIALIZING" },
      clusters: () => this.#clusterStatus(),
      listeners: () =>
        this.#dataPlane.listeners.map((listener) => ({
          name: listener.name,
          protocol: listener.plugin.protocol,
          connections: listener.connections,
          ...listener.address,
        })),
      configDump: () => this.#config,
      serverInfo: () => ({
        node: process.version,
        pid: process.pid,
        state: this.#draining ? "DRAINING" : "LIVE",
        uptimeSeconds: Math.round((Date.now() - this.#startTime) / 1000),
        activeRequests: this.#worker.loop.activeRequests,
      }),
    });
  }

  #clusterStatus(): readonly ClusterStatus[] {
    return this.#dataPlane.clusters.map((cluster) => ({
      name: cluster.name,
      type: cluster.config.type,
      endpoints: cluster.endpoints.map((endpoint) => ({
        address: endpoint.address,
        port: endpoint.port,
        labels: endpoint.labels,
        healthy: true,
        connections: endpoint.connections,
        activeRequests: endpoint.activeRequests,
        totalRequests: endpoint.totalRequests,
      })),
    }));
  }
}

const lookupAll: LookupAll = async (name) =>
  (await lookup(name, { all: true })).map(({ address }) => address);

/** Undefined when it cannot be read: loading says so with a better message. */
async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch {
    return undefined;
  }
}
