import type { Messages, Resource } from "@meltemi/xds";
import type { CircuitBreakerConfig, ClusterConfig, EndpointConfig } from "../../config/config.js";
import type { AddressUse } from "./address.js";
import { clusterDefaults } from "./cluster-defaults.js";
import { checkConfigSource } from "./config-source.js";
import { checkName, decodeResource } from "./decode-resource.js";
import { readDuration, readPositiveDuration } from "./duration.js";
import { readAssignment } from "./endpoints.js";
import { checkFields, fieldTable } from "./field-table.js";
import { readLoadBalancing } from "./load-balancing.js";
import type { Place } from "./place.js";
import { requirePlainText } from "./transport-socket.js";
import { wrapped } from "./wrapped.js";

type Cluster = Messages["envoy.config.cluster.v3.Cluster"];
type CircuitBreakers = Messages["envoy.config.cluster.v3.CircuitBreakers"];
type Thresholds = Messages["envoy.config.cluster.v3.CircuitBreakers.Thresholds"];

export interface ClusterResource {
  /** Without endpoints where `edsName` is set. */
  readonly config: ClusterConfig;
  /** Of the resource that has the endpoints. Undefined: they are in `config`. */
  readonly edsName: string | undefined;
  readonly notes: readonly string[];
}

const CLUSTER = fieldTable<Cluster>({
  read: [
    "name",
    "type",
    "clusterType",
    "edsClusterConfig",
    "loadAssignment",
    "connectTimeout",
    "commonHttpProtocolOptions",
    "dnsRefreshRate",
    "circuitBreakers",
    "lbPolicy",
    "commonLbConfig",
    "ringHashLbConfig",
    "maglevLbConfig",
    "transportSocket",
    "transportSocketMatches",
  ],
  harmless: [
    "altStatName",
    "metadata",
    "httpProtocolOptions",
    "http2ProtocolOptions",
    "upstreamHttpProtocolOptions",
    "protocolSelection",
    "cleanupInterval",
    "waitForWarmOnInit",
    "trackClusterStats",
    "trackTimeoutBudgets",
    "preconnectPolicy",
    "ignoreHealthOnHostRemoval",
  ],
  noted: [
    "outlierDetection",
    "healthChecks",
    "closeConnectionsOnHostHealthFailure",
    "perConnectionBufferLimitBytes",
    "maxRequestsPerConnection",
    "typedExtensionProtocolOptions",
    "upstreamConnectionOptions",
    "leastRequestLbConfig",
    "roundRobinLbConfig",
    "lbSubsetConfig",
    "dnsLookupFamily",
    "dnsResolvers",
    "dnsResolutionConfig",
    "typedDnsResolverConfig",
    "useTcpForDnsLookups",
    "dnsFailureRefreshRate",
    "respectDnsTtl",
    "lrsServer",
    "lrsReportEndpointMetrics",
  ],
});

/**
 * Reads a CDS resource.
 * @throws {XdsResourceError} when this proxy cannot use it
 */
export function readCluster(resource: Resource): ClusterResource {
  const { message, place } = decodeResource("envoy.config.cluster.v3.Cluster", resource);
  const { name = "", connectTimeout, commonHttpProtocolOptions, dnsRefreshRate } = message;
  if (name === "") throw place.at("name").error("is empty; give the cluster a name");
  checkName(place, "name", name, resource);
  checkFields(message, CLUSTER, place);
  checkTransportSockets(message, place);
  const defaults = clusterDefaults();
  const { type, endpoints, edsName } = readDiscovery(message, place);
  const idleTimeout = commonHttpProtocolOptions?.idleTimeout;
  const config: ClusterConfig = {
    ...defaults,
    ...readLoadBalancing(message, defaults, place),
    name,
    type,
    endpoints,
    connectTimeoutMs:
      connectTimeout === undefined
        ? defaults.connectTimeoutMs
        : readPositiveDuration(connectTimeout, place.at("connect_timeout")),
    idleTimeoutMs:
      idleTimeout === undefined
        ? defaults.idleTimeoutMs
        : readDuration(idleTimeout, place.at("common_http_protocol_options").at("idle_timeout")),
    dnsRefreshMs:
      dnsRefreshRate === undefined
        ? defaults.dnsRefreshMs
        : readPositiveDuration(dnsRefreshRate, place.at("dns_refresh_rate")),
    circuitBreaker: readCircuitBreaker(
      message.circuitBreakers,
      defaults.circuitBreaker,
      place.at("circuit_breakers"),
    ),
  };
  return { config, edsName, notes: place.notes };
}

/** Where a cluster's endpoints come from. */
interface Discovery {
  readonly type: ClusterConfig["type"];
  readonly endpoints: readonly EndpointConfig[];
  readonly edsName: string | undefined;
}

function readDiscovery(cluster: Cluster, place: Place): Discovery {
  const { type = "STATIC", clusterType, name = "", edsClusterConfig, loadAssignment } = cluster;
  if (clusterType !== undefined) {
    throw place.at("cluster_type").error("is not supported; use type EDS, STATIC or STRICT_DNS");
  }
  const inline = (use: AddressUse): readonly EndpointConfig[] =>
    loadAssignment === undefined
      ? []
      : readAssignment(loadAssignment, use, place.at("load_assignment"));
  switch (type) {
    case "EDS": {
      const eds = place.at("eds_cluster_config");
      checkConfigSource(edsClusterConfig?.edsConfig, eds.at("eds_config"));
      if (loadAssignment !== undefined) {
        throw place.at("load_assignment").error("does not go with type EDS; remove one of the two");
      }
      return { type: "static", endpoints: [], edsName: edsClusterConfig?.serviceName || name };
    }
    case "STATIC":
      return { type: "static", endpoints: inline("endpoint"), edsName: undefined };
    case "STRICT_DNS":
      return { type: "dns", endpoints: inline("DNS endpoint"), edsName: undefined };
    case "LOGICAL_DNS":
      place
        .at("type")
        .note("LOGICAL_DNS is taken for STRICT_DNS: all addresses of the name are used");
      return { type: "dns", endpoints: inline("DNS endpoint"), edsName: undefined };
    default:
      throw place.at("type").error(`${type} is not supported; use EDS, STATIC or STRICT_DNS`);
  }
}

function checkTransportSockets(cluster: Cluster, place: Place): void {
  requirePlainText(cluster.transportSocket, place.at("transport_socket"));
  const matches = place.at("transport_socket_matches");
  for (const [index, { transportSocket }] of (cluster.transportSocketMatches ?? []).entries()) {
    requirePlainText(transportSocket, matches.at(index).at("transport_socket"));
  }
}

const CIRCUIT_BREAKERS = fieldTable<CircuitBreakers>({
  read: ["thresholds"],
  noted: ["perHostThresholds"],
});
const THRESHOLDS = fieldTable<Thresholds>({
  read: ["priority", "maxConnections", "maxPendingRequests", "maxRequests"],
  // The proxy retries nothing yet, so they bound nothing.
  harmless: ["maxRetries", "retryBudget", "trackRemaining", "maxConnectionPools"],
});

/** The bounds of priority DEFAULT: routes of this proxy have no other. */
function readCircuitBreaker(
  circuitBreakers: CircuitBreakers | undefined,
  defaults: CircuitBreakerConfig,
  place: Place,
): CircuitBreakerConfig {
  if (circuitBreakers === undefined) return defaults;
  checkFields(circuitBreakers, CIRCUIT_BREAKERS, place);
  const { thresholds = [] } = circuitBreakers;
  const index = thresholds.findIndex(({ priority = "DEFAULT" }) => priority === "DEFAULT");
  const chosen = thresholds[index];
  if (chosen === undefined) return defaults;
  checkFields(chosen, THRESHOLDS, place.at("thresholds").at(index));
  const { maxConnections, maxPendingRequests, maxRequests } = chosen;
  // 0 is allowed: it lets nothing through.
  return {
    maxConnections: wrapped(maxConnections, defaults.maxConnections),
    maxPendingRequests: wrapped(maxPendingRequests, defaults.maxPendingRequests),
    maxRequests: wrapped(maxRequests, defaults.maxRequests),
  };
}
