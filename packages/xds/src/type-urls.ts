/** Types of resources, in the order in which a client must learn of them. */
export const TypeUrl = {
  Cluster: "type.googleapis.com/envoy.config.cluster.v3.Cluster",
  ClusterLoadAssignment: "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment",
  Listener: "type.googleapis.com/envoy.config.listener.v3.Listener",
  /** Routes in Meltemi's own form: Aeraki's message, with fields of ours. */
  RouteConfiguration:
    "type.googleapis.com/aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration",
  /** Routes in the original's envelope: Envoy's HTTP routes, which stock gRPC clients read as well. */
  HttpRouteConfiguration: "type.googleapis.com/envoy.config.route.v3.RouteConfiguration",
} as const;

/** Types of what travels inside resources. */
export const MessageUrl = {
  MetaProtocolProxy: "type.googleapis.com/aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy",
  LocalRateLimit:
    "type.googleapis.com/aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimit",
  RateLimit: "type.googleapis.com/aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.RateLimit",
  IstioStats:
    "type.googleapis.com/aeraki.meta_protocol_proxy.filters.istio_stats.v1alpha.IstioStats",
  HttpConnectionManager:
    "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
  HttpRouter: "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router",
  TypedStruct: "type.googleapis.com/xds.type.v3.TypedStruct",
  UdpaTypedStruct: "type.googleapis.com/udpa.type.v1.TypedStruct",
} as const;
