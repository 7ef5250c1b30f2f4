import { expect, test } from "vitest";
import { configText, given, load, problemsOf } from "../../test/config-text.js";
import type { ProxyConfig } from "./config.js";
import { loadConfig } from "./load.js";

test("a file that says only what it must gets every default", async () => {
  const { config } = await load(`
listeners:
  - name: demo
    port: 8090
    protocol: demo
    routes:
      - name: all
        route: [{cluster: demo}]
clusters:
  - name: demo
`);

  const limits = {
    maxMessageBytes: 4_194_304,
    maxHeaderBytes: 65_536,
    bufferHighWatermarkBytes: 1_048_576,
    bufferLimitBytes: 16_777_216,
  };
  expect(config).toEqual<ProxyConfig>({
    codecs: [],
    filters: [],
    admin: undefined,
    listeners: [
      {
        name: "demo",
        address: "0.0.0.0",
        port: 8090,
        protocol: "demo",
        filters: [],
        routes: [
          {
            name: "all",
            match: { attributes: {} },
            route: [{ cluster: "demo", subset: undefined, weight: 1 }],
            timeoutMs: 15_000,
            requestMutation: [],
            oneway: false,
            hashPolicy: undefined,
            mirrors: [],
            responseMutation: [],
          },
        ],
        validateClusters: true,
        idleTimeoutMs: 3_600_000,
        headerTimeoutMs: 10_000,
        maxConnections: 10_000,
        maxRequestsPerConnection: 1024,
        limits,
      },
    ],
    clusters: [
      {
        name: "demo",
        type: "static",
        dnsRefreshMs: 5000,
        loadBalancer: "round-robin",
        ringHash: { minimumRingSize: 1024, maximumRingSize: 8_388_608 },
        maglev: { tableSize: 65_537 },
        endpoints: [],
        subsets: [],
        connectTimeoutMs: 5000,
        idleTimeoutMs: 3_600_000,
        maintenance: false,
        circuitBreaker: { maxConnections: 1024, maxPendingRequests: 1024, maxRequests: 65_536 },
        multiplexing: undefined,
        connectionsPerEndpoint: 1,
        heartbeat: undefined,
        limits: { ...limits, bufferLimitBytes: 67_108_864 },
      },
    ],
    drainTimeoutMs: 20_000,
    node: {
      id: undefined,
      cluster: "",
      namespace: "default",
      labels: {},
      addresses: [],
      outbound: "vip",
      inbound: {},
      metadata: {},
    },
    xds: undefined,
  });
});

test("what a file says is kept, durations in milliseconds and filters with their defaults", async () => {
  const { config } = await load(`
admin: {port: 9901}
drainTimeout: 0s
listeners:
  - name: demo
    address: 127.0.0.1
    port: 8090
    protocol: alias
    idleTimeout: 1h30m
    filters: [{name: demo-filter, config: {rate: 2}}, {name: demo-filter}]
    routes:
      - name: v1
        match: {attributes: {cmd: {exact: "153"}, sub: {regex: "1|2", invert: true}}}
        route: [{cluster: demo, subset: v1, weight: 3}, {cluster: demo, weight: 0}]
        timeout: 250ms
        hashPolicy: {attributes: [User]}
        mirrors: [{cluster: demo, percentage: 0.5}, {cluster: demo, subset: v1}]
        requestMutation: [{key: version, value: ""}]
clusters:
  - name: demo
    type: dns
    loadBalancer: maglev
    maglev: {tableSize: 101}
    endpoints: [{address: demo.local, port: 9001, labels: {version: v1}}]
    subsets: [{name: v1, labels: {version: v1}}]
    heartbeat: {interval: 1.5s}
`);

  expect(config).toMatchObject({
    admin: { address: "127.0.0.1", port: 9901 },
    drainTimeoutMs: 0,
    listeners: [
      {
        address: "127.0.0.1",
        protocol: "alias",
        idleTimeoutMs: 5_400_000,
        filters: [{ config: { rate: 2 } }, { config: { rate: 5 } }],
        routes: [
          {
            match: {
              attributes: {
                cmd: { exact: "153", ignoreCase: false, invert: false },
                sub: { regex: "1|2", invert: true, treatMissingAsEmpty: false },
              },
            },
            route: [
              { cluster: "demo", subset: "v1", weight: 3 },
              { cluster: "demo", weight: 0 },
            ],
            timeoutMs: 250,
            hashPolicy: { attributes: ["User"], sourceAddress: false },
            mirrors: [
              { cluster: "demo", percentage: 0.5 },
              { cluster: "demo", subset: "v1", percentage: 100 },
            ],
            requestMutation: [{ key: "version", value: "" }],
          },
        ],
      },
    ],
    clusters: [
      {
        type: "dns",
        loadBalancer: "maglev",
        maglev: { tableSize: 101 },
        endpoints: [{ address: "demo.local", port: 9001, weight: 1, labels: { version: "v1" } }],
        subsets: [{ name: "v1", labels: { version: "v1" } }],
        heartbeat: { intervalMs: 1500, maxMissed: 3 },
      },
    ],
  });
});

test("a misspelt match type is named with its line and with those there are", async () => {
  const found = await problemsOf(`
listeners:
  - name: demo
    port: 0
    protocol: demo
    routes:
      - name: v1
        match:
          attributes:
            cmd:
              exat: "153"
        route: [{cluster: demo}]
clusters: [{name: demo}]
`);

  expect(found).toEqual([
    'mesh/proxy.yaml:11 listeners[0].routes[0].match.attributes.cmd: "exat" is not a match type; ' +
      "use exact, prefix, suffix, contains, regex, range or present",
  ]);
});

test("everything that is wrong is listed at once, in the order of the file", async () => {
  const found = await problemsOf(`
listeners:
  - name: demo
    port: 80
    protocl: demo
    routes: [{name: r, route: [{cluster: dem}]}]
clusters:
  - name: demo
    type: statik
  - name: demo
`);

  expect(found).toEqual([
    expect.stringContaining('mesh/proxy.yaml:5 listeners[0]: "protocl" is not a key here'),
    expect.stringContaining("mesh/proxy.yaml:6 listeners[0].routes[0].route[0].cluster:"),
    expect.stringContaining("mesh/proxy.yaml:9 clusters[0].type:"),
    expect.stringContaining("mesh/proxy.yaml:10 clusters[1].name:"),
  ]);
});

test("aliases that would unfold to a great size are refused", async () => {
  const ten = (name: string): string => `[${Array(10).fill(`*${name}`).join(", ")}]`;
  const found = await problemsOf(`
a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
b: &b ${ten("a")}
c: &c ${ten("b")}
listeners: ${ten("c")}
`);

  expect(found).toEqual([
    expect.stringMatching(/^mesh\/proxy.yaml:2: .*alias.*; write the values out/),
  ]);
});

test("a value that was written once and used by alias is found where it was written", async () => {
  const found = await problemsOf(`
listeners:
  - name: a
    port: 0
    protocol: demo
    limits: &limits
      maxMessageBytes: 0
clusters:
  - {name: demo, limits: *limits}
`);

  expect(found.map((problem) => problem.split(":", 2).join(":"))).toEqual([
    "mesh/proxy.yaml:7 listeners[0].limits.maxMessageBytes",
    "mesh/proxy.yaml:7 clusters[0].limits.maxMessageBytes",
  ]);
});

test("a route may name a cluster or subset that does not exist where the listener allows it", async () => {
  const loose = configText(
    "validateClusters: false, routes: [{name: r, route: [{cluster: later}, {cluster: demo, subset: x}]}]",
  );

  expect(await problemsOf(loose)).toEqual([]);
});

test("a subset that no endpoint belongs to and two listeners on port 0 are allowed", async () => {
  const text = `
listeners:
  - {name: a, port: 0, protocol: demo}
  - {name: b, port: 0, protocol: demo}
clusters: [{name: c, subsets: [{name: v1, labels: {version: v1}}]}]
`;

  expect(await problemsOf(text)).toEqual([]);
});

test("a configuration given as a value is checked alike, is not changed, and has no lines", async () => {
  const value = { listeners: [{ name: "a", port: 0, protocol: "demo" }] };
  const { config } = await loadConfig({ value }, given);
  expect(config.listeners[0]?.maxConnections).toBe(10_000);
  expect(value.listeners).toEqual([{ name: "a", port: 0, protocol: "demo" }]);

  const refused = loadConfig({ value: { listeners: 5 } }, given);
  await expect(refused).rejects.toThrow(/^listeners: expected a list, got the number 5/);
  await expect(refused).rejects.toMatchObject({
    code: "E_CONFIG",
    problems: [{ line: undefined }],
  });
  await expect(loadConfig({ value: () => {} }, given)).rejects.toThrow(/^configuration: not plain/);
});

test("a file that is not there is named with the reason", async () => {
  const refused = loadConfig({ file: "/nowhere/proxy.yaml" });

  await expect(refused).rejects.toThrow("/nowhere/proxy.yaml: cannot be read (ENOENT)");
});

test("problems carry file, line, column and path for programs to use", async () => {
  const refused = load(configText("idleTimeout: 5"));

  await expect(refused).rejects.toMatchObject({
    problems: [{ file: "mesh/proxy.yaml", line: 2, column: 43, path: "listeners[0].idleTimeout" }],
  });
});
