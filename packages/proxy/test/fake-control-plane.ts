import {
  createXdsServer,
  encodeMessage,
  makeResource,
  packAny,
  type Resource,
  type Snapshot,
  type StreamObserver,
  TypeUrl,
  type XdsServer,
} from "@meltemi/xds";

/** A server of xDS whose resources a test sets by hand. */
export class FakeControlPlane {
  readonly rejections: string[] = [];
  readonly acknowledged = new Map<string, number>();
  #server: XdsServer | undefined;
  #resources: readonly Resource[] = [];
  readonly #watchers = new Set<(snapshot: Snapshot) => void>();
  #version = 0;
  #nudge: () => void = () => {};

  get address(): string {
    return `127.0.0.1:${this.#server?.port ?? 0}`;
  }

  async start(port = 0): Promise<void> {
    const observer: StreamObserver = {
      onAck: (_stream, typeUrl) => {
        this.acknowledged.set(typeUrl, (this.acknowledged.get(typeUrl) ?? 0) + 1);
        this.#nudge();
      },
      onNack: (_stream, _typeUrl, _version, message) => {
        this.rejections.push(message);
        this.#nudge();
      },
    };
    this.#server = await createXdsServer({
      port,
      observer,
      source: {
        watch: (_node, onSnapshot) => {
          this.#watchers.add(onSnapshot);
          onSnapshot(this.#snapshot());
          return () => this.#watchers.delete(onSnapshot);
        },
      },
    });
  }

  set(...resources: readonly Resource[]): void {
    this.#resources = resources;
    this.#version++;
    for (const watcher of this.#watchers) watcher(this.#snapshot());
  }

  /** Waits until that holds, looking again whenever a client has said something. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.#nudge = resolve;
      });
    }
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  #snapshot(): Snapshot {
    const maps = new Map<string, Map<string, Resource>>();
    for (const resource of this.#resources) {
      const known = maps.get(resource.typeUrl) ?? new Map<string, Resource>();
      maps.set(resource.typeUrl, known.set(resource.name, resource));
    }
    return {
      version: String(this.#version),
      resources: (typeUrl) => maps.get(typeUrl) ?? new Map(),
    };
  }
}

/** A cluster whose endpoints come by EDS, and its endpoints. */
export function cluster(name: string, ...ports: readonly number[]): readonly Resource[] {
  const config = encodeMessage("envoy.config.cluster.v3.Cluster", {
    name,
    type: "EDS",
    edsClusterConfig: { edsConfig: { ads: {}, resourceApiVersion: "V3" }, serviceName: name },
  });
  const endpoints = encodeMessage("envoy.config.endpoint.v3.ClusterLoadAssignment", {
    clusterName: name,
    endpoints: [
      {
        lbEndpoints: ports.map((port) => ({
          endpoint: {
            address: { socketAddress: { address: "127.0.0.1", portValue: port } },
          },
        })),
      },
    ],
  });
  return [
    makeResource(TypeUrl.Cluster, name, config),
    makeResource(TypeUrl.ClusterLoadAssignment, name, endpoints),
  ];
}

/** A listener on a port that the kernel picks, with routes by RDS, and its one route. */
export function listener(
  name: string,
  clusterName: string,
  codec = "demo",
  port = 0,
): readonly Resource[] {
  const proxy = packAny("aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy", {
    statPrefix: name,
    applicationProtocol: codec,
    codec: { name: codec },
    rds: { configSource: { ads: {}, resourceApiVersion: "V3" }, routeConfigName: `${name}-routes` },
  });
  const config = encodeMessage("envoy.config.listener.v3.Listener", {
    name,
    address: { socketAddress: { address: "127.0.0.1", portValue: port } },
    filterChains: [
      { filters: [{ name: "envoy.filters.network.meta_protocol_proxy", typedConfig: proxy }] },
    ],
  });
  const routes = encodeMessage(
    "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration",
    { name: `${name}-routes`, routes: [{ name: "all", route: { cluster: clusterName } }] },
  );
  return [
    makeResource(TypeUrl.Listener, name, config),
    makeResource(TypeUrl.RouteConfiguration, `${name}-routes`, routes),
  ];
}
