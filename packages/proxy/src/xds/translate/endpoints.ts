import type { Messages, Resource } from "@meltemi/xds";
import type { EndpointConfig } from "../../config/config.js";
import { type AddressUse, readAddress } from "./address.js";
import { checkName, decodeResource } from "./decode-resource.js";
import { readLabels } from "./endpoint-labels.js";
import { checkFields, fieldTable } from "./field-table.js";
import type { Place } from "./place.js";
import { wrapped } from "./wrapped.js";

type Assignment = Messages["envoy.config.endpoint.v3.ClusterLoadAssignment"];
type Locality = Messages["envoy.config.endpoint.v3.LocalityLbEndpoints"];
type LbEndpoint = Messages["envoy.config.endpoint.v3.LbEndpoint"];
type Endpoint = Messages["envoy.config.endpoint.v3.Endpoint"];

export interface EndpointsResource {
  /** As the cluster calls them: its EDS service name. */
  readonly clusterName: string;
  readonly endpoints: readonly EndpointConfig[];
  readonly notes: readonly string[];
}

const ASSIGNMENT = fieldTable<Assignment>({
  read: ["clusterName", "endpoints"],
  harmless: ["namedEndpoints"], // an endpoint that refers to one is refused
  noted: ["policy"],
});
const LOCALITY = fieldTable<Locality>({
  read: ["lbEndpoints", "priority"],
  // Without locality-weighted balancing, which clusters are refused or noted for, weights say nothing.
  harmless: ["locality", "metadata", "loadBalancingWeight", "proximity"],
});
const LB_ENDPOINT = fieldTable<LbEndpoint>({
  read: ["endpoint", "healthStatus", "metadata", "loadBalancingWeight"],
});
const ENDPOINT = fieldTable<Endpoint>({
  read: ["address"],
  harmless: ["hostname", "healthCheckConfig"],
  noted: ["additionalAddresses"],
});

/** Endpoints that must get no requests. */
const OUT_OF_SERVICE: ReadonlySet<string> = new Set(["UNHEALTHY", "DRAINING", "TIMEOUT"]);

/** The largest weight of EndpointConfig. */
const MAX_WEIGHT = 1_000_000;

/**
 * Reads an EDS resource, of a type `EDS` cluster.
 * @throws {XdsResourceError} when this proxy cannot use it
 */
export function readEndpoints(resource: Resource): EndpointsResource {
  const { message, place } = decodeResource(
    "envoy.config.endpoint.v3.ClusterLoadAssignment",
    resource,
  );
  const clusterName = message.clusterName ?? "";
  checkName(place, "cluster_name", clusterName, resource);
  const endpoints = readAssignment(message, "endpoint", place);
  return { clusterName, endpoints, notes: place.notes };
}

/**
 * The endpoints in service of all localities.
 * @throws {XdsResourceError} when this proxy cannot use one of them
 */
export function readAssignment(
  assignment: Assignment,
  use: AddressUse,
  place: Place,
): readonly EndpointConfig[] {
  checkFields(assignment, ASSIGNMENT, place);
  const endpoints: EndpointConfig[] = [];
  const seen = new Set<string>();
  const localities = place.at("endpoints");
  for (const [localityIndex, locality] of (assignment.endpoints ?? []).entries()) {
    const localityPlace = localities.at(localityIndex);
    checkFields(locality, LOCALITY, localityPlace);
    if ((locality.priority ?? 0) > 0) {
      localityPlace.at("priority").note("not acted on by this proxy: all localities get requests");
    }
    const list = localityPlace.at("lb_endpoints");
    for (const [index, lbEndpoint] of (locality.lbEndpoints ?? []).entries()) {
      const endpoint = readEndpoint(lbEndpoint, use, list.at(index));
      const key = `${endpoint.address}|${endpoint.port}`;
      if (seen.has(key)) {
        const twin = `${endpoint.address} port ${endpoint.port} is there twice`;
        throw list.at(index).error(`${twin}; remove one, and give the other its weight`);
      }
      seen.add(key);
      if (!OUT_OF_SERVICE.has(lbEndpoint.healthStatus ?? "")) endpoints.push(endpoint);
    }
  }
  return withinMaxWeight(endpoints);
}

function readEndpoint(lbEndpoint: LbEndpoint, use: AddressUse, place: Place): EndpointConfig {
  checkFields(lbEndpoint, LB_ENDPOINT, place);
  const { endpoint = {}, metadata, loadBalancingWeight } = lbEndpoint;
  const endpointPlace = place.at("endpoint");
  checkFields(endpoint, ENDPOINT, endpointPlace);
  const { address, port } = readAddress(endpoint.address, use, endpointPlace.at("address"));
  const weight = wrapped(loadBalancingWeight, 1);
  if (weight === 0) {
    throw place
      .at("load_balancing_weight")
      .error("is 0; give 1 or more, or leave the endpoint out");
  }
  return { address, port, weight, labels: readLabels(metadata) };
}

/** The same shares with smaller weights, where weights are larger than the proxy's can be. */
function withinMaxWeight(endpoints: readonly EndpointConfig[]): readonly EndpointConfig[] {
  const largest = endpoints.reduce((max, { weight }) => Math.max(max, weight), 0);
  if (largest <= MAX_WEIGHT) return endpoints;
  return endpoints.map((endpoint) => ({
    ...endpoint,
    weight: Math.max(1, Math.round((endpoint.weight / largest) * MAX_WEIGHT)),
  }));
}
