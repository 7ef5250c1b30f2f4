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

type Resources = Pick<ResourceSet, "clusters" | "endpoints" | "listeners" | "routes">;

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
 * in which a control plane sends things makes a request fail. A cluster that is gone stays for as long as
 * routes in use lead to it. Parts that have not changed are the same objects as before.
 */
export class Warming {
  readonly #patienceMs: number;
  /** DNS clusters whose names have been looked up. */
  readonly #resolved = new Set<string>();
  #listeners = new Map<string, ActiveListener>();
  #clusters = new Map<string, ActiveCluster>();
  readonly #waitingSince = new Map<string, number>();

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
    let deadline = Number.POSITIVE_INFINITY;
    const wait = (key: string, patienceMs: number): boolean => {
      const since = this.#waitingSince.get(key) ?? now;
      this.#waitingSince.set(key, since);
      const until = since + patienceMs;
      if (until <= now) return false;
      deadline = Math.min(deadline, until);
      return true;
    };

    const ready = new Map<string, ActiveCluster>();
    for (const [name, { value }] of set.clusters) {
      const key = `cluster ${name}`;
      const known = this.#clusters.get(name);
      const endpoints =
        value.edsName === undefined ? undefined : set.endpoints.get(value.edsName)?.value;
      const isThere =
        value.edsName === undefined
          ? value.config.type !== "dns" || known !== undefined || this.#resolved.has(name)
          : endpoints !== undefined;
      if (!isThere && wait(key, this.#patienceMs)) {
        if (known !== undefined) ready.set(name, known);
        continue;
      }
      if (isThere) this.#waitingSince.delete(key);
      const isKnown =
        known !== undefined && known.source === value && known.endpoints === endpoints;
      ready.set(name, isKnown ? known : activeCluster(value, endpoints));
    }

    let waiting = 0;
    const listeners = new Map<string, ActiveListener>();
    for (const [name, { value }] of set.listeners) {
      const key = `listener ${name}`;
      const known = this.#listeners.get(name);
      const target = routesOf(value.routes, set);
      const patienceMs = this.#patienceOf(target?.clusterNames, ready, set);
      if (patienceMs > 0 && wait(key, patienceMs)) {
        waiting++;
        if (known !== undefined) listeners.set(name, known);
        continue;
      }
      this.#waitingSince.delete(key);
      const routes = target?.routes ?? NO_ROUTES;
      listeners.set(
        name,
        known?.source === value && known.routes === routes
          ? known
          : {
              source: value,
              routes,
              clusterNames: target?.clusterNames ?? [],
              config: { ...value.config, routes },
            },
      );
    }

    // Those that are gone and yet still led to.
    for (const { clusterNames } of listeners.values()) {
      for (const name of clusterNames) {
        const known = ready.has(name) ? undefined : this.#clusters.get(name);
        if (known !== undefined) ready.set(name, known);
      }
    }

    for (const key of this.#waitingSince.keys()) {
      const name = key.slice(key.indexOf(" ") + 1);
      const isWanted = key.startsWith("cluster ")
        ? set.clusters.has(name)
        : set.listeners.has(name);
      if (!isWanted) this.#waitingSince.delete(key);
    }
    for (const name of this.#resolved) if (!set.clusters.has(name)) this.#resolved.delete(name);
    this.#listeners = listeners;
    this.#clusters = ready;
    return {
      listeners: Array.from(listeners.values(), ({ config }) => config),
      clusters: Array.from(ready.values(), ({ config }) => config),
      waiting,
      deadline,
    };
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
      patienceMs = Math.min(UNKNOWN_CLUSTER_MS, this.#patienceMs);
    }
    return patienceMs;
  }
}

const NO_ROUTES: readonly RouteConfig[] = [];

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
