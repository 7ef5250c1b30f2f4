import type { DeliveryState } from "./delivery.js";

/** What the control plane knows of a proxy. */
export interface ProxyView {
  /** The node id. */
  readonly id: string;
  readonly namespace: string;
  /** Address and port that it connects from. */
  readonly peer: string;
  /** How many proxies call themselves so. All but `peer` may differ from what is shown. Left out: one. */
  readonly instances?: number;
  /** Such as "meltemi/0.1.0". */
  readonly userAgent: string;
  readonly protocol: "sotw" | "delta";
  /** False: it was here, and its last state is remembered for a while. */
  readonly connected: boolean;
  /** RFC 3339: when its oldest open stream began. */
  readonly connectedAt: string;
  /** RFC 3339, of a proxy that is not connected. */
  readonly disconnectedAt?: string;
  readonly types: readonly TypeView[];
}

export interface TypeView {
  readonly type: "CDS" | "EDS" | "LDS" | "RDS";
  readonly state: DeliveryState;
  /** Version of the snapshot that was sent last. */
  readonly sent?: string;
  /** Version of the snapshot that the proxy has taken last. */
  readonly acked?: string;
  readonly resources: number;
  /** Why the proxy refused what was sent, in its words. */
  readonly error?: string;
}
