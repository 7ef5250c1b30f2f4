import {
  encodeMessage,
  makeResource,
  type Node,
  type Resource,
  type Snapshot,
  type SnapshotSource,
  TypeUrl,
} from "../src/index.js";

export const NODE: Node = {
  id: "sidecar~127.0.0.1~orders.shop~shop.svc.cluster.local",
  cluster: "orders",
  metadata: { NAMESPACE: "shop", LABELS: { app: "orders" } },
  locality: { region: "r", zone: "z", subZone: "" },
  userAgentName: "test",
  userAgentVersion: "1",
};

/** A resource whose content is `content`, in a field that has nothing to do with its name. */
export function resource(typeUrl: string, name: string, content = 0, ttlMs?: number): Resource {
  return makeResource(typeUrl, name, bytesOf(typeUrl, name, content), ttlMs);
}

function bytesOf(typeUrl: string, name: string, content: number): Uint8Array {
  if (typeUrl === TypeUrl.ClusterLoadAssignment) {
    const policy = { overprovisioningFactor: { value: content } };
    const message = { clusterName: name, policy };
    return encodeMessage("envoy.config.endpoint.v3.ClusterLoadAssignment", message);
  }
  // Cluster's alt_stat_name, Listener's stat_prefix and the routes' rest differ; a lone field does not.
  const text = `content ${content}`;
  if (typeUrl === TypeUrl.Cluster) {
    return encodeMessage("envoy.config.cluster.v3.Cluster", { name, altStatName: text });
  }
  if (typeUrl === TypeUrl.Listener) {
    return encodeMessage("envoy.config.listener.v3.Listener", { name, statPrefix: text });
  }
  const routes = [{ name: text }];
  return encodeMessage("aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration", {
    name,
    routes,
  });
}

let snapshots = 0;

/** A snapshot of those resources. Maps of types that are as in `before` are the same objects. */
export function snapshotOf(
  resources: readonly Resource[],
  options: { before?: Snapshot; onDemand?: Snapshot["onDemand"] } = {},
): Snapshot {
  const maps = new Map<string, Map<string, Resource>>();
  for (const one of resources) {
    const map = maps.get(one.typeUrl) ?? new Map<string, Resource>();
    maps.set(one.typeUrl, map.set(one.name, one));
  }
  const { before, onDemand } = options;
  const same = (typeUrl: string): boolean => {
    const [old, now] = [before?.resources(typeUrl), maps.get(typeUrl) ?? new Map()];
    return (
      old !== undefined &&
      old.size === now.size &&
      [...old].every(([name, { version }]) => now.get(name)?.version === version)
    );
  };
  const chosen = new Map<string, ReadonlyMap<string, Resource>>();
  return {
    version: `v${++snapshots}`,
    resources(typeUrl) {
      let map = chosen.get(typeUrl);
      if (map === undefined) {
        map = same(typeUrl) ? before?.resources(typeUrl) : maps.get(typeUrl);
        map ??= new Map();
        chosen.set(typeUrl, map);
      }
      return map;
    },
    ...(onDemand && { onDemand }),
  };
}

/** A source whose snapshot, the same for all nodes, is set by the test. */
export class TestSource implements SnapshotSource {
  readonly nodes: Node[] = [];
  #snapshot: Snapshot | undefined;
  readonly #watchers = new Set<(snapshot: Snapshot) => void>();

  get watchers(): number {
    return this.#watchers.size;
  }

  watch(node: Node, onSnapshot: (snapshot: Snapshot) => void): () => void {
    this.nodes.push(node);
    this.#watchers.add(onSnapshot);
    if (this.#snapshot !== undefined) onSnapshot(this.#snapshot);
    return () => this.#watchers.delete(onSnapshot);
  }

  set(resources: readonly Resource[], onDemand?: Snapshot["onDemand"]): Snapshot {
    const before = this.#snapshot;
    const snapshot = snapshotOf(resources, {
      ...(before && { before }),
      ...(onDemand && { onDemand }),
    });
    this.#snapshot = snapshot;
    for (const watcher of this.#watchers) watcher(snapshot);
    return snapshot;
  }
}
