import { setTimeout as delay } from "node:timers/promises";
import { ConfigLoadError } from "@meltemi/api";
import {
  createXdsClient,
  type Rejection,
  TypeUrl,
  type XdsClient,
  type XdsClientOptions,
  type XdsHandler,
  type XdsUpdate,
} from "@meltemi/xds";
import type {
  ClusterConfig,
  ListenerConfig,
  NodeConfig,
  XdsConfig,
  XdsTlsConfig,
} from "../config/config.js";
import { errorText } from "../error-text.js";
import type { Logger } from "../logger.js";
import type { PluginRegistry } from "../plugins/registry.js";
import type { StatsStore } from "../stats/store.js";
import { readClientTls, watchClientTls } from "./client-tls.js";
import { xdsNode } from "./node.js";
import { ResourceSet } from "./resource-set.js";
import { readSavedCopy, writeSavedCopy } from "./saved-copy.js";
import { type Effective, Warming } from "./warming.js";
import { type XdsStats, xdsStats } from "./xds-stats.js";

/** The part of the configuration that comes from a control plane. */
export interface DynamicConfig {
  readonly listeners: readonly ListenerConfig[];
  readonly clusters: readonly ClusterConfig[];
}

export interface XdsSourceOptions {
  readonly xds: XdsConfig;
  readonly node: NodeConfig;
  readonly version: string;
  readonly plugins: PluginRegistry;
  readonly stats: StatsStore;
  readonly logger: Logger;
  /** Takes a configuration on. The next one comes when this is done. */
  apply(config: DynamicConfig): Promise<void>;
  /** Looks up the names of a cluster that is about to be used. */
  warm(cluster: ClusterConfig): Promise<void>;
  /** The cluster will not be used after all. */
  cool(cluster: string): void;
}

/** What the admin server shows of the way to the control plane. */
export interface XdsStatus {
  readonly address: string;
  readonly connected: boolean;
  readonly from: "control plane" | "saved copy" | "nothing yet";
  /** Listeners that wait for their routes, endpoints or addresses. */
  readonly waiting: number;
  /** Everything that was confirmed to the control plane is in force. */
  readonly settled: boolean;
  readonly refused: readonly { readonly name: string; readonly message: string }[];
}

const SAVE_AFTER_MS = 500;

/**
 * Follows a control plane: takes what it sends, waits until it is complete, and hands it on whole. While
 * the control plane is away everything stays as it is.
 */
export class XdsSource implements XdsHandler {
  readonly #options: XdsSourceOptions;
  readonly #stats: XdsStats;
  readonly #live: ResourceSet;
  /** What the file had, until the control plane has told everything. */
  #saved: ResourceSet | undefined;
  readonly #warming: Warming;
  /** Nothing more will come to a saved copy, so nothing of it waits. */
  readonly #savedWarming = new Warming(0);
  readonly #warmingNow = new Set<string>();
  readonly #refused = new Map<string, string>();
  #client: XdsClient | undefined;
  #connected = false;
  /** Why there is no connection. */
  #lastFailure: string | undefined;
  #applied: Effective | undefined;
  #from: XdsStatus["from"] = "nothing yet";
  #scheduled = false;
  #applying = false;
  /** An update came while another was applied. */
  #cameMeanwhile = false;
  /** Clusters or listeners have come or gone since their endpoints and routes were asked for. */
  #namesChanged = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #saves = true;
  #saveTimer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #tlsWatch: (() => void) | undefined;
  #onFirst: () => void = () => {};

  constructor(options: XdsSourceOptions) {
    this.#options = options;
    this.#stats = xdsStats(options.stats);
    this.#live = new ResourceSet(options.plugins, ({ name }, notes) => {
      options.logger.warn("part of a resource is not acted on", { name, notes });
    });
    this.#warming = new Warming(options.xds.initialFetchTimeoutMs);
  }

  /**
   * Connects. Resolves when there is something to serve, or when `initialFetchTimeout` is over; it goes on
   * trying then.
   * @param signal ends the wait before
   * @throws {ConfigLoadError} when the certificates cannot be used
   */
  async start(signal?: AbortSignal): Promise<void> {
    const { xds, node, version } = this.#options;
    const first = new Promise<void>((resolve) => {
      this.#onFirst = resolve;
    });
    await this.#readSavedCopy();
    const { tls } = xds;
    const options: XdsClientOptions = {
      address: xds.address,
      node: xdsNode(node, version),
      protocol: xds.protocol,
      handler: this,
      keepAliveMs: xds.keepAliveMs,
      keepAliveTimeoutMs: xds.keepAliveTimeoutMs,
    };
    try {
      const read = tls === undefined ? {} : { tls: await readClientTls(tls) };
      this.#client = createXdsClient({ ...options, ...read });
    } catch (error) {
      const nowhere = { file: undefined, line: undefined, column: undefined };
      throw new ConfigLoadError([{ ...nowhere, path: "xds.tls", message: errorText(error) }]);
    }
    if (tls !== undefined) this.#tlsWatch = watchClientTls(tls, () => void this.#renewTls(tls));
    this.#client.subscribe(TypeUrl.Cluster, "*");
    this.#client.subscribe(TypeUrl.Listener, "*");
    const giveUp = new AbortController();
    const late = delay(xds.initialFetchTimeoutMs, undefined, { signal: giveUp.signal, ref: false });
    signal?.addEventListener("abort", () => giveUp.abort(), { once: true });
    if (signal?.aborted) giveUp.abort();
    await Promise.race([first, late.catch(() => {})]);
    giveUp.abort();
    if (this.#from === "nothing yet") {
      this.#options.logger.warn("the control plane has not answered yet; nothing is served", {
        address: xds.address,
        reason: this.#lastFailure,
      });
    }
  }

  get status(): XdsStatus {
    return {
      address: this.#options.xds.address,
      connected: this.#connected,
      from: this.#from,
      waiting: this.#applied?.waiting ?? 0,
      settled:
        this.#from !== "nothing yet" &&
        !this.#scheduled &&
        !this.#applying &&
        !this.#cameMeanwhile &&
        this.#applied?.waiting === 0,
      refused: Array.from(this.#refused, ([name, message]) => ({ name, message })),
    };
  }

  /** A listener of the control plane cannot listen. */
  onListenerFailed(): void {
    this.#stats.listenerFailed.inc();
  }

  onUpdate(update: XdsUpdate): readonly Rejection[] {
    if (this.#closed) return [];
    const rejections = this.#live.take(update);
    for (const { name } of update.resources) this.#refused.delete(`${update.typeUrl} ${name}`);
    for (const name of update.removed) {
      this.#refused.delete(`${update.typeUrl} ${name}`);
      if (update.typeUrl === TypeUrl.Cluster) this.#options.cool(name);
    }
    for (const { name, message } of rejections) {
      this.#refused.set(`${update.typeUrl} ${name}`, message);
      this.#options.logger.error("resource refused, the last good one stays", {
        type: update.typeUrl,
        name,
        error: message,
      });
    }
    if (rejections.length === 0) this.#stats.updateSuccess.inc();
    else this.#stats.updateRejected.inc();
    if (update.typeUrl === TypeUrl.Cluster || update.typeUrl === TypeUrl.Listener) {
      this.#namesChanged = true;
    }
    this.#schedule();
    return rejections;
  }

  onState(state: "connecting" | "connected" | "disconnected", reason?: string): void {
    if (this.#closed || state === "connecting") return;
    const { logger, xds } = this.#options;
    const { address } = xds;
    const wasConnected = this.#connected;
    this.#connected = state === "connected";
    this.#stats.connected.set(this.#connected ? 1 : 0);
    if (this.#connected) {
      this.#lastFailure = undefined;
      logger.info("control plane connected", { address });
      return;
    }
    const failure = reason ?? "the stream has ended";
    if (wasConnected) {
      logger.warn("control plane lost; the last configuration stays", { address, reason: failure });
    } else if (kindOf(failure) !== kindOf(this.#lastFailure)) {
      // Once for each reason: attempts go on for as long as it takes.
      logger.warn("control plane not reached", { address, reason: failure });
    }
    this.#lastFailure = failure;
  }

  /** Resolves when the last configuration has been saved, where it is to be. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#tlsWatch?.();
    this.#client?.close();
    if (this.#saveTimer !== undefined) {
      clearTimeout(this.#saveTimer);
      this.#save();
    }
    await this.#saving;
  }

  /** Several updates of one turn are taken on together. */
  #schedule(): void {
    if (this.#scheduled || this.#closed) return;
    if (this.#applying) {
      this.#cameMeanwhile = true;
      return;
    }
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#closed) void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    this.#cameMeanwhile = false;
    clearTimeout(this.#timer);
    if (this.#namesChanged) this.#subscribe();
    const effective = this.#compute();
    if (effective === undefined) return;
    if (isSame(effective, this.#applied)) {
      this.#applied = effective;
      this.#settle(effective);
      return;
    }
    this.#applying = true;
    try {
      await this.#options.apply(effective);
      this.#applied = effective;
      this.#stats.applied.inc();
      if (this.#saved === undefined) this.#saveSoon();
      this.#settle(effective);
    } catch (error) {
      if (!this.#closed) {
        this.#options.logger.error("configuration of the control plane not taken on", {
          error: errorText(error),
        });
      }
    }
    this.#applying = false;
    if (this.#cameMeanwhile) this.#schedule();
  }

  /** What may be served now; undefined: nothing is known yet. */
  #compute(): Effective | undefined {
    const now = performance.now();
    let live: Effective | undefined;
    if (this.#live.isWhole) {
      this.#warm();
      live = this.#warming.compute(this.#live, now);
      this.#stats.warming.set(live.waiting);
      if (live.deadline < Number.POSITIVE_INFINITY) {
        this.#timer = setTimeout(() => this.#schedule(), Math.max(1, live.deadline - now));
        this.#timer.unref();
      }
    }
    if (this.#saved === undefined) return live;
    // The saved copy goes on until everything is there.
    if (live === undefined || live.waiting > 0) return this.#savedWarming.compute(this.#saved, now);
    this.#saved = undefined;
    return live;
  }

  /** The first whole configuration is in force. */
  #settle({ waiting }: Effective): void {
    this.#from = this.#saved === undefined ? "control plane" : "saved copy";
    if (waiting === 0) this.#onFirst();
  }

  async #renewTls(tls: XdsTlsConfig): Promise<void> {
    try {
      this.#client?.setTls(await readClientTls(tls));
      this.#options.logger.info("certificates for the control plane read again");
    } catch (error) {
      this.#options.logger.error(
        "certificates for the control plane refused, the last good ones stay",
        {
          error: errorText(error),
        },
      );
    }
  }

  /** Asks for the endpoints and routes that clusters and listeners name. */
  #subscribe(): void {
    this.#namesChanged = false;
    const { xds } = this.#options;
    const endpoints = new Set<string>();
    for (const { value } of this.#live.clusters.values()) {
      if (value.edsName !== undefined) endpoints.add(value.edsName);
    }
    const routes = new Set<string>();
    for (const { value } of this.#live.listeners.values()) {
      if ("rds" in value.routes) routes.add(value.routes.rds);
    }
    const routeType =
      xds.routes === "aeraki" ? TypeUrl.HttpRouteConfiguration : TypeUrl.RouteConfiguration;
    this.#live.keepOnly(endpoints, routes);
    this.#client?.subscribe(TypeUrl.ClusterLoadAssignment, endpoints);
    this.#client?.subscribe(routeType, routes);
  }

  #warm(): void {
    for (const config of this.#warming.unresolved(this.#live)) {
      if (this.#warmingNow.has(config.name)) continue;
      this.#warmingNow.add(config.name);
      void this.#options.warm(config).then(() => {
        this.#warmingNow.delete(config.name);
        this.#warming.onResolved(config.name);
        this.#schedule();
      });
    }
  }

  async #readSavedCopy(): Promise<void> {
    const { xds, logger, plugins } = this.#options;
    if (xds.savedCopy === undefined) return;
    const saved = new ResourceSet(plugins, () => {});
    try {
      for (const resource of await readSavedCopy(xds.savedCopy)) {
        const { typeUrl } = resource;
        for (const { name, message } of saved.take({
          typeUrl,
          resources: [resource],
          removed: [],
        })) {
          logger.warn("resource of the saved copy left out", {
            type: typeUrl,
            name,
            error: message,
          });
        }
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
        // It may be a file that somebody needs, named by mistake.
        this.#saves = false;
        const fields = { file: xds.savedCopy, error: errorText(error) };
        logger.warn("saved copy not read; the file is left alone and no copy is saved", fields);
      }
      return;
    }
    this.#saved = saved;
    this.#schedule();
  }

  #saveSoon(): void {
    if (this.#options.xds.savedCopy === undefined || !this.#saves) return;
    this.#saveTimer ??= setTimeout(() => this.#save(), SAVE_AFTER_MS).unref();
  }

  #save(): void {
    this.#saveTimer = undefined;
    const { xds, logger } = this.#options;
    const { savedCopy } = xds;
    if (savedCopy === undefined) return;
    this.#saving = this.#saving
      .then(() => writeSavedCopy(savedCopy, this.#live.resources()))
      .catch((error: unknown) => {
        logger.error("saved copy not written", { file: savedCopy, error: errorText(error) });
      });
  }
}

function isSame(a: Effective, b: Effective | undefined): boolean {
  return (
    b !== undefined && sameItems(a.listeners, b.listeners) && sameItems(a.clusters, b.clusters)
  );
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** A failure without the wait until the next attempt, which differs each time. */
function kindOf(failure: string | undefined): string | undefined {
  return failure?.replaceAll(/\d+(?:\.\d+)?/g, "");
}
