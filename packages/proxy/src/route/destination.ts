import type { AttributeSet } from "@meltemi/core";
import type { ClusterState } from "../cluster/cluster-state.js";
import type { EndpointSet } from "../cluster/endpoint-set.js";
import type { MutationEntry, RouteConfig } from "../config/config.js";
import type { ExchangeRoute, ExchangeTable } from "../exchange/exchange.js";
import { HashPolicy } from "./hash-policy.js";
import { cumulativeWeights, pickWeighted } from "./weighted.js";

/** How long a copy waits for its answer where the route's requests wait for ever. */
const MIRROR_TIMEOUT_MS = 15_000;

/** Where a route leads, with names resolved. */
export interface Destination {
  readonly clusterName: string;
  /** Undefined when no cluster has the name. */
  readonly cluster: ClusterState | undefined;
  readonly endpoints: EndpointSet;
}

/** How a request is forwarded, be it a client's own or a copy. */
export interface Forwarding extends ExchangeRoute {
  readonly timeoutMs: number;
  /** Undefined: any endpoint will do. */
  readonly hashPolicy: HashPolicy | undefined;
  /** What gets copies of the request once it has been sent. Undefined: nothing. */
  readonly mirrors: readonly CompiledMirror[] | undefined;
}

/** A route, compiled. */
export interface CompiledRoute extends Forwarding {
  /** Its requests expect no answer, whatever their messages say. */
  readonly oneway: boolean;
  /** Undefined: none. */
  readonly requestMutation: readonly MutationEntry[] | undefined;
  readonly destinations: readonly Destination[];
  readonly weights: Float64Array;
}

/** Where copies of a route's requests go, compiled. */
export interface CompiledMirror extends Forwarding {
  readonly destination: Destination;
  /** Share of the requests that are copied, 0 to 100. */
  readonly percentage: number;
  readonly table: ExchangeTable;
}

/** What a route needs of a cluster. */
export interface RoutableCluster extends ClusterState {
  endpointSet(subset: string | undefined): EndpointSet;
}

/** What routes are compiled with. */
export interface RouteContext {
  readonly clusters: ReadonlyMap<string, RoutableCluster>;
  /** Those of clusters that are not there. */
  readonly noEndpoints: EndpointSet;
  /** Of requests. */
  readonly attributes: AttributeSet;
  /** Makes the table with which copies run that go to the cluster. Undefined: the protocol's cannot be copied. */
  readonly mirrorTable: ((cluster: ClusterState | undefined) => ExchangeTable) | undefined;
}

export function compileRoute(config: RouteConfig, context: RouteContext): CompiledRoute {
  const hashPolicy =
    config.hashPolicy === undefined
      ? undefined
      : new HashPolicy(config.hashPolicy, context.attributes);
  return {
    name: config.name,
    timeoutMs: config.timeoutMs,
    oneway: config.oneway,
    hashPolicy,
    mirrors: compileMirrors(config, context, hashPolicy),
    requestMutation: config.requestMutation.length === 0 ? undefined : config.requestMutation,
    responseMutation: config.responseMutation.length === 0 ? undefined : config.responseMutation,
    destinations: config.route.map((destination) => resolve(destination, context)),
    weights: cumulativeWeights(config.route.map(({ weight }) => weight)),
  };
}

function compileMirrors(
  { name, timeoutMs, mirrors }: RouteConfig,
  context: RouteContext,
  hashPolicy: HashPolicy | undefined,
): readonly CompiledMirror[] | undefined {
  const { mirrorTable } = context;
  if (mirrors.length === 0 || mirrorTable === undefined) return undefined;
  return mirrors.map((mirror) => {
    const destination = resolve(mirror, context);
    return {
      name,
      timeoutMs: timeoutMs === 0 ? MIRROR_TIMEOUT_MS : timeoutMs,
      hashPolicy,
      mirrors: undefined,
      responseMutation: undefined,
      destination,
      percentage: mirror.percentage,
      table: mirrorTable(destination.cluster),
    };
  });
}

function resolve(
  {
    cluster: clusterName,
    subset,
  }: { readonly cluster: string; readonly subset: string | undefined },
  { clusters, noEndpoints }: RouteContext,
): Destination {
  const cluster = clusters.get(clusterName);
  return { clusterName, cluster, endpoints: cluster?.endpointSet(subset) ?? noEndpoints };
}

/** One of the destinations, with a chance in proportion to its weight. */
export function pickDestination(route: CompiledRoute): Destination {
  const { destinations } = route;
  const index = destinations.length === 1 ? 0 : pickWeighted(route.weights, Math.random);
  return destinations[index] as Destination;
}
