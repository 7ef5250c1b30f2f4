import type { Messages } from "@meltemi/xds";
import { toStruct } from "@meltemi/xds";
import { byText } from "./age.js";
import type { Endpoint, EndpointLocality, Service } from "./service.js";

type Assignment = Messages["envoy.config.endpoint.v3.ClusterLoadAssignment"];
type LbEndpoint = Messages["envoy.config.endpoint.v3.LbEndpoint"];

/**
 * The endpoints of a port, grouped by locality; each address and port once.
 * @param labels only endpoints with these; undefined: all
 */
export function loadAssignment(
  clusterName: string,
  service: Service,
  port: number,
  labels: Readonly<Record<string, string>> | undefined,
): Assignment {
  const localities = new Map<
    string,
    { locality: EndpointLocality; members: Map<string, Member> }
  >();
  const known = new Set<string>();
  const wanted = Object.entries(labels ?? {});
  for (const endpoint of service.endpoints) {
    const number = endpoint.ports.get(port);
    if (number === undefined) continue;
    if (!wanted.every(([name, value]) => endpoint.labels[name] === value)) continue;
    const id = `${endpoint.address} ${number}`;
    if (known.has(id)) continue;
    known.add(id);
    const { region, zone, subZone } = endpoint.locality;
    const place = `${region}/${zone}/${subZone}`;
    const group = localities.get(place) ?? { locality: endpoint.locality, members: new Map() };
    localities.set(place, group);
    group.members.set(id, { endpoint, number });
  }
  const places = [...localities].sort(([left], [right]) => byText(left, right));
  return {
    clusterName,
    endpoints: places.map(([, { locality, members }]) => ({
      locality,
      // Clients of gRPC pass over a locality without a weight.
      loadBalancingWeight: { value: totalWeight(members.values()) },
      lbEndpoints: [...members]
        .sort(([left], [right]) => byText(left, right))
        .map(([, member]) => lbEndpoint(member)),
    })),
  };
}

interface Member {
  readonly endpoint: Endpoint;
  readonly number: number;
}

function totalWeight(members: Iterable<Member>): number {
  let total = 0;
  for (const { endpoint } of members) total += endpoint.weight ?? 1;
  return Math.min(total, 2 ** 32 - 1);
}

function lbEndpoint({ endpoint, number }: Member): LbEndpoint {
  const { address, labels, weight } = endpoint;
  return {
    endpoint: { address: { socketAddress: { address, portValue: number } } },
    ...(Object.keys(labels).length === 0
      ? {}
      : { metadata: { filterMetadata: { "envoy.lb": toStruct(labels) } } }),
    ...(weight === undefined ? {} : { loadBalancingWeight: { value: weight } }),
  };
}
