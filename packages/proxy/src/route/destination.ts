import type { ClusterState } from "../cluster/cluster-state.js";
import type { EndpointSet } from "../cluster/endpoint-set.js";
import type { MutationEntry, RouteConfig } from "../config/config.js";
import { cumulativeWeights, pickWeighted } from "./weighted.js";

/** Where a route leads, with names resolved. */
export interface Destination {
  readonly clusterName: string;
  /** Undefined when no cluster has the name. */
  readonly cluster: ClusterState | undefined;
  readonly endpoints: EndpointSet;
}

/** A route, compiled. */
export interface CompiledRoute {
  readonly name: string;
  /** Its requests expect no answer, whatever their messages say. */
  readonly oneway: boolean;
  readonly timeoutMs: number;
  /** Undefined: none. */
  readonly requestMutation: readonly MutationEntry[] | undefined;
  readonly responseMutation: readonly MutationEntry[] | undefined;
  readonly destinations: readonly Destination[];
  readonly weights: Float64Array;
}

/** What a route needs of a cluster. */
export interface RoutableCluster extends ClusterState {
  endpointSet(subset: string | undefined): EndpointSet;
}

export function compileRoute(
  config: RouteConfig,
  clusters: ReadonlyMap<string, RoutableCluster>,
  noEndpoints: EndpointSet,
): CompiledRoute {
  return {
    name: config.name,
    timeoutMs: config.timeoutMs,
    oneway: config.oneway,
    requestMutation: config.requestMutation.length === 0 ? undefined : config.requestMutation,
    responseMutation: config.responseMutation.length === 0 ? undefined : config.responseMutation,
    destinations: config.route.map(({ cluster: clusterName, subset }) => {
      const cluster = clusters.get(clusterName);
      return { clusterName, cluster, endpoints: cluster?.endpointSet(subset) ?? noEndpoints };
    }),
    weights: cumulativeWeights(config.route.map(({ weight }) => weight)),
  };
}

/** One of the destinations, with a chance in proportion to its weight. */
export function pickDestination(route: CompiledRoute): Destination {
  const { destinations } = route;
  const index = destinations.length === 1 ? 0 : pickWeighted(route.weights, Math.random);
  return destinations[index] as Destination;
}
