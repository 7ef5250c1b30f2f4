import { type Resource, readResources, resourceKey } from "@meltemi/api";
import { decodeMessage, isMessageName, messageName, type Node, TypeUrl } from "@meltemi/xds";
import { createCompiler } from "../src/compile/compiler.js";
import type { Mesh, NodeSnapshot } from "../src/compile/mesh.js";
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

/** Compiles a YAML text and shows what a proxy is sent. */
export function compiled(yaml: string, wish: NodeWish = {}): CompiledYaml {
  const mesh = createCompiler().compile(viewOf(resourcesOf(yaml)));
  const snapshot = mesh.snapshot(node(wish));
  const { listeners = {}, clusters = {}, endpoints = {}, routes = {} } = readable(snapshot);
  return {
    mesh,
    snapshot,
    listeners,
    clusters,
    endpoints,
    routes,
    problems: mesh.diagnostics.map(({ resource, reason, message }) => [resource, reason, message]),
    atProxy: snapshot.diagnostics.map(({ resource, reason, message }) => [
      resource,
      reason,
      message,
    ]),
  };
}

export interface CompiledYaml {
  readonly mesh: Mesh;
  readonly snapshot: NodeSnapshot;
  /** By name. */
  readonly listeners: Readonly<Record<string, unknown>>;
  readonly clusters: Readonly<Record<string, unknown>>;
  readonly endpoints: Readonly<Record<string, unknown>>;
  readonly routes: Readonly<Record<string, unknown>>;
  /** Resource, reason and message of each diagnostic of the mesh, and of those of the proxy. */
  readonly problems: readonly (readonly string[])[];
  readonly atProxy: readonly (readonly string[])[];
}

const NETWORKING = "networking.istio.io/v1";
const METAPROTOCOL = "metaprotocol.aeraki.io/v1alpha1";

/** Several resources as one text. */
export function documents(...texts: readonly string[]): string {
  return texts.join("\n---\n");
}

/** YAML of a resource. `spec` is in YAML's short form. */
export function yaml(kind: string, name: string, spec: string, more = ""): string {
  const [namespace = "", own = ""] = name.includes("/") ? name.split("/") : ["shop", name];
  const apiVersion =
    kind === "MetaRouter" || kind === "ApplicationProtocol" ? METAPROTOCOL : NETWORKING;
  const place = kind === "ApplicationProtocol" ? "" : `, namespace: ${namespace}`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${own}${place}${more}}\nspec: ${spec}`;
}

/** A ServiceEntry with one thrift port, 9090, and an endpoint of each version. */
export function serviceEntry(host: string, more = "", metadata = ""): string {
  return yaml(
    "ServiceEntry",
    host.replaceAll(".", "-"),
    `{hosts: [${host}], ports: [{number: 9090, name: tcp-metaprotocol-thrift}], resolution: STATIC,
      endpoints: [{address: 10.0.0.1, labels: {version: v1}}, {address: 10.0.0.2, labels: {version: v2}}]${more}}`,
    metadata,
  );
}

export const V1_AND_V2 =
  "subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]";
