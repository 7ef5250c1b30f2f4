/** A cluster as it is now. */
export interface ClusterStatus {
  readonly name: string;
  /** How its endpoints are found: "static", "dns". */
  readonly type: string;
  readonly endpoints: readonly EndpointStatus[];
}

export interface EndpointStatus {
  /** IP address, IPv6 without brackets. */
  readonly address: string;
  readonly port: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it gets requests. */
  readonly healthy: boolean;
  /** Upstream connections open. */
  readonly connections: number;
  /** Requests sent and not yet answered. */
  readonly activeRequests: number;
  /** Requests sent since the endpoint was added. */
  readonly totalRequests: number;
}
