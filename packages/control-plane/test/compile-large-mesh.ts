import {
  type DestinationRuleSpec,
  type MetaRouterSpec,
  type Resource,
  resourceKey,
  type ServiceEntrySpec,
} from "@meltemi/api";

/** A mesh of `count` services with `endpoints` endpoints, a rule with two subsets and a router with two routes each. */
export function largeMesh(count: number, endpoints: number): Map<string, Resource> {
  const resources = new Map<string, Resource>();
  for (let index = 0; index < count; index++) {
    for (const resource of [entry(index, endpoints), rule(index), router(index, "v2")]) {
      const { namespace, name } = resource.metadata;
      resources.set(resourceKey(resource.kind, namespace, name), resource);
    }
  }
  return resources;
}

export function hostOf(index: number): string {
  return `service-${index}.large.svc.cluster.local`;
}

function entry(index: number, endpoints: number): Resource<ServiceEntrySpec> {
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "ServiceEntry",
    metadata: metadata(index),
    spec: {
      hosts: [hostOf(index)],
      addresses: [],
      ports: [{ number: 9090, name: "tcp-metaprotocol-thrift" }],
      location: "MESH_INTERNAL",
      resolution: "STATIC",
      endpoints: Array.from({ length: endpoints }, (_, number) => ({
        address: `10.${index >> 8}.${index & 255}.${number + 1}`,
        ports: {},
        labels: { app: `service-${index}`, version: number % 2 === 0 ? "v1" : "v2" },
      })),
      exportTo: [],
    },
  };
}

function rule(index: number): Resource<DestinationRuleSpec> {
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: metadata(index),
    spec: {
      host: hostOf(index),
      subsets: ["v1", "v2"].map((name) => ({ name, labels: { version: name } })),
      exportTo: [],
    },
  };
}

/** A router that sends calls of `createOrder` to a subset, and all others to v1. */
export function router(index: number, subset: string): Resource<MetaRouterSpec> {
  const host = hostOf(index);
  const route = {
    requestMutation: [],
    responseMutation: [],
    hashPolicy: [],
    oneway: false,
  };
  return {
    apiVersion: "metaprotocol.aeraki.io/v1alpha1",
    kind: "MetaRouter",
    metadata: metadata(index),
    spec: {
      hosts: [host],
      gateways: [],
      exportTo: [],
      routes: [
        {
          ...route,
          name: "create",
          match: { attributes: { method: { exact: "createOrder" }, tenant: { prefix: "vip-" } } },
          route: [{ destination: { host, subset } }],
        },
        { ...route, name: "others", route: [{ destination: { host, subset: "v1" } }] },
      ],
    },
  };
}

function metadata(index: number): Resource["metadata"] {
  return {
    name: `service-${index}`,
    namespace: "large",
    labels: {},
    annotations: {},
    creationTimestamp: "2024-01-01T00:00:00Z",
  };
}
