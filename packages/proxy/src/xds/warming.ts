import type {
  ClusterConfig,
  EndpointConfig,
  ListenerConfig,
  RouteConfig,
} from "../config/config.js";
import type { DynamicListener, DynamicRoutes } from "./dynamic-listener.js";
import type { ResourceSet } from "./resource-set.js";

/** What of a set of resources may be served now. */
export interface Effective {
  readonly listeners: readonly ListenerConfig[];
  readonly clusters: readonly ClusterConfig[];
  /** Listeners that wait for something. */
  readonly waiting: number;
  /** When the next of them has waited for long enough; Infinity: none waits. */
  readonly deadline: number;
}

/** How long routes wait for a cluster that nobody has told of: it may be on its way. */
const UNKNOWN_CLUSTER_MS = 2000;

/** How long a cluster that is gone serves routes that still lead to it: others may be on their way. */
const LINGER_MS = 30_000;

type Resources = Pick<
  ResourceSet,
  "clusters" | "endpoints" | "listeners" | "routes" | "clusterRevision"
>;

interface ActiveListener {
  readonly source: unknown;
  readonly routes: readonly RouteConfig[];
  readonly clusterNames: readonly string[];
  readonly config: ListenerConfig;
}

interface ActiveCluster {
  readonly source: unknown;
  readonly endpoints: unknown;
  readonly config: ClusterConfig;
}

/**
 * Keeps a proxy from using what is not all there: a new listener waits for its routes, and routes wait for
 * the endpoints of the clusters that they lead to. What was in use stays in use meanwhile, so that no order
 * in which a control plane sends things makes a request fail. A cluster that is gone stays for a while as
 * long as routes in use lead to it. Parts that have not changed are the same objects as before.
 */
export class Warming {
  readonly #patienceMs: number;
  /** DNS clusters whose names have been looked up. */
  readonly #resolved = new Set<string>();
  #listeners: ReadonlyMap<string, ActiveListener> = new Map();
  #clusters: ReadonlyMap<string, ActiveCluster> = new Map();
  /** Since when each waits. */
  readonly #waitingListeners = new Map<string, number>();
  readonly #waitingClusters = new Map<string, number>();
  readonly #lingeringClusters = new Map<string, number>();
  /** Clusters that routes lead to, that nobody has told of, and that were waited for once. */
  #givenUp: ReadonlySet<string> = new Set();
  /** The clusters that were found when none of them waited, which need not be looked through again. */
  #settled: {
    readonly set?: Resources;
    readonly revision?: number;
    readonly clusters?: ReadonlyMap<string, ActiveCluster> | undefined;
  } = {};

  /** @param patienceMs after so many milliseconds things are used as they are */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** DNS clusters that are not in use yet, and whose names nobody has begun to look up. */
  unresolved(set: Resources): readonly ClusterConfig[] {
    const configs: ClusterConfig[] = [];
    for (const [name, { value }] of set.clusters) {
      if (value.config.type !== "dns" || this.#clusters.has(name) || this.#resolved.has(name)) {
        continue;
      }
      configs.push(value.config);
    }
    return configs;
  }

  onResolved(cluster: string): void {
    this.#resolved.add(cluster);
  }

  /** @param now milliseconds on any steady clock */
  compute(set: Resources, now: number): Effective {
    const deadlines = new Deadlines(now);
    const clusters = this.#readyClusters(set, deadlines);
    const listeners = this.#readyListeners(set, clusters, deadlines);
    const lingering = this.#lingering(listeners, clusters, deadlines);
    this.#listeners = listeners;
    this.#clusters = lingering.size === 0 ? clusters : new Map([...clusters, ...lingering]);
    this.#settled = {
      set,
      revision: set.clusterRevision,
      clusters: this.#waitingClusters.size === 0 && lingering.size === 0 ? clusters : undefined,
    };
    return {
      listeners: Array.from(listeners.values(), ({ config }) => config),
      clusters: Array.from(this.#clusters.values(), ({ config }) => config),
      waiting: this.#waitingListeners.size,
      deadline: deadlines.earliest,
    };
  }

  #readyClusters(set: Resources, deadlines: Deadlines): ReadonlyMap<string, ActiveCluster> {
    const { set: lastSet, revision, clusters } = this.#settled;
    if (clusters !== undefined && set === lastSet && set.clusterRevision === revision) {
      return clusters;
    }
    const ready = new Map<string, ActiveCluster>();
    for (const [name, { value }] of set.clusters) {
      const known = this.#clusters.get(name);
      const endpoints =
        value.edsName === undefined ? undefined : set.endpoints.get(value.edsName)?.value;
      const isThere =
        value.edsName === undefined
          ? value.config.type !== "dns" || known !== undefined || this.#resolved.has(name)
          : endpoints !== undefined;
      if (!isThere && deadlines.wait(this.#waitingClusters, name, this.#patienceMs)) {
        if (known !== undefined) ready.set(name, known);
        continue;
      }
      if (isThere) this.#waitingClusters.delete(name);
      const isKnown =
        known !== undefined && known.source === value && known.endpoints === endpoints;
      ready.set(name, isKnown ? known : activeCluster(value, endpoints));
    }
    forget(this.#waitingClusters, set.clusters);
    for (const name of this.#resolved) if (!set.clusters.has(name)) this.#resolved.delete(name);
    return ready;
  }

  #readyListeners(
    set: Resources,
    clusters: ReadonlyMap<string, ActiveCluster>,
    deadlines: Deadlines,
  ): Map<string, ActiveListener> {
    const ready = new Map<string, ActiveListener>();
    const givenUp = new Set<string>();
    for (const [name, { value }] of set.listeners) {
      const known = this.#listeners.get(name);
      const target = routesOf(value.routes, set);
      if (this.#givenUp.size > 0) {
        for (const one of target?.clusterNames ?? []) {
          if (this.#givenUp.has(one) && !set.clusters.has(one)) givenUp.add(one);
        }
      }
      if (known?.source === value && known.routes === target?.routes) {
        ready.set(name, known);
        this.#waitingListeners.delete(name);
        continue;
      }
      const patienceMs = this.#patienceOf(target?.clusterNames, clusters, set);
      if (patienceMs > 0 && deadlines.wait(this.#waitingListeners, name, patienceMs)) {
        if (known !== undefined) ready.set(name, known);
        continue;
      }
      this.#waitingListeners.delete(name);
      if (patienceMs > 0) {
        for (const one of target?.clusterNames ?? []) if (!set.clusters.has(one)) givenUp.add(one);
      }
      const routes = target?.routes ?? NO_ROUTES;
      const clusterNames = target?.clusterNames ?? [];
      ready.set(
        name,
        known?.source === value && known.routes === routes
          ? known
          : { source: value, routes, clusterNames, config: { ...value.config, routes } },
      );
    }
    forget(this.#waitingListeners, set.listeners);
    this.#givenUp = givenUp;
    return ready;
  }

  /** Clusters that are gone and that routes in use still lead to. */
  #lingering(
    listeners: ReadonlyMap<string, ActiveListener>,
    clusters: ReadonlyMap<string, ActiveCluster>,
    deadlines: Deadlines,
  ): ReadonlyMap<string, ActiveCluster> {
    const lingering = new Map<string, ActiveCluster>();
    if (clusters === this.#clusters) return lingering; // as before, when none was
    for (const { clusterNames } of listeners.values()) {
      for (const name of clusterNames) {
        const known = clusters.has(name) ? undefined : this.#clusters.get(name);
        if (known !== undefined && deadlines.wait(this.#lingeringClusters, name, LINGER_MS)) {
          lingering.set(name, known);
        }
      }
    }
    forget(this.#lingeringClusters, lingering);
    return lingering;
  }

  /** Milliseconds that routes may wait for what they need; 0: everything is there. */
  #patienceOf(
    clusterNames: readonly string[] | undefined,
    ready: ReadonlyMap<string, ActiveCluster>,
    set: Resources,
  ): number {
    if (clusterNames === undefined) return this.#patienceMs;
    let patienceMs = 0;
    for (const name of clusterNames) {
      if (ready.has(name) || this.#clusters.has(name)) continue;
      if (set.clusters.has(name)) return this.#patienceMs;
      if (this.#givenUp.has(name)) continue;
      patienceMs = Math.min(UNKNOWN_CLUSTER_MS, this.#patienceMs);
    }
    return patienceMs;
  }
}

const NO_ROUTES: readonly RouteConfig[] = [];

/** Who waits since when, and when the first of them has waited for long enough. */
class Deadlines {
  readonly #now: number;
  earliest: number = Number.POSITIVE_INFINITY;

  constructor(now: number) {
    this.#now = now;
  }

  /** @returns false when it has waited for long enough */
  wait(waiting: Map<string, number>, name: string, patienceMs: number): boolean {
    const since = waiting.get(name) ?? this.#now;
    waiting.set(name, since);
    const until = since + patienceMs;
    if (until <= this.#now) return false;
    this.earliest = Math.min(this.earliest, until);
    return true;
  }
}

/** Nobody waits for what is no longer wanted. */
function forget(waiting: Map<string, number>, wanted: ReadonlyMap<string, unknown>): void {
  for (const name of waiting.keys()) if (!wanted.has(name)) waiting.delete(name);
}

/** Undefined: they have not come yet. */
function routesOf(routes: DynamicListener["routes"], set: Resources): DynamicRoutes | undefined {
  return "rds" in routes ? set.routes.get(routes.rds)?.value : routes;
}

function activeCluster(
  source: { readonly config: ClusterConfig },
  endpoints: readonly EndpointConfig[] | undefined,
): ActiveCluster {
  const config = endpoints === undefined ? source.config : { ...source.config, endpoints };
  return { source, endpoints, config };
}
