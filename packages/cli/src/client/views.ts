import type { ConfigProblem } from "@meltemi/api";

/** What the control plane's HTTP API answers with. */

export interface ConditionView {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason: string;
  readonly message: string;
}

export interface ResourceView {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly creationTimestamp?: string;
  };
  /** The whole resource as its user wrote it. */
  readonly written: unknown;
  /** The file that it came from. */
  readonly origin?: { readonly file: string; readonly line?: number };
  readonly status: { readonly conditions: readonly ConditionView[] };
}

export interface ApplyResult {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly result: "created" | "configured" | "unchanged";
  readonly warnings: readonly string[];
}

export interface ProxyView {
  readonly id: string;
  readonly namespace: string;
  readonly peer: string;
  readonly userAgent: string;
  readonly protocol: string;
  /** False: it was here, and its last state is remembered for a while. */
  readonly connected: boolean;
  /** RFC 3339. */
  readonly connectedAt: string;
  /** RFC 3339, of one that is not connected. */
  readonly disconnectedAt?: string;
  readonly types: readonly ProxyTypeView[];
}

export interface ProxyTypeView {
  readonly type: "CDS" | "EDS" | "LDS" | "RDS";
  readonly state: "synced" | "stale" | "rejected" | "not-sent";
  /** Versions. */
  readonly sent?: string;
  readonly acked?: string;
  /** How many the proxy is sent. */
  readonly resources: number;
  /** Why the proxy rejected what it was sent. */
  readonly error?: string;
}

export interface ProxyConfigView {
  readonly listeners: unknown;
  readonly clusters: unknown;
  readonly endpoints: unknown;
  readonly routes: unknown;
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
  readonly json: unknown;
  /** The resources that it was made from, such as `MetaRouter/shop/orders`. */
  readonly sources: readonly string[];
}

export interface Refusal {
  readonly problems: readonly ConfigProblem[];
}
