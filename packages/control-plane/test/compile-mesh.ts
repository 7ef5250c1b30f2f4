import { type Resource, readResources, resourceKey } from "@meltemi/api";
import { decodeMessage, isMessageName, messageName, type Node, TypeUrl } from "@meltemi/xds";
import type { NodeSnapshot } from "../src/compile/mesh.js";
import type { StoreView } from "../src/compile/store-view.js";

/** The resources of a YAML text. Fails when one of them has an error. */
export function resourcesOf(yaml: string): readonly Resource[] {
  return readResources(yaml).map(({ resource, problems }) => {
    if (resource === undefined || problems.length > 0) {
      throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join("\n"));
    }
    return resource;
  });
}

export function keyOf({ kind, metadata }: Resource): string {
  return resourceKey(kind, metadata.namespace, metadata.name);
}

export function viewOf(
  resources: Iterable<Resource>,
  addresses: ReadonlyMap<string, string> = new Map(),
): StoreView {
  const byKey = new Map<string, Resource>();
  for (const resource of resources) byKey.set(keyOf(resource), resource);
  return { resources: byKey, addresses };
}

export interface NodeWish {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly addresses?: readonly string[];
  readonly outbound?: string;
  readonly inbound?: Readonly<Record<string, string>>;
}

export function node({
  namespace = "default",
  labels = {},
  addresses = [],
  outbound = "vip",
  inbound = {},
}: NodeWish = {}): Node {
  return {
    id: "test",
    cluster: "",
    metadata: {
      NAME: "test",
      NAMESPACE: namespace,
      LABELS: labels,
      INSTANCE_IPS: addresses.join(","),
      MELTEMI: { OUTBOUND: outbound, INBOUND: inbound },
    },
    locality: undefined,
    userAgentName: "meltemi",
    userAgentVersion: "0.0.0",
  };
}

/** The message in a resource, with every Any inside it opened. */
export function messageOf(resource: {
  readonly typeUrl: string;
  readonly bytes: Uint8Array;
}): unknown {
  const name = messageName(resource.typeUrl);
  if (!isMessageName(name)) throw new Error(`not a message: ${name}`);
  return opened(decodeMessage(name, resource.bytes));
}

function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  const { typeUrl, value: bytes } = value as { typeUrl?: string; value?: Uint8Array };
  if (typeUrl !== undefined) {
    const inside = messageOf({ typeUrl, bytes: bytes ?? new Uint8Array() });
    return { "@type": messageName(typeUrl), ...(inside as object) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, opened(entry)]));
}

const TYPES = {
  listeners: TypeUrl.Listener,
  clusters: TypeUrl.Cluster,
  endpoints: TypeUrl.ClusterLoadAssignment,
  routes: TypeUrl.RouteConfiguration,
} as const;

/** All that a proxy is sent, readable. */
export function readable(snapshot: NodeSnapshot): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(TYPES).map(([type, typeUrl]) => [
      type,
      Object.fromEntries(
        [...snapshot.resources(typeUrl)].map(([name, resource]) => [name, messageOf(resource)]),
      ),
    ]),
  );
}
