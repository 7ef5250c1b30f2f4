export { ConfigLoadError, type ConfigProblem } from "@meltemi/api";
export type { LookupAll } from "./cluster/dns-watch.js";
export type {
  AdminConfig,
  CircuitBreakerConfig,
  ClusterConfig,
  DestinationConfig,
  EndpointConfig,
  FilterConfig,
  HashPolicyConfig,
  HeartbeatConfig,
  LimitsConfig,
  ListenerConfig,
  LoadBalancing,
  MaglevConfig,
  MirrorConfig,
  MutationEntry,
  ProxyConfig,
  RingHashConfig,
  RouteConfig,
  SubsetConfig,
} from "./config/config.js";
export { type GivenPlugins, type LoadedConfig, loadConfig } from "./config/load.js";
export type { ConfigSource } from "./config/source.js";
export { jsonLogger, type Logger, silentLogger } from "./logger.js";
export { PluginError, PluginErrorCode } from "./plugins/plugin-error.js";
export { PluginRegistry } from "./plugins/registry.js";
export { type BoundListener, createProxy, type Proxy, type ProxyOptions } from "./proxy.js";
export {
  type AttributeAttempt,
  explainRoutes,
  type RouteAttempt,
  type RouteExplanation,
} from "./route/explain.js";
export { ListenError } from "./worker/listen-error.js";
export { readRouteResource } from "./xds/read-route-resource.js";
export type { XdsStatus } from "./xds/xds-source.js";
