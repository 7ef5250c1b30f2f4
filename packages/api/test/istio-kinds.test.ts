import { expect, test } from "vitest";
import { hashAttribute } from "../src/index.js";
import { problemsOf, resourceText, specOf, warningsOf } from "./resource-text.js";

const entry = (spec: string): string => resourceText("ServiceEntry", spec);
const rule = (spec: string): string => resourceText("DestinationRule", `host: orders\n${spec}`);
const gateway = (spec: string): string => resourceText("Gateway", spec);
const virtual = (spec: string): string => resourceText("VirtualService", spec);
const port = "ports: [{number: 9090, name: tcp-metaprotocol-qza}]";

test.each<[rule: string, text: string, problem: string]>([
  ["an entry without hosts", entry(port), '4 spec: "hosts" is missing; add it'],
  [
    "an entry with an empty list of hosts",
    entry("hosts: []"),
    "5 spec.hosts: must have 1 or more entries; add one",
  ],
  [
    "a host that is none",
    entry("hosts: [a_b]"),
    '5 spec.hosts[0]: "a_b" is not a host name; write such as orders.example.com',
  ],
  [
    "a pattern to be looked up",
    entry('hosts: ["*.a"]\nresolution: DNS'),
    '5 spec.hosts[0]: "*.a" cannot be looked up; add endpoints, or use resolution NONE',
  ],
  [
    "an address that is none",
    entry("hosts: [a]\naddresses: [10.0.0.256]"),
    '6 spec.addresses[0]: "10.0.0.256" is not an IP address or block; write such as 10.0.0.1 or 10.0.0.0/8',
  ],
  [
    "a port without number",
    entry("hosts: [a]\nports: [{name: tcp}]"),
    '6 spec.ports[0]: "number" is missing; add it (What clients call)',
  ],
  [
    "a port name given twice",
    entry("hosts: [a]\nports:\n- {number: 1, name: x}\n- {number: 2, name: x}"),
    '8 spec.ports[1].name: another port has the name "x"; choose a second one',
  ],
  [
    "a port number given twice",
    entry("hosts: [a]\nports:\n- {number: 1, name: x}\n- {number: 1, name: y}"),
    "8 spec.ports[1].number: another port has the number 1; remove one",
  ],
  [
    "a port name without protocol",
    entry("hosts: [a]\nports: [{number: 1, name: tcp-metaprotocol}]"),
    '6 spec.ports[0].name: "tcp-metaprotocol" names no protocol; write such as tcp-metaprotocol-dubbo',
  ],
  [
    "a resolution that does not exist",
    entry("hosts: [a]\nresolution: static"),
    '6 spec.resolution: expected NONE, STATIC, DNS or DNS_ROUND_ROBIN, got the text "static"',
  ],
  [
    "endpoints without resolution",
    entry("hosts: [a]\nendpoints: [{address: 10.0.0.1}]"),
    "6 spec.endpoints: are not used with resolution NONE; set resolution: STATIC (or DNS for host names)",
  ],
  [
    "endpoints and a selector",
    entry(
      "hosts: [a]\nresolution: STATIC\nendpoints: [{address: 10.0.0.1}]\nworkloadSelector: {labels: {app: a}}",
    ),
    "7 spec.endpoints: there is a workloadSelector too, which finds the instances; remove one of them",
  ],
  [
    "a host name as static endpoint",
    entry("hosts: [a]\nresolution: STATIC\nendpoints: [{address: b.c}]"),
    '7 spec.endpoints[0].address: "b.c" is not an IP address; for host names set resolution: DNS',
  ],
  [
    "a Unix socket as endpoint",
    entry("hosts: [a]\nresolution: STATIC\nendpoints: [{address: unix:///x}]"),
    "7 spec.endpoints[0].address: Unix sockets are not supported; give an IP address",
  ],
  [
    "an endpoint's port of no service",
    entry(
      `hosts: [a]\nresolution: STATIC\n${port}\nendpoints: [{address: 10.0.0.1, ports: {tcp-metaprotocol-qsa: 1}}]`,
    ),
    '8 spec.endpoints[0].ports.tcp-metaprotocol-qsa: the service has no port "tcp-metaprotocol-qsa"; did you mean "tcp-metaprotocol-qza"?',
  ],
  [
    "a label that is a number",
    entry("hosts: [a]\nresolution: STATIC\nendpoints: [{address: 10.0.0.1, labels: {version: 1}}]"),
    '7 spec.endpoints[0].labels.version: expected a text, got the number 1; put it in quotes: "1"',
  ],
  [
    "a negative weight",
    entry("hosts: [a]\nresolution: STATIC\nendpoints: [{address: 10.0.0.1, weight: -1}]"),
    "7 spec.endpoints[0].weight: expected 0 or more, got -1",
  ],
  [
    "a workload without address",
    resourceText("WorkloadEntry", "labels: {app: a}"),
    '4 spec: "address" is missing; add it',
  ],
  [
    "a workload at no address",
    resourceText("WorkloadEntry", "address: a b"),
    '5 spec.address: "a b" is not an IP address; write such as 10.0.0.1',
  ],
  [
    "a rule without host",
    resourceText("DestinationRule", "subsets: []"),
    '4 spec: "host" is missing; add it',
  ],
  [
    "a rule for no host",
    resourceText("DestinationRule", "host: a_b"),
    '5 spec.host: "a_b" is not a host name; write such as orders.shop.svc.cluster.local',
  ],
  [
    "a subset without name",
    rule("subsets: [{labels: {version: v1}}]"),
    '6 spec.subsets[0]: "name" is missing; add it',
  ],
  [
    "a subset that is no label",
    rule("subsets: [{name: v_1}]"),
    '6 spec.subsets[0].name: "v_1" is not the name of a subset; use lower-case',
  ],
  [
    "a subset given twice",
    rule("subsets: [{name: v1}, {name: v1}]"),
    '6 spec.subsets[1].name: another subset has the name "v1"; choose a second one',
  ],
  [
    "a hash of nothing",
    rule("trafficPolicy: {loadBalancer: {consistentHash: {}}}"),
    "6 spec.trafficPolicy.loadBalancer.consistentHash: does not say what is hashed; give it attribute or useSourceIp: true",
  ],
  [
    "a hash of no address",
    rule("trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: false}}}"),
    "6 spec.trafficPolicy.loadBalancer.consistentHash: does not say what is hashed",
  ],
  [
    "a hash of two things",
    rule("trafficPolicy: {loadBalancer: {consistentHash: {attribute: a, useSourceIp: true}}}"),
    "6 spec.trafficPolicy.loadBalancer.consistentHash: hashes attribute and useSourceIp; keep one of them",
  ],
  [
    "a hash by two tables",
    rule(
      "trafficPolicy: {loadBalancer: {consistentHash: {attribute: a, maglev: {}, ringHash: {}}}}",
    ),
    "6 spec.trafficPolicy.loadBalancer.consistentHash: has ringHash and maglev; remove one of them",
  ],
  [
    "two load balancers",
    rule("trafficPolicy: {loadBalancer: {simple: RANDOM, consistentHash: {attribute: a}}}"),
    "6 spec.trafficPolicy.loadBalancer: has simple and consistentHash; remove one of them",
  ],
  [
    "a load balancer that does not exist",
    rule("trafficPolicy: {loadBalancer: {simple: ROUNDROBIN}}"),
    "6 spec.trafficPolicy.loadBalancer.simple: expected UNSPECIFIED, LEAST_CONN,",
  ],
  [
    "a hash of nothing in a subset",
    rule("subsets: [{name: a, trafficPolicy: {loadBalancer: {consistentHash: {}}}}]"),
    "6 spec.subsets[0].trafficPolicy.loadBalancer.consistentHash: does not say what is hashed",
  ],
  [
    "a hash of nothing for a port",
    rule(
      "trafficPolicy: {portLevelSettings: [{port: {number: 1}, loadBalancer: {consistentHash: {}}}]}",
    ),
    "6 spec.trafficPolicy.portLevelSettings[0].loadBalancer.consistentHash: does not say what is hashed",
  ],
  [
    "mutual TLS without certificate",
    rule("trafficPolicy: {tls: {mode: MUTUAL}}"),
    "6 spec.trafficPolicy.tls: mode MUTUAL needs a certificate; give it clientCertificate and privateKey, or credentialName",
  ],
  [
    "an interval of 0",
    rule("trafficPolicy: {outlierDetection: {interval: 0s}}"),
    "6 spec.trafficPolicy.outlierDetection.interval: must be longer than 0",
  ],
  [
    "errors as a text",
    rule('trafficPolicy: {outlierDetection: {consecutive5xxErrors: "5"}}'),
    '6 spec.trafficPolicy.outlierDetection.consecutive5xxErrors: expected a whole number, got the text "5"; write 5 without quotes',
  ],
  [
    "ejection above 100",
    rule("trafficPolicy: {outlierDetection: {maxEjectionPercent: 101}}"),
    "6 spec.trafficPolicy.outlierDetection.maxEjectionPercent: expected 100 or less, got 101",
  ],
  [
    "a connect timeout of 0",
    rule("trafficPolicy: {connectionPool: {tcp: {connectTimeout: 0s}}}"),
    "6 spec.trafficPolicy.connectionPool.tcp.connectTimeout: must be longer than 0",
  ],
  [
    "a gateway without servers",
    gateway("selector: {app: edge}"),
    '4 spec: "servers" is missing; add it',
  ],
  [
    "a server without port",
    gateway("selector: {app: edge}\nservers: [{}]"),
    '6 spec.servers[0]: "port" is missing; add it',
  ],
  [
    "a server that binds a name",
    gateway("selector: {app: edge}\nservers: [{port: {number: 1, name: tcp}, bind: here}]"),
    '6 spec.servers[0].bind: "here" is not an IP address; write such as 0.0.0.0',
  ],
  [
    "a server for no host",
    gateway("selector: {app: edge}\nservers: [{port: {number: 1, name: tcp}, hosts: [a/b/c]}]"),
    '6 spec.servers[0].hosts[0]: "a/b/c" is not a host; write host, namespace/host or *',
  ],
  [
    "a server's port name given twice",
    gateway(
      "selector: {app: edge}\nservers:\n- port: {number: 1, name: a}\n- port: {number: 2, name: a}",
    ),
    '8 spec.servers[1].port.name: another server\'s port has the name "a"; choose a second one',
  ],
  [
    "a server's port without protocol",
    gateway("selector: {app: edge}\nservers: [{port: {number: 1, name: tcp-metaprotocol-}}]"),
    '6 spec.servers[0].port.name: "tcp-metaprotocol-" names no protocol',
  ],
  [
    "TCP weights that are not 100",
    virtual(
      "hosts: [a]\ntcp:\n- route: [{destination: {host: a}, weight: 1}, {destination: {host: b}, weight: 2}]",
    ),
    "7 spec.tcp[0].route: the weights 1 + 2 add up to 3; make it 100",
  ],
  [
    "a TCP route without destination",
    virtual("hosts: [a]\ntcp: [{}]"),
    '6 spec.tcp[0]: "route" is missing; add it',
  ],
  [
    "a TCP match of no subnet",
    virtual(
      "hosts: [a]\ntcp:\n- match: [{destinationSubnets: [a]}]\n  route: [{destination: {host: a}}]",
    ),
    '7 spec.tcp[0].match[0].destinationSubnets[0]: "a" is not an IP address or block; write such as 10.0.0.0/8',
  ],
  [
    "a virtual service for no host",
    virtual("hosts: [a_b]"),
    '5 spec.hosts[0]: "a_b" is not a host name',
  ],
])("refused, and only for that: %s", (_, text, problem) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
});

test.each<[what: string, text: string, warning: string]>([
  [
    "a static service without instances",
    entry("hosts: [a]\nresolution: STATIC"),
    "4 spec.endpoints: there are none, so every request fails; add some, or a workloadSelector",
  ],
  [
    "a rule for all hosts",
    resourceText("DestinationRule", 'host: "*.local"'),
    '5 spec.host: "*.local" is no one service, so nothing follows the rule; name a host',
  ],
  [
    "a gateway of all proxies",
    gateway("servers: [{port: {number: 1, name: tcp}}]"),
    "4 spec.selector: is empty, so every proxy is the gateway; give it labels such as istio: ingressgateway",
  ],
  [
    "HTTP routes",
    virtual("hosts: [a]\nhttp: [{route: [{destination: {host: a}}]}]"),
    '6 spec.http: "http" makes no difference here',
  ],
  [
    "what only HTTP has",
    rule("trafficPolicy: {loadBalancer: {consistentHash: {attribute: a, httpCookie: {name: b}}}}"),
    '6 spec.trafficPolicy.loadBalancer.consistentHash.httpCookie: "httpCookie" makes no difference here',
  ],
  [
    "a key misspelt",
    entry("hosts: [a]\nexporTo: [x]"),
    '6 spec.exporTo: "exporTo" makes no difference here; did you mean "exportTo"?',
  ],
  [
    "the same unknown key in every entry",
    entry("hosts: [a]\nports:\n- {number: 1, name: a, x: 1}\n- {number: 2, name: b, x: 1}"),
    '7 spec.ports[0].x: "x" makes no difference here',
  ],
])("accepted with a warning: %s", (_, text, warning) => {
  expect(problemsOf(text)).toEqual([]);
  expect(warningsOf(text)).toEqual([warning]);
});

test("what makes no difference is not in the spec", () => {
  expect(specOf("VirtualService", virtual("hosts: [a]\nhttp: []"))).toEqual({
    hosts: ["a"],
    gateways: [],
    tcp: [],
    exportTo: [],
  });
});

test("a ServiceEntry has its defaults, and instances theirs", () => {
  const text = entry("hosts: [a]\nendpoints: [{address: 10.0.0.1}]\nresolution: STATIC");
  expect(specOf("ServiceEntry", text)).toEqual({
    hosts: ["a"],
    addresses: [],
    ports: [],
    location: "MESH_EXTERNAL",
    resolution: "STATIC",
    endpoints: [{ address: "10.0.0.1", ports: {}, labels: {} }],
    exportTo: [],
  });
  expect(specOf("WorkloadEntry", resourceText("WorkloadEntry", "address: vm.example.com"))).toEqual(
    {
      address: "vm.example.com",
      ports: {},
      labels: {},
    },
  );
});

test("outlier detection has the defaults of Istio", () => {
  const { trafficPolicy } = specOf(
    "DestinationRule",
    rule("trafficPolicy: {outlierDetection: {}}"),
  );
  expect(trafficPolicy).toEqual({
    outlierDetection: {
      splitExternalLocalOriginErrors: false,
      consecutive5xxErrors: 5,
      interval: "10s",
      baseEjectionTime: "30s",
      maxEjectionPercent: 10,
      minHealthPercent: 0,
    },
    portLevelSettings: [],
  });
});

test("a whole DestinationRule is kept as it was written", () => {
  const loadBalancer = {
    consistentHash: { httpHeaderName: "user", ringHash: { minimumRingSize: 1024 } },
    localityLbSetting: {
      enabled: true,
      distribute: [{ from: "a/*", to: { "a/b": 80, "a/c": 20 } }],
      failover: [{ from: "a", to: "b" }],
      failoverPriority: ["zone"],
    },
    warmupDurationSecs: "60s",
  };
  const connectionPool = {
    tcp: {
      maxConnections: 100,
      connectTimeout: "1.5s",
      tcpKeepalive: { probes: 3, time: "1h", interval: "75s" },
      idleTimeout: "0s",
    },
    http: {
      http1MaxPendingRequests: 10,
      http2MaxRequests: 20,
      maxRequestsPerConnection: 0,
      maxRetries: 3,
      idleTimeout: "1h30m",
    },
  };
  const outlierDetection = {
    splitExternalLocalOriginErrors: true,
    consecutiveLocalOriginFailures: 3,
    consecutiveGatewayErrors: 0,
    consecutive5xxErrors: 7,
    interval: "5m",
    baseEjectionTime: "15m",
    maxEjectionPercent: 100,
    minHealthPercent: 50,
  };
  const tls = { mode: "SIMPLE", sni: "orders", subjectAltNames: [] };
  const spec = {
    host: "orders",
    trafficPolicy: {
      loadBalancer,
      connectionPool,
      outlierDetection,
      tls,
      portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: "RANDOM" } }],
    },
    subsets: [
      { name: "v1", labels: { version: "v1" }, trafficPolicy: { tls, portLevelSettings: [] } },
    ],
    exportTo: ["."],
    workloadSelector: { matchLabels: { app: "web" } },
  };
  const text = resourceText("DestinationRule", "").replace(
    "spec:\n",
    `spec: ${JSON.stringify(spec)}\n`,
  );
  expect(specOf("DestinationRule", text)).toEqual(spec);
  expect(warningsOf(text)).toEqual([]);
});

test("the hashed attribute has two names", () => {
  expect(hashAttribute({ attribute: "a" })).toBe("a");
  expect(hashAttribute({ httpHeaderName: "b" })).toBe("b");
  expect(hashAttribute({ useSourceIp: true })).toBeUndefined();
  const both = rule(
    "trafficPolicy: {loadBalancer: {consistentHash: {attribute: a, httpHeaderName: a}}}",
  );
  expect(problemsOf(both)).toEqual([]);
});

test("a gateway and a TCP route are kept as they were written", () => {
  const text = gateway(`selector: {istio: ingressgateway}
servers:
- port: {number: 9090, name: tcp-metaprotocol-thrift, protocol: TCP}
  hosts: ["*", shop/orders.example.com, ./a]
  tls: {mode: SIMPLE, credentialName: edge}`);
  expect(warningsOf(text)).toEqual([]);
  expect(specOf("Gateway", text)).toEqual({
    selector: { istio: "ingressgateway" },
    servers: [
      {
        port: { number: 9090, name: "tcp-metaprotocol-thrift", protocol: "TCP" },
        hosts: ["*", "shop/orders.example.com", "./a"],
        tls: { mode: "SIMPLE", credentialName: "edge", subjectAltNames: [] },
      },
    ],
  });
  const { tcp } = specOf(
    "VirtualService",
    virtual(
      "hosts: [10.0.0.1, '*']\ntcp: [{match: [{port: 9090}], route: [{destination: {host: a, port: {number: 1}}}]}]",
    ),
  );
  expect(tcp).toEqual([
    {
      match: [{ port: 9090, destinationSubnets: [], sourceLabels: {}, gateways: [] }],
      route: [{ destination: { host: "a", port: { number: 1 } } }],
    },
  ]);
});
