import type { ConfigProblem } from "@meltemi/api";
import type { ResourceView } from "@meltemi/control-plane";

/** What the control plane's HTTP API answers with, beside the views that its package exports. */

export interface ResourceList {
  readonly resources: readonly ResourceView[];
  /** What is wrong beside resources: files that cannot be read, resources that are there twice. */
  readonly problems: readonly ConfigProblem[];
}

/** What a proxy is to have, readable. */
export interface ProxyConfigView {
  readonly listeners: readonly unknown[];
  readonly clusters: readonly unknown[];
  readonly endpoints: readonly unknown[];
  readonly routes: readonly unknown[];
}

export interface RouteList {
  readonly routes: readonly RouteView[];
  /** Why there are none, with what to do. */
  readonly problem?: string;
}

export interface RouteView {
  /** Of the route configuration, such as `orders.shop.svc.cluster.local_20880`. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: string;
  readonly version: string;
  /** The encoded route configuration, in base64. */
  readonly resource: string;
  /** The resources that it was made from, such as `MetaRouter/shop/orders`. */
  readonly sources: readonly string[];
  /** Clusters that its routes lead to and that the mesh does not have. Absent in the answers of older control planes. */
  readonly missingClusters?: readonly string[];
}
