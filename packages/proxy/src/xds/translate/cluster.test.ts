import { encodeMessage, type Messages, makeResource, type Resource, TypeUrl } from "@meltemi/xds";
import { describe, expect, test } from "vitest";
import { type ClusterResource, readCluster } from "./cluster.js";

type Cluster = Messages["envoy.config.cluster.v3.Cluster"];

const NAME = "outbound|9090|v2|orders.shop.svc";

function resource(cluster: Cluster): Resource {
  const bytes = encodeMessage("envoy.config.cluster.v3.Cluster", { name: NAME, ...cluster });
  return makeResource(TypeUrl.Cluster, NAME, bytes);
}

const read = (cluster: Cluster): ClusterResource => readCluster(resource(cluster));

const endpoint = (address: string, portValue: number) => ({
  endpoint: { address: { socketAddress: { address, portValue } } },
});

describe("where endpoints come from", () => {
  test("an EDS cluster names the resource that has its endpoints", () => {
    const { config, edsName, notes } = read({
      type: "EDS",
      edsClusterConfig: { edsConfig: { ads: {} }, serviceName: "orders" },
    });

    expect(edsName).toBe("orders");
    expect(config).toMatchObject({ name: NAME, type: "static", endpoints: [] });
    expect(notes).toEqual([]);
  });

  test("an EDS cluster without a service name asks for endpoints under its own", () => {
    expect(read({ type: "EDS", edsClusterConfig: { edsConfig: { self: {} } } }).edsName).toBe(NAME);
  });

  test("a static cluster has its endpoints itself, IPv6 and labels included", () => {
    const { config, edsName } = read({
      loadAssignment: {
        clusterName: NAME,
        endpoints: [
          {
            lbEndpoints: [
              {
                ...endpoint("::1", 65_535),
                loadBalancingWeight: { value: 3 },
                metadata: {
                  filterMetadata: { "envoy.lb": { fields: { version: { stringValue: "v1" } } } },
                },
              },
            ],
          },
        ],
      },
    });

    expect(edsName).toBeUndefined();
    expect(config.type).toBe("static");
    expect(config.endpoints).toEqual([
      { address: "::1", port: 65_535, weight: 3, labels: { version: "v1" } },
    ]);
  });

  test("a DNS cluster has host names, and is looked up as often as it says", () => {
    const { config, notes } = read({
      type: "STRICT_DNS",
      dnsRefreshRate: { seconds: 1, nanos: 500_000_000 },
      loadAssignment: { endpoints: [{ lbEndpoints: [endpoint("db_1.example.com.", 3306)] }] },
    });

    expect(config).toMatchObject({ type: "dns", dnsRefreshMs: 1500 });
    expect(config.endpoints[0]?.address).toBe("db_1.example.com.");
    expect(notes).toEqual([]);
  });

  test("LOGICAL_DNS is taken for STRICT_DNS, with a note", () => {
    const { config, notes } = read({
      type: "LOGICAL_DNS",
      loadAssignment: { endpoints: [{ lbEndpoints: [endpoint("example.com", 80)] }] },
    });

    expect(config.type).toBe("dns");
    expect(notes).toEqual([
      "type: LOGICAL_DNS is taken for STRICT_DNS: all addresses of the name are used",
    ]);
  });

  test("the server that endpoints are to be asked of is noted when it is another one", () => {
    const { notes } = read({
      type: "EDS",
      edsClusterConfig: { edsConfig: { apiConfigSource: { apiType: "GRPC" } } },
    });

    expect(notes).toEqual([
      "eds_cluster_config.eds_config.api_config_source: the proxy asks its own control plane instead",
    ]);
  });
});

describe("settings", () => {
  test("what is left out is as in a file", () => {
    const { config } = read({ type: "EDS" });

    expect(config).toMatchObject({
      loadBalancer: "round-robin",
      connectTimeoutMs: 5000,
      idleTimeoutMs: 3_600_000,
      maintenance: false,
      circuitBreaker: { maxConnections: 1024, maxPendingRequests: 1024, maxRequests: 65_536 },
      connectionsPerEndpoint: 1,
      limits: { maxMessageBytes: 4 << 20 },
      subsets: [],
    });
    expect(config.multiplexing).toBeUndefined();
    expect(config.heartbeat).toBeUndefined();
  });

  test("timeouts are taken over, and an idle timeout of 0 means never", () => {
    const { config } = read({
      connectTimeout: { nanos: 250_000_000 },
      commonHttpProtocolOptions: { idleTimeout: {} },
    });

    expect(config.connectTimeoutMs).toBe(250);
    expect(config.idleTimeoutMs).toBe(0);
  });

  test("the circuit breaker is that of the default priority", () => {
    const { config, notes } = read({
      circuitBreakers: {
        thresholds: [
          { priority: "HIGH", maxConnections: { value: 9 } },
          { maxConnections: { value: 4_294_967_295 }, maxRequests: {}, maxRetries: { value: 3 } },
        ],
      },
    });

    expect(config.circuitBreaker).toEqual({
      maxConnections: 4_294_967_295,
      maxPendingRequests: 1024,
      maxRequests: 0,
    });
    expect(notes).toEqual([]);
  });

  test.each([
    ["ROUND_ROBIN", "round-robin"],
    ["LEAST_REQUEST", "least-request"],
    ["RANDOM", "random"],
    ["RING_HASH", "ring-hash"],
    ["MAGLEV", "maglev"],
  ] as const)("%s is %s", (lbPolicy, loadBalancer) => {
    expect(read({ lbPolicy }).config.loadBalancer).toBe(loadBalancer);
  });

  test("rings and tables have the sizes that are asked for", () => {
    const ring = read({
      lbPolicy: "RING_HASH",
      ringHashLbConfig: { minimumRingSize: { value: 7 }, maximumRingSize: { value: 4096 } },
    });
    const table = read({ lbPolicy: "MAGLEV", maglevLbConfig: { tableSize: { value: 251 } } });

    expect(ring.config.ringHash).toEqual({ minimumRingSize: 7, maximumRingSize: 4096 });
    expect(table.config.maglev).toEqual({ tableSize: 251 });
  });

  test("what the proxy does not act on yet is noted", () => {
    const { notes } = read({
      outlierDetection: { consecutive5xx: { value: 5 } },
      healthChecks: [{ timeout: { seconds: 1 } }],
      commonLbConfig: { healthyPanicThreshold: { value: 50 }, localityWeightedLbConfig: {} },
    });

    expect(notes).toEqual([
      "health_checks: not acted on by this proxy",
      "outlier_detection: not acted on by this proxy",
      "common_lb_config.healthy_panic_threshold: not acted on by this proxy",
      "common_lb_config.locality_weighted_lb_config: not acted on by this proxy",
    ]);
  });

  test("plain text may be asked for by name or by type", () => {
    const typedConfig = {
      typeUrl: "type.googleapis.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer",
    };
    const cluster = read({
      transportSocket: { name: "envoy.transport_sockets.raw_buffer" },
      transportSocketMatches: [{ name: "plain", transportSocket: { name: "plain", typedConfig } }],
    });

    expect(cluster.config.name).toBe(NAME);
  });
});

/** An error with exactly this message. */
const refusal = (problem: string): unknown =>
  expect.objectContaining({
    name: "XdsResourceError",
    message: `cluster "${NAME}": ${problem}`,
  });

describe("refusals", () => {
  const tls = {
    name: "envoy.transport_sockets.tls",
    typedConfig: {
      typeUrl: "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
    },
  };
  const noPlainText =
    '"envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext" is not supported, and this proxy does not fall ' +
    "back to plain text; remove it, or leave TLS to a proxy in front";
  const at = (address: string, port: number) => ({
    loadAssignment: { endpoints: [{ lbEndpoints: [endpoint(address, port)] }] },
  });
  const socket = "load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address";

  test.each<[string, Cluster, string]>([
    ["an empty name", { name: "" }, "name: is empty; give the cluster a name"],
    [
      "another name than it was sent under",
      { name: "x" },
      'name: "x" is not the name under which the resource was sent; make them the same',
    ],
    [
      "TLS, which would go out as plain text",
      { transportSocket: tls },
      `transport_socket: ${noPlainText}`,
    ],
    [
      "TLS for some endpoints",
      { transportSocketMatches: [{ name: "tls", transportSocket: tls }] },
      `transport_socket_matches[0].transport_socket: ${noPlainText}`,
    ],
    [
      "the original destination",
      { type: "ORIGINAL_DST" },
      "type: ORIGINAL_DST is not supported; use EDS, STATIC or STRICT_DNS",
    ],
    [
      "a type of a newer API",
      { type: "#9" },
      "type: #9 is not supported; use EDS, STATIC or STRICT_DNS",
    ],
    [
      "a custom type",
      { clusterType: { name: "redis" } },
      "cluster_type: is not supported; use type EDS, STATIC or STRICT_DNS",
    ],
    [
      "endpoints from a file",
      { type: "EDS", edsClusterConfig: { edsConfig: { path: "/eds.yaml" } } },
      "eds_cluster_config.eds_config.path: is not supported by this proxy; remove it",
    ],
    [
      "endpoints of its own together with EDS",
      { type: "EDS", loadAssignment: { clusterName: NAME } },
      "load_assignment: does not go with type EDS; remove one of the two",
    ],
    [
      "a host name in a static cluster",
      at("db.example.com", 80),
      `${socket}.address: "db.example.com" is not an IP address; host names need a cluster of type STRICT_DNS`,
    ],
    [
      "an address that is nothing in a DNS cluster",
      { type: "STRICT_DNS", ...at("a..b", 80) },
      `${socket}.address: "a..b" is neither an IP address nor a host name; correct it`,
    ],
    ["an empty address", at("", 80), `${socket}.address: is empty; give an address`],
    ["port 0", at("10.0.0.1", 0), `${socket}.port_value: 0 is not a port; give 1 to 65535`],
    [
      "a port beyond the last",
      at("10.0.0.1", 65_536),
      `${socket}.port_value: 65536 is not a port; give 1 to 65535`,
    ],
    [
      "a connect timeout of 0",
      { connectTimeout: {} },
      "connect_timeout: is 0s; give a duration above 0s",
    ],
    [
      "a negative connect timeout",
      { connectTimeout: { seconds: -1 } },
      "connect_timeout: is negative; give 0s or more",
    ],
    [
      "a connect timeout that is none",
      { connectTimeout: { nanos: 1_000_000_000 } },
      "connect_timeout: is not a duration; give whole seconds, and nanos below 10^9",
    ],
    [
      "an idle timeout that no timer can keep",
      { commonHttpProtocolOptions: { idleTimeout: { seconds: 315_576_000_000 } } },
      "common_http_protocol_options.idle_timeout: is longer than a timer can be; give 576h or less",
    ],
    [
      "a refresh rate of 0",
      { dnsRefreshRate: {} },
      "dns_refresh_rate: is 0s; give a duration above 0s",
    ],
    [
      "a load balancer that it does not have",
      { lbPolicy: "CLUSTER_PROVIDED" },
      "lb_policy: CLUSTER_PROVIDED is not supported; use one of ROUND_ROBIN, LEAST_REQUEST, RANDOM, RING_HASH, MAGLEV",
    ],
    [
      "a load balancer as an extension",
      { loadBalancingPolicy: {} },
      "load_balancing_policy: is not supported by this proxy; remove it",
    ],
    [
      "another hash function",
      { lbPolicy: "RING_HASH", ringHashLbConfig: { hashFunction: "MURMUR_HASH_2" } },
      "ring_hash_lb_config.hash_function: MURMUR_HASH_2 is not supported; use XX_HASH",
    ],
    [
      "a ring without places",
      { lbPolicy: "RING_HASH", ringHashLbConfig: { minimumRingSize: {} } },
      "ring_hash_lb_config.minimum_ring_size: 0 is out of range; give 1 to 8388608",
    ],
    [
      "a ring whose least size is above its greatest",
      { lbPolicy: "RING_HASH", ringHashLbConfig: { maximumRingSize: { value: 1000 } } },
      "ring_hash_lb_config.maximum_ring_size: 1000 is below minimum_ring_size, 1024; raise it",
    ],
    [
      "a table that is not of prime size",
      { lbPolicy: "MAGLEV", maglevLbConfig: { tableSize: { value: 65_536 } } },
      "maglev_lb_config.table_size: 65536 is not a prime number of at most 5000011; use one, such as 65537",
    ],
    [
      "a load balancer that overrides by host",
      { commonLbConfig: { overrideHostStatus: { statuses: ["HEALTHY"] } } },
      "common_lb_config.override_host_status: is not supported by this proxy; remove it",
    ],
    [
      "another source address",
      { upstreamBindConfig: {} },
      "upstream_bind_config: is not supported by this proxy; remove it",
    ],
    [
      "network filters of its own",
      { filters: [{ name: "wasm" }] },
      "filters: is not supported by this proxy; remove it",
    ],
  ])("%s", (_, cluster, problem) => {
    expect(() => read(cluster)).toThrow(refusal(problem));
  });

  test("bytes that are no cluster are refused with what is wrong with them", () => {
    const given = makeResource(TypeUrl.Cluster, NAME, Uint8Array.of(0x0a, 0x05, 0x61));

    expect(() => readCluster(given)).toThrow(
      /^cluster "outbound\|9090\|v2\|orders\.shop\.svc": cannot be read as envoy\.config\.cluster\.v3\.Cluster \(.*truncated/,
    );
  });

  test("a resource of another type is refused", () => {
    const given = { ...resource({}), typeUrl: TypeUrl.Listener };

    expect(() => readCluster(given)).toThrow(
      `is of type "${TypeUrl.Listener}"; send envoy.config.cluster.v3.Cluster`,
    );
  });
});
