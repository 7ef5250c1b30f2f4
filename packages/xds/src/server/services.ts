import { TypeUrl } from "../type-urls.js";

export type Protocol = "sotw" | "delta";

/** A gRPC service that serves xDS, with the names of its two streaming methods. */
export interface XdsService {
  readonly name: string;
  readonly methods: Readonly<Record<Protocol, string>>;
  /** Types it serves, the first where a request names none; undefined: requests must name one. */
  readonly types: readonly string[] | undefined;
}

/** Aggregated discovery, over which one stream carries all types in order. */
const AGGREGATED: XdsService = {
  name: "envoy.service.discovery.v3.AggregatedDiscoveryService",
  methods: { sotw: "StreamAggregatedResources", delta: "DeltaAggregatedResources" },
  types: undefined,
};

export const SERVICES: readonly XdsService[] = [
  AGGREGATED,
  {
    name: "envoy.service.cluster.v3.ClusterDiscoveryService",
    methods: { sotw: "StreamClusters", delta: "DeltaClusters" },
    types: [TypeUrl.Cluster],
  },
  {
    name: "envoy.service.endpoint.v3.EndpointDiscoveryService",
    methods: { sotw: "StreamEndpoints", delta: "DeltaEndpoints" },
    types: [TypeUrl.ClusterLoadAssignment],
  },
  {
    name: "envoy.service.listener.v3.ListenerDiscoveryService",
    methods: { sotw: "StreamListeners", delta: "DeltaListeners" },
    types: [TypeUrl.Listener],
  },
  {
    name: "envoy.service.route.v3.RouteDiscoveryService",
    methods: { sotw: "StreamRoutes", delta: "DeltaRoutes" },
    types: [TypeUrl.HttpRouteConfiguration, TypeUrl.RouteConfiguration],
  },
];
