import { EventEmitter, once } from "node:events";
import {
  type ClientTls,
  createXdsClient,
  decodeMessage,
  type Node,
  type Rejection,
  type Resource,
  TypeUrl,
  type XdsUpdate,
} from "@meltemi/xds";
import { onTestFinished } from "vitest";
import type { ControlPlane } from "../../src/index.js";

export interface ClientOptions {
  readonly id?: string;
  readonly metadata?: Node["metadata"];
  readonly protocol?: "delta" | "sotw";
  readonly tls?: ClientTls;
  /** What it does not take. */
  readonly reject?: (resource: Resource) => string | undefined;
}

/** Asks for what a proxy asks for, and keeps what it gets. */
export class ProxyClient {
  /** By type and name. */
  readonly resources = new Map<string, Map<string, Resource>>();
  /** How many responses it got, by type. */
  readonly updates: string[] = [];
  readonly close: () => void;
  readonly #events = new EventEmitter();

  constructor(
    plane: ControlPlane,
    { id = "proxy-1", metadata, protocol, tls, reject }: ClientOptions = {},
  ) {
    const { address, port } = plane.xdsAddress;
    const client = createXdsClient({
      address: `${address}:${port}`,
      ...(protocol === undefined ? {} : { protocol }),
      ...(tls === undefined ? {} : { tls }),
      backOff: { initialMs: 10 },
      node: {
        id,
        cluster: "test",
        metadata: metadata ?? { NAMESPACE: "shop" },
        locality: undefined,
        userAgentName: "meltemi",
        userAgentVersion: "0.1.0",
      },
      handler: {
        onUpdate: (update) => {
          const rejections = this.#take(update, reject);
          if (update.typeUrl === TypeUrl.Cluster) {
            client.subscribe(TypeUrl.ClusterLoadAssignment, new Set(this.names(TypeUrl.Cluster)));
          }
          if (update.typeUrl === TypeUrl.Listener) {
            client.subscribe(
              TypeUrl.RouteConfiguration,
              new Set(routesOf(this.names(TypeUrl.Cluster))),
            );
          }
          this.#events.emit("update");
          return rejections;
        },
      },
    });
    this.close = () => client.close();
    onTestFinished(() => client.close());
    client.subscribe(TypeUrl.Cluster, "*");
    client.subscribe(TypeUrl.Listener, "*");
  }

  names(typeUrl: string): readonly string[] {
    return [...(this.resources.get(typeUrl)?.keys() ?? [])].sort();
  }

  get(typeUrl: string, name: string): Resource | undefined {
    return this.resources.get(typeUrl)?.get(name);
  }

  /** Everything it has, as text: equal texts mean equal bytes. */
  get content(): string {
    return [...this.resources.keys()]
      .sort()
      .flatMap((typeUrl) =>
        this.names(typeUrl).map((name) => {
          const bytes = this.get(typeUrl, name)?.bytes ?? new Uint8Array();
          return `${typeUrl} ${name} ${Buffer.from(bytes).toString("base64")}`;
        }),
      )
      .join("\n");
  }

  /** The cluster that all requests for a host go to. */
  clusterOf(host: string): string | undefined {
    const resource = this.get(TypeUrl.RouteConfiguration, `${host}.shop.svc.cluster.local_9090`);
    if (resource === undefined) return undefined;
    const type = "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration";
    return decodeMessage(type, resource.bytes).routes?.[0]?.route?.cluster;
  }

  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await once(this.#events, "update");
  }

  #take(
    { typeUrl, resources, removed }: XdsUpdate,
    reject: ClientOptions["reject"],
  ): readonly Rejection[] {
    this.updates.push(typeUrl);
    const known = this.resources.get(typeUrl) ?? new Map<string, Resource>();
    this.resources.set(typeUrl, known);
    const rejections: Rejection[] = [];
    for (const resource of resources) {
      const message = reject?.(resource);
      if (message === undefined) known.set(resource.name, resource);
      else rejections.push({ name: resource.name, message });
    }
    for (const name of removed) known.delete(name);
    return rejections;
  }
}

/** Names of the route configurations for outbound clusters. */
function routesOf(clusters: readonly string[]): readonly string[] {
  return clusters.flatMap((cluster) => {
    const [, port, subset, host] = cluster.split("|");
    return subset === "" && host !== "" ? [`${host}_${port}`] : [];
  });
}
