import { lookup } from "node:dns/promises";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ConfigLoadError } from "@meltemi/api";
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
import { VERSION } from "./version.js";
import { DataPlane, type DataPlaneConfig, type OnListenError } from "./worker/data-plane.js";
import { Worker } from "./worker/worker.js";
import { fromFolder } from "./xds/from-folder.js";
import { type DynamicConfig, XdsSource, type XdsStatus } from "./xds/xds-source.js";

export interface ProxyOptions {
  /** A YAML file, or the same as a value. */
  readonly config: string | object;
  /**
   * Laid over the configuration before it is checked, such as the flags of a command line: objects key by key, lists and
   * values in the place of those that are there. A file's every new version gets it too.
   */
  readonly overlay?: object;
  /** Ends the wait for a control plane that does not answer: the proxy is there, and may be closed. */
  readonly signal?: AbortSignal;
  /** Called when listeners come, go or move, with all that there are then. */
  onListeners?(listeners: readonly BoundListener[]): void;
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
  /** How it stands with the control plane; undefined when there is none. */
  readonly controlPlane: XdsStatus | undefined;
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
  /** What the file says, and what the control plane adds to it. */
  #loaded: LoadedConfig | undefined;
  #dynamic: DynamicConfig = { listeners: [], clusters: [] };
  #xds: XdsSource | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  /** Those of the control plane that cannot listen, and why. */
  readonly #failedListeners = new Map<string, string>();
  #admin: AdminServer | undefined;
  #watch: ConfigWatch | undefined;
  #toldRevision = 0;
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
      await this.#startXds();
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

  get controlPlane(): XdsStatus | undefined {
    const status = this.#xds?.status;
    if (status === undefined || this.#failedListeners.size === 0) return status;
    return { ...status, settled: false };
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
    await Promise.all([this.#watch?.close(), this.#xds?.close()]);
    await this.#queue;
    await this.#dataPlane.drain();
    await this.close();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#retryTimer);
    this.#dataPlane.destroy();
    this.#worker.close();
    await Promise.all([this.#watch?.close(), this.#xds?.close(), this.#admin?.close()]);
  }

  async #apply(source: ConfigSource): Promise<void> {
    if (this.#closed || this.#draining) throw new Error("the proxy is shutting down");
    let loaded: LoadedConfig;
    try {
      loaded = await loadConfig(source, this.#options);
      this.#checkSameXds(loaded.config);
      this.#worker.loop.tick();
      const admin = await this.#openAdmin(loaded.config.admin);
      try {
        await this.#dataPlane.apply(
          this.#whole(loaded.config),
          loaded.plugins,
          this.#onListenError(),
        );
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
    this.#loaded = loaded;
    this.#reloads.success.inc();
    this.#tellListeners();
  }

  /** Connects to the control plane, where the configuration names one. */
  async #startXds(): Promise<void> {
    const { config, plugins } = this.#loaded ?? {};
    if (config?.xds === undefined || plugins === undefined) return;
    this.#xds = new XdsSource({
      xds: fromFolder(config.xds, this.#folder()),
      node: config.node,
      version: VERSION,
      plugins,
      stats: this.#stats,
      logger: this.#logger,
      warm: (cluster) => this.#dataPlane.warm(cluster),
      cool: (cluster) => this.#dataPlane.cool(cluster),
      apply: (dynamic) => {
        const applied = this.#queue.then(() => this.#applyDynamic(dynamic));
        this.#queue = applied.catch(() => {});
        return applied;
      },
    });
    await this.#xds.start(this.#options.signal);
  }

  async #applyDynamic(dynamic: DynamicConfig): Promise<void> {
    if (this.#closed || this.#draining || this.#loaded === undefined) return;
    this.#dynamic = dynamic;
    const { config, plugins } = this.#loaded;
    this.#worker.loop.tick();
    await this.#dataPlane.apply(this.#whole(config), plugins, this.#onListenError());
    for (const { name } of this.#dataPlane.listeners) this.#failedListeners.delete(name);
    this.#tellListeners();
  }

  /** What the file says goes before what the control plane says under the same name. */
  #whole({ listeners, clusters, drainTimeoutMs }: ProxyConfig): DataPlaneConfig {
    if (this.#xds === undefined) return { listeners, clusters, drainTimeoutMs };
    const without = <T extends { readonly name: string }>(more: readonly T[], own: readonly T[]) =>
      own.length === 0 ? more : more.filter(({ name }) => own.every((item) => item.name !== name));
    return {
      listeners: [...listeners, ...without(this.#dynamic.listeners, listeners)],
      clusters: [...clusters, ...without(this.#dynamic.clusters, clusters)],
      drainTimeoutMs,
    };
  }

  /** A listener of the control plane that cannot listen is left out, and tried again. */
  #onListenError(): OnListenError | undefined {
    if (this.#xds === undefined) return undefined;
    return (error, { name }) => {
      if (this.#failedListeners.get(name) !== error.message) {
        this.#failedListeners.set(name, error.message);
        this.#xds?.onListenerFailed();
        this.#logger.error(error.message, { code: error.code });
      }
      this.#retryTimer ??= setTimeout(() => {
        this.#retryTimer = undefined;
        this.#queue = this.#queue.then(() => this.#applyDynamic(this.#dynamic)).catch(() => {});
      }, LISTEN_AGAIN_MS).unref();
    };
  }

  /** What relative paths of the configuration start from. */
  #folder(): string {
    const { config } = this.#options;
    return typeof config === "string" ? dirname(resolve(config)) : process.cwd();
  }

  /** Who the proxy is and whom it follows is settled when it starts. */
  #checkSameXds({ node, xds }: ProxyConfig): void {
    const known = this.#loaded?.config;
    if (known === undefined || isDeepStrictEqual([node, xds], [known.node, known.xds])) return;
    const message = "node and xds cannot change while the proxy runs; restart it";
    throw new ConfigLoadError([
      { file: undefined, line: undefined, column: undefined, path: "xds", message },
    ]);
  }

  #tellListeners(): void {
    const { onListeners } = this.#options;
    if (onListeners === undefined) return;
    const { listenerRevision } = this.#dataPlane;
    if (listenerRevision === this.#toldRevision) return;
    this.#toldRevision = listenerRevision;
    onListeners(this.listeners);
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
    const known = this.#loaded?.config.admin;
    const unchanged = known?.address === config?.address && known?.port === config?.port;
    if (this.#admin !== undefined && unchanged) return this.#admin;
    if (config === undefined) return undefined;
    return await createAdminServer(config, {
      stats: this.#stats,
      ready: () =>
        this.#draining
          ? { ready: false, reason: "DRAINING" }
          : { ready: this.#isReady(), reason: "PRE_INITIALIZING" },
      clusters: () => this.#clusterStatus(),
      listeners: () =>
        this.#dataPlane.listeners.map((listener) => ({
          name: listener.name,
          protocol: listener.plugin.protocol,
          connections: listener.connections,
          ...listener.address,
        })),
      configDump: () => this.#configDump(),
      serverInfo: () => ({
        node: process.version,
        pid: process.pid,
        state: this.#draining ? "DRAINING" : "LIVE",
        uptimeSeconds: Math.round((Date.now() - this.#startTime) / 1000),
        activeRequests: this.#worker.loop.activeRequests,
      }),
    });
  }

  #isReady(): boolean {
    if (this.#loaded === undefined) return false;
    return this.#loaded.config.xds === undefined || this.#xds?.status.from !== "nothing yet";
  }

  #configDump(): unknown {
    const config = this.#loaded?.config;
    if (config === undefined || this.#xds === undefined) return config;
    return {
      ...config,
      ...this.#whole(config),
      controlPlane: this.controlPlane,
      failedListeners: Object.fromEntries(this.#failedListeners),
    };
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

/** Milliseconds after which a listener of the control plane that could not listen tries again. */
const LISTEN_AGAIN_MS = 5000;

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
