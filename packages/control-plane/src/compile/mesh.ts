import type { Node, Resource, Snapshot } from "@meltemi/xds";
import type { Diagnostic } from "./diagnostic.js";
import type { Service } from "./service.js";

/** The outcome of one compilation. Immutable. What did not change since the one before is the same object. */
export interface Mesh {
  /** By host. */
  readonly services: readonly Service[];
  /** The address of each service that was given one here, by host. Keep it for the next view. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Sorted by resource. Those that depend on a proxy are in its snapshot. */
  readonly diagnostics: readonly Diagnostic[];
  /** What a proxy is to have. Shared among proxies that see the same. */
  snapshot(node: Node): NodeSnapshot;
  /** Route configurations as a namespace sees them, by name. */
  routes(query?: RouteQuery): readonly MeshRoute[];
  /** Why there are no such routes, with what to do. Undefined: there are, or no host is asked for. */
  whyNoRoutes(query: RouteQuery): string | undefined;
  /** Keys of the resources that made an xDS resource, sorted; none for one that this mesh does not have. */
  sources(typeUrl: string, name: string): readonly string[];
}

export interface NodeSnapshot extends Snapshot {
  /** What is odd about resources only at this proxy, such as two services that want the same port. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface RouteQuery {
  /** As written in the service, or short: `orders` in the namespace, `orders.shop`. Left out: all hosts. */
  readonly host?: string;
  /** Left out: all ports. */
  readonly port?: number;
  /** Who looks. Left out: a namespace that no resource names. */
  readonly namespace?: string;
}

export interface MeshRoute {
  /** `<host>_<port>` */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** The application protocol. */
  readonly protocol: string;
  /** Of TypeUrl.RouteConfiguration. */
  readonly resource: Resource;
  /** Keys of the resources that made it, sorted. */
  readonly sources: readonly string[];
  /** Clusters that it leads to and that do not exist, sorted: such requests are answered with an error. */
  readonly missingClusters: readonly string[];
}
