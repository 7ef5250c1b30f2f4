/** How the JSON of a field is read. A name in capitals is a message of JSON_MESSAGES; "[]" is a list. */
export type JsonField =
  | "string"
  | "number"
  | "bool"
  | "duration"
  | "wrapped number"
  | "any"
  | "passed over"
  | JsonMessage
  | `${"string" | JsonMessage}[]`;

export type JsonMessage =
  | "MetaProtocolProxy"
  | "ApplicationProtocol"
  | "Codec"
  | "Rds"
  | "Filter"
  | "RouteConfiguration"
  | "Route"
  | "RouteMatch"
  | "HeaderMatcher"
  | "StringMatcher"
  | "Regex"
  | "Range"
  | "RouteAction"
  | "WeightedCluster"
  | "ClusterWeight"
  | "Mirror"
  | "RuntimeFraction"
  | "Fraction"
  | "KeyValue"
  | "LocalRateLimit"
  | "Condition"
  | "TokenBucket"
  | "RateLimit"
  | "RateLimitService"
  | "GrpcService"
  | "EnvoyGrpc"
  | "Descriptor";

/**
 * The messages that come as JSON: Aeraki's network filter, whose EnvoyFilter resources wrap it in a
 * TypedStruct, and what is inside it.
 */
export const JSON_MESSAGES: Readonly<Record<JsonMessage, Readonly<Record<string, JsonField>>>> = {
  MetaProtocolProxy: {
    statPrefix: "string",
    applicationProtocol: "string",
    rds: "Rds",
    routeConfig: "RouteConfiguration",
    codec: "Codec",
    metaProtocolFilters: "Filter[]",
    tracing: "passed over",
    accessLog: "passed over",
    idleTimeout: "duration",
    protocol: "ApplicationProtocol",
  },
  ApplicationProtocol: { name: "string", codec: "Codec", multiplexing: "bool" },
  Codec: { name: "string", config: "any" },
  Rds: { configSource: "passed over", routeConfigName: "string" },
  Filter: { name: "string", config: "any" },
  RouteConfiguration: { name: "string", routes: "Route[]" },
  Route: {
    name: "string",
    match: "RouteMatch",
    route: "RouteAction",
    requestMutation: "KeyValue[]",
    responseMutation: "KeyValue[]",
    timeout: "duration",
    retryPolicy: "passed over",
    fault: "passed over",
    oneway: "bool",
  },
  RouteMatch: { metadata: "HeaderMatcher[]" },
  HeaderMatcher: {
    name: "string",
    exactMatch: "string",
    rangeMatch: "Range",
    presentMatch: "bool",
    invertMatch: "bool",
    prefixMatch: "string",
    suffixMatch: "string",
    safeRegexMatch: "Regex",
    containsMatch: "string",
    stringMatch: "StringMatcher",
    treatMissingHeaderAsEmpty: "bool",
  },
  StringMatcher: {
    exact: "string",
    prefix: "string",
    suffix: "string",
    safeRegex: "Regex",
    ignoreCase: "bool",
    contains: "string",
  },
  Regex: { googleRe2: "passed over", regex: "string" },
  Range: { start: "number", end: "number" },
  RouteAction: {
    cluster: "string",
    weightedClusters: "WeightedCluster",
    hashPolicy: "string[]",
    requestMirrorPolicies: "Mirror[]",
    hashSourceIp: "bool",
  },
  WeightedCluster: { clusters: "ClusterWeight[]", totalWeight: "passed over" },
  ClusterWeight: { name: "string", weight: "wrapped number" },
  Mirror: { cluster: "string", runtimeFraction: "RuntimeFraction" },
  RuntimeFraction: { defaultValue: "Fraction", runtimeKey: "string" },
  Fraction: { numerator: "number", denominator: "string" },
  KeyValue: { key: "string", value: "string" },
  LocalRateLimit: {
    statPrefix: "string",
    tokenBucket: "TokenBucket",
    conditions: "Condition[]",
  },
  Condition: { match: "RouteMatch", tokenBucket: "TokenBucket" },
  TokenBucket: { maxTokens: "number", tokensPerFill: "wrapped number", fillInterval: "duration" },
  RateLimit: {
    match: "RouteMatch",
    domain: "string",
    timeout: "duration",
    failureModeDeny: "bool",
    rateLimitService: "RateLimitService",
    descriptors: "Descriptor[]",
  },
  RateLimitService: { grpcService: "GrpcService", transportApiVersion: "passed over" },
  GrpcService: { envoyGrpc: "EnvoyGrpc", timeout: "passed over" },
  EnvoyGrpc: { clusterName: "string", authority: "passed over" },
  Descriptor: { property: "string", descriptorKey: "string" },
};
