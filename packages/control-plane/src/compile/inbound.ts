import { encodeMessage, makeResource, type Resource, TypeUrl } from "@meltemi/xds";
import { byAge, byText } from "./age.js";
import type { Client } from "./client.js";
import { type CompiledService, routingFor } from "./compiled-service.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import { durationOf } from "./durations.js";
import { listenerResource } from "./listener-message.js";
import type { MeshPort } from "./mesh-ports.js";
import { inboundCluster, isAddress, listenerName } from "./names.js";
import type { Service } from "./service.js";

/** What a proxy has for the application that it stands before. */
export interface Inbound {
  readonly listeners: readonly Resource[];
  readonly clusters: readonly Resource[];
  /** The service that each listener is for, by its name. */
  readonly owners: ReadonlyMap<string, Service>;
  readonly diagnostics: readonly Diagnostic[];
}

interface Place {
  readonly address: string;
  readonly port: number;
}

/**
 * A listener and a cluster for each port at which the application serves one of the services.
 * @param services those that the application serves
 */
export function compileInbound(client: Client, services: readonly CompiledService[]): Inbound {
  const taken = new Map<number, { readonly service: CompiledService; readonly port: MeshPort }>();
  const owners = new Map<string, Service>();
  const listeners: Resource[] = [];
  const clusters: Resource[] = [];
  const diagnostics: Diagnostic[] = [];
  const oldestFirst = services.toSorted(
    (left, right) =>
      byAge(left.service.age, right.service.age) || byText(left.service.host, right.service.host),
  );
  for (const service of oldestFirst) {
    for (const port of service.ports) {
      for (const place of placesOf(client, service, port)) {
        const owner = taken.get(place.port);
        if (owner === undefined) {
          taken.set(place.port, { service, port });
          const listener = inboundListener(client, service, port, place);
          listeners.push(listener);
          owners.set(listener.name, service.service);
          clusters.push(inboundClusterResource(client, place.port));
          continue;
        }
        const problem = sharingProblem(client, service, port, owner.service, owner.port);
        if (problem === undefined) continue;
        const message = `${service.service.host}: port ${place.port} of the application is served for ${owner.service.service.host} already, which is older; ${problem}`;
        diagnostics.push(diagnose(service.service.age.key, "PortTaken", message));
      }
    }
  }
  return { listeners, clusters, owners, diagnostics };
}

/** Where the proxy takes in requests for a port of a service. */
function placesOf(
  { addresses, inbound }: Client,
  { service }: CompiledService,
  { number, targetPort }: MeshPort,
): readonly Place[] {
  const places = new Map<number, Place>();
  // In the order of the proxy's addresses, of which the first counts.
  for (const address of addresses) {
    for (const endpoint of service.endpoints) {
      const port = endpoint.ports.get(number);
      if (endpoint.address !== address || port === undefined || places.has(port)) continue;
      places.set(port, { address, port });
    }
  }
  if (places.size === 0) places.set(targetPort, { address: "0.0.0.0", port: targetPort });
  return [...places.values()]
    .filter(({ port }) => inbound.size === 0 || inbound.has(port))
    .sort((left, right) => left.port - right.port);
}

/** Several services may be one application's, as the interfaces of a Dubbo server are. */
function sharingProblem(
  { namespace }: Client,
  service: CompiledService,
  { protocol }: MeshPort,
  owner: CompiledService,
  ownersPort: MeshPort,
): string | undefined {
  if (protocol !== ownersPort.protocol) {
    return `it speaks ${ownersPort.protocol} there and not ${protocol}, so name the ports alike`;
  }
  const limits = routingFor(service, namespace)?.limits ?? [];
  if (limits.length === 0 || owner === service) return undefined;
  return "requests are limited by that host's MetaRouter only, so write the limits there";
}

function inboundListener(
  { namespace }: Client,
  service: CompiledService,
  { protocol, codec }: MeshPort,
  { address, port }: Place,
): Resource {
  const cluster = inboundCluster(port);
  return listenerResource({
    name: listenerName(address, port),
    address,
    port,
    direction: "INBOUND",
    statPrefix: cluster,
    protocol,
    codec,
    routes: { routeConfig: { name: cluster, routes: [{ name: "default", route: { cluster } }] } },
    filters: routingFor(service, namespace)?.limits ?? [],
  });
}

/** Where an application is that the proxy was not told of: beside it. */
const BESIDE = "127.0.0.1";
const CONNECT_TIMEOUT = "10s";

function inboundClusterResource({ inbound }: Client, port: number): Resource {
  const name = inboundCluster(port);
  const { address, port: portValue } = inbound.get(port) ?? { address: BESIDE, port };
  const bytes = encodeMessage("envoy.config.cluster.v3.Cluster", {
    name,
    type: isAddress(address) ? "STATIC" : "STRICT_DNS",
    connectTimeout: durationOf(CONNECT_TIMEOUT),
    lbPolicy: "ROUND_ROBIN",
    loadAssignment: {
      clusterName: name,
      endpoints: [
        { lbEndpoints: [{ endpoint: { address: { socketAddress: { address, portValue } } } }] },
      ],
    },
  });
  return makeResource(TypeUrl.Cluster, name, bytes);
}
