/** The kinds of resources that Meltemi reads. */
export type Kind =
  | "MetaRouter"
  | "ApplicationProtocol"
  | "ServiceEntry"
  | "WorkloadEntry"
  | "DestinationRule"
  | "VirtualService"
  | "Gateway"
  | "Service"
  | "EndpointSlice";

export interface ResourceMetadata {
  readonly name: string;
  /** Empty for kinds that belong to the whole mesh. "default" where the user gave none. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** RFC 3339. Undefined: nobody has stamped it; such a resource counts as older than any that has one. */
  readonly creationTimestamp: string | undefined;
}

/**
 * A resource that has been found right, with every default filled in. Durations stay texts such as "60s"; read
 * them with parseDuration of core. Kubernetes kinds without a `spec` (EndpointSlice) have their fields there.
 */
export interface Resource<Spec = unknown> {
  /** As the registry of kinds names it, whatever spelling the user chose. */
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: ResourceMetadata;
  readonly spec: Spec;
}

/** Which resource it is. */
export interface ResourceId {
  readonly kind: Kind;
  /** Empty for kinds of the whole mesh. */
  readonly namespace: string;
  readonly name: string;
}

/** `MetaRouter/shop/orders`; `ApplicationProtocol//qza` for kinds of the whole mesh. */
export function resourceKey(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}
