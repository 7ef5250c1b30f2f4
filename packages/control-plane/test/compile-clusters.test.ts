import { expect, test } from "vitest";
import { compiled, documents, serviceEntry, V1_AND_V2, yaml } from "./compile-mesh.js";

const SERVICE = serviceEntry("orders.shop.svc.cluster.local");
const cluster = (subset = "", port = 9090) =>
  `outbound|${port}|${subset}|orders.shop.svc.cluster.local`;

/** A rule for the service, under its short name. */
function ruled(spec: string) {
  return compiled(documents(SERVICE, yaml("DestinationRule", "orders", `{host: orders, ${spec}}`)));
}

test("each subset has a cluster with the endpoints that carry its labels", () => {
  const { clusters, endpoints } = ruled(V1_AND_V2);
  expect(Object.keys(clusters)).toEqual([cluster("v1"), cluster("v2"), cluster()]);
  expect(JSON.stringify(endpoints[cluster("v1")])).toContain("10.0.0.1");
  expect(JSON.stringify(endpoints[cluster("v1")])).not.toContain("10.0.0.2");
});

test.each([
  ["{simple: ROUND_ROBIN}", {}],
  ["{simple: UNSPECIFIED}", {}],
  ["{simple: RANDOM}", { lbPolicy: "RANDOM" }],
  ["{simple: LEAST_CONN}", { lbPolicy: "LEAST_REQUEST" }],
  ["{simple: LEAST_REQUEST}", { lbPolicy: "LEAST_REQUEST" }],
  ["{consistentHash: {attribute: user}}", { lbPolicy: "RING_HASH" }],
  [
    "{consistentHash: {attribute: user, ringHash: {minimumRingSize: 64}}}",
    { lbPolicy: "RING_HASH", ringHashLbConfig: { minimumRingSize: { value: 64 } } },
  ],
  [
    "{consistentHash: {attribute: user, maglev: {tableSize: 101}}}",
    { lbPolicy: "MAGLEV", maglevLbConfig: { tableSize: { value: 101 } } },
  ],
])("the load balancer %s", (written, expected) => {
  const { clusters } = ruled(`trafficPolicy: {loadBalancer: ${written}}`);
  const { name, type, edsClusterConfig, connectTimeout, ...rest } = clusters[cluster()] as Record<
    string,
    unknown
  >;
  expect(rest).toEqual(expected);
});

test("bounds on connections and requests; what is left out has none", () => {
  const { clusters } = ruled(`trafficPolicy: {connectionPool: {
    tcp: {maxConnections: 10, connectTimeout: 1500ms, tcpKeepalive: {probes: 3, time: 60s}},
    http: {http2MaxRequests: 20, maxRequestsPerConnection: 7, idleTimeout: 30s}}}`);
  const none = { value: 2 ** 31 - 1 };
  expect(clusters[cluster()]).toMatchObject({
    connectTimeout: { seconds: 1, nanos: 500_000_000 },
    circuitBreakers: {
      thresholds: [
        {
          maxConnections: { value: 10 },
          maxPendingRequests: none,
          maxRequests: { value: 20 },
          maxRetries: none,
        },
      ],
    },
    maxRequestsPerConnection: { value: 7 },
    commonHttpProtocolOptions: { idleTimeout: { seconds: 30 } },
    upstreamConnectionOptions: {
      tcpKeepalive: { keepaliveProbes: { value: 3 }, keepaliveTime: { value: 60 } },
    },
  });
});

test("outlier detection by errors in a row, never by success rate", () => {
  const { clusters } =
    ruled(`trafficPolicy: {outlierDetection: {consecutive5xxErrors: 3, interval: 5s,
    baseEjectionTime: 1m, maxEjectionPercent: 100, minHealthPercent: 20, consecutiveGatewayErrors: 2,
    splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 4}}`);
  expect(clusters[cluster()]).toMatchObject({
    outlierDetection: {
      consecutive5xx: { value: 3 },
      enforcingConsecutive5xx: { value: 100 },
      interval: { seconds: 5 },
      baseEjectionTime: { seconds: 60 },
      maxEjectionPercent: { value: 100 },
      enforcingSuccessRate: {},
      consecutiveGatewayFailure: { value: 2 },
      enforcingConsecutiveGatewayFailure: { value: 100 },
      splitExternalLocalOriginErrors: true,
      consecutiveLocalOriginFailure: { value: 4 },
      enforcingConsecutiveLocalOriginFailure: { value: 100 },
      enforcingLocalOriginSuccessRate: {},
    },
    commonLbConfig: { healthyPanicThreshold: { value: 20 } },
  });
});

test("no errors in a row switch the ejection off", () => {
  const { clusters } = ruled("trafficPolicy: {outlierDetection: {consecutive5xxErrors: 0}}");
  expect(clusters[cluster()]).toMatchObject({
    outlierDetection: { consecutive5xx: {}, enforcingConsecutive5xx: {} },
  });
});

test("a subset replaces the parts that it sets and keeps the others; settings of a port replace all", () => {
  const { clusters } = compiled(
    documents(
      yaml(
        "ServiceEntry",
        "orders",
        `{hosts: [orders.shop.svc.cluster.local], resolution: STATIC,
          ports: [{number: 9090, name: tcp-metaprotocol-thrift}, {number: 9091, name: tcp-metaprotocol-dubbo}]}`,
      ),
      yaml(
        "DestinationRule",
        "orders",
        `{host: orders, trafficPolicy: {loadBalancer: {simple: RANDOM}, connectionPool: {tcp: {maxConnections: 1}},
            portLevelSettings: [{port: {number: 9091}, loadBalancer: {simple: LEAST_REQUEST}}]},
          subsets: [{name: v1, trafficPolicy: {connectionPool: {tcp: {maxConnections: 2}}}},
            {name: v2, trafficPolicy: {portLevelSettings: [{port: {number: 9091}, connectionPool: {tcp: {maxConnections: 3}}}]}}]}`,
      ),
    ),
  );
  const settings = Object.fromEntries(
    Object.entries(clusters).map(([name, one]) => {
      const { lbPolicy, circuitBreakers } = one as {
        lbPolicy?: string;
        circuitBreakers?: { thresholds: readonly { maxConnections: { value: number } }[] };
      };
      return [
        name.replace(/\|orders.*/, ""),
        [lbPolicy, circuitBreakers?.thresholds[0]?.maxConnections.value],
      ];
    }),
  );
  expect(settings).toEqual({
    "outbound|9090|": ["RANDOM", 1],
    "outbound|9090|v1": ["RANDOM", 2],
    "outbound|9090|v2": ["RANDOM", 1],
    "outbound|9091|": ["LEAST_REQUEST", undefined],
    "outbound|9091|v1": ["LEAST_REQUEST", 2],
    "outbound|9091|v2": [undefined, 3],
  });
});

test("what is not supported is reported, and the rest of the rule holds", () => {
  const { clusters, problems } = ruled(
    `exportTo: ["."], trafficPolicy: {tls: {mode: SIMPLE}, loadBalancer: {simple: PASSTHROUGH}, connectionPool: {tcp: {maxConnections: 1}}}`,
  );
  expect(clusters[cluster()]).toMatchObject({
    circuitBreakers: { thresholds: [{ maxConnections: { value: 1 } }] },
  });
  expect(problems).toEqual([
    [
      "DestinationRule/shop/orders",
      "NotSupported",
      "spec.exportTo: it does not count yet; the rule holds for all namespaces",
    ],
    [
      "DestinationRule/shop/orders",
      "NotSupported",
      "spec.trafficPolicy.loadBalancer.simple: PASSTHROUGH is not supported, so ROUND_ROBIN is used; write that instead",
    ],
    [
      "DestinationRule/shop/orders",
      "NotSupported",
      "spec.trafficPolicy.tls: TLS is not supported yet; connections stay in plain text",
    ],
  ]);
});

test("of two rules for a host the oldest counts; a rule for no host is reported", () => {
  const rule = (name: string, host: string, created: string, subset: string) =>
    yaml(
      "DestinationRule",
      name,
      `{host: ${host}, subsets: [{name: ${subset}}]}`,
      `, creationTimestamp: "${created}"`,
    );
  const { clusters, problems } = compiled(
    documents(
      SERVICE,
      rule("a", "orders", "2024-02-01T00:00:00Z", "young"),
      rule("b", "orders.shop.svc.cluster.local", "2024-01-01T00:00:00Z", "old"),
      rule("c", "order", "2024-01-01T00:00:00Z", "v1"),
    ),
  );
  expect(Object.keys(clusters)).toEqual([cluster("old"), cluster()]);
  expect(problems).toEqual([
    [
      "DestinationRule/shop/a",
      "HostTaken",
      "host orders.shop.svc.cluster.local has the rule DestinationRule/shop/b already, which is older; move what this one says to it",
    ],
    [
      "DestinationRule/shop/c",
      "NoSuchService",
      'spec.host: no service has the host order.shop.svc.cluster.local; did you mean "orders.shop.svc.cluster.local"?',
    ],
  ]);
});
