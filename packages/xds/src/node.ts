/** Who a client says it is: envoy.config.core.v3.Node, in plain values. */
export interface Node {
  readonly id: string;
  readonly cluster: string;
  /** Of plain JSON values, as in google.protobuf.Struct. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly locality: Locality | undefined;
  /** Such as "meltemi" and "0.1.0". */
  readonly userAgentName: string;
  readonly userAgentVersion: string;
}

export interface Locality {
  readonly region: string;
  readonly zone: string;
  readonly subZone: string;
}
