export type { ApplicationProtocolSpec } from "./kinds/application-protocol.js";
export type {
  ConnectionPool,
  ConnectionPoolHttp,
  ConnectionPoolTcp,
  TcpKeepalive,
} from "./kinds/connection-pool.js";
export type { Destination, PortSelector } from "./kinds/destination.js";
export type { DestinationRuleSpec, Subset } from "./kinds/destination-rule.js";
export type {
  EndpointConditions,
  EndpointSliceSpec,
  SliceEndpoint,
  SlicePort,
} from "./kinds/endpoint-slice.js";
export type { GatewayServer, GatewaySpec, ServerTlsSettings } from "./kinds/gateway.js";
export { findKind, KINDS } from "./kinds/kinds.js";
export {
  type ConsistentHash,
  hashAttribute,
  type LoadBalancerSettings,
  type LocalityLoadBalancer,
  type SimpleLoadBalancer,
} from "./kinds/load-balancer.js";
export type { MetaRouteMatch } from "./kinds/meta-route-match.js";
export type {
  KeyValue,
  MetaFault,
  MetaHashPolicy,
  MetaRetries,
  MetaRoute,
  MetaRouteDestination,
  MetaRouterSpec,
  Percent,
} from "./kinds/meta-router.js";
export type {
  GlobalRateLimit,
  LocalRateLimit,
  LocalRateLimitCondition,
  RateLimitDescriptor,
  TokenBucket,
} from "./kinds/rate-limit.js";
export type { ServicePort, ServiceSpec, ServiceType } from "./kinds/service.js";
export type {
  ServiceEntryPort,
  ServiceEntrySpec,
  ServiceLocation,
  ServiceResolution,
  WorkloadSelector,
} from "./kinds/service-entry.js";
export type { Specs } from "./kinds/specs.js";
export type {
  ClientTlsSettings,
  OutlierDetection,
  PortTrafficPolicy,
  TrafficPolicy,
} from "./kinds/traffic-policy.js";
export type {
  L4Match,
  TcpRoute,
  TcpRouteDestination,
  VirtualServiceSpec,
} from "./kinds/virtual-service.js";
export type { WorkloadEntrySpec } from "./kinds/workload-entry.js";
export { customResourceDefinition } from "./publish/custom-resource-definition.js";
export { type JsonSchema, jsonSchemaOf, resourcesJsonSchema } from "./publish/json-schema.js";
export type { Condition } from "./resource/condition.js";
export { documentSchema } from "./resource/document-schema.js";
export {
  apiVersionOf,
  type CheckContext,
  type KindDefinition,
  type ResourceFinding,
  type SpecCheck,
} from "./resource/kind-definition.js";
export {
  type ReadResource,
  readResource,
  readResources,
} from "./resource/read.js";
export {
  type Kind,
  type Resource,
  type ResourceId,
  type ResourceMetadata,
  resourceKey,
} from "./resource/resource.js";
export { createResourceReader, type ResourceReader } from "./resource/resource-reader.js";
export { closest, suggest } from "./schema/closest.js";
export { type Finding, locateFindings } from "./schema/findings.js";
export {
  ConfigLoadError,
  type ConfigPath,
  type ConfigProblem,
  formatPath,
} from "./schema/problem.js";
export { type ConfigRecord, recordAt, recordsIn, recordsUnder, textAt } from "./schema/records.js";
export { MATCH_TYPES, matchSchema, stringMatchSchema } from "./schema/schema-match.js";
export {
  anyDuration,
  choice,
  count,
  duration,
  flag,
  isDuration,
  list,
  map,
  object,
  optionalObject,
  port,
  positiveDuration,
  type Schema,
  text,
} from "./schema/schema-parts.js";
export { checkSchema } from "./schema/schema-problems.js";
export { compileSchema } from "./schema/validator.js";
export {
  type Locate,
  nowhere,
  readYamlDocument,
  readYamlDocuments,
  type YamlDocument,
} from "./schema/yaml-source.js";
