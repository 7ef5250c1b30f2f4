import { expect, test } from "vitest";
import { demoCodec, demoFilter } from "../../test/plugins.js";
import type { ProxyConfig } from "./config.js";
import { configProblem, type GivenPlugins, type LoadedConfig, loadConfig } from "./load.js";
import { ConfigLoadError } from "./problem.js";

const given: GivenPlugins = { codecs: [demoCodec("demo", ["alias"])], filters: [demoFilter()] };

const load = (text: string): Promise<LoadedConfig> =>
  loadConfig({ file: "mesh/proxy.yaml", text }, given);

/** The problems of a file, as the user sees them, one a line. */
async function problems(text: string): Promise<string[]> {
  try {
    await load(text);
  } catch (error) {
    if (error instanceof ConfigLoadError) return error.message.split("\n");
    throw error;
  }
  return [];
}

/** A file with one listener on line 2 and one cluster, and these further keys. */
const file = (listener: string, cluster = "", root = ""): string => `listeners:
  - {name: demo, port: 0, protocol: demo, ${listener}}
clusters:
  - {name: demo, ${cluster}}
${root}`;

const route = (match: string): string =>
  file(`routes: [{name: all, match: ${match}, route: [{cluster: demo}]}]`);

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
        endpoints: [],
        subsets: [],
        connectTimeoutMs: 5000,
        idleTimeoutMs: 3_600_000,
        maintenance: false,
        circuitBreaker: { maxConnections: 1024, maxPendingRequests: 1024, maxRequests: 65_536 },
        connectionsPerEndpoint: 1,
        heartbeat: undefined,
        limits,
      },
    ],
    drainTimeoutMs: 20_000,
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
        requestMutation: [{key: version, value: ""}]
clusters:
  - name: demo
    type: dns
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
            requestMutation: [{ key: "version", value: "" }],
          },
        ],
      },
    ],
    clusters: [
      {
        type: "dns",
        endpoints: [{ address: "demo.local", port: 9001, labels: { version: "v1" } }],
        subsets: [{ name: "v1", labels: { version: "v1" } }],
        heartbeat: { intervalMs: 1500, maxMissed: 3 },
      },
    ],
  });
});

test("a misspelt match type is named with its line and with those there are", async () => {
  const found = await problems(`
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

const matchTypes = "use exact, prefix, suffix, contains, regex, range or present";
const cmd = "listeners[0].routes[0].match.attributes.cmd";

/** A file, and the problem that it has, without the name of the file. */
const cases: readonly (readonly [text: string, problem: string])[] = [
  ["", "1: expected an object, got nothing; give it listeners"],
  ["- a", "1: expected an object, got a list; give it listeners"],
  ["listeners: []\nlisteners: []", '2: the key "listeners" is given twice; remove one'],
  ["listeners: [", "1: Flow sequence in block collection must be"],
  ["listeners: !secret []", "1: Unresolved tag: !secret; correct the YAML here"],
  [
    "listeners: {a: 1}",
    "1 listeners: expected a list, got an object; start each entry with a dash",
  ],
  ["clusters: []", '1: "listeners" is missing; add it (The ports that are served)'],
  [
    file("idleTimeut: 5s"),
    '2 listeners[0]: "idleTimeut" is not a key here; did you mean "idleTimeout"? Known keys: name,',
  ],
  [file("zzz: 5s"), '2 listeners[0]: "zzz" is not a key here; known keys: name, address,'],
  [
    file('maxConnections: "5"'),
    '2 listeners[0].maxConnections: expected a whole number, got the text "5"; write 5 without quotes',
  ],
  [file("maxConnections: 1.5"), "2 listeners[0].maxConnections: expected a whole number, got the "],
  [file("maxConnections: 0"), "2 listeners[0].maxConnections: expected 1 or more, got 0"],
  [file("validateClusters: 1"), "2 listeners[0].validateClusters: expected true or false, got the"],
  [
    file("idleTimeout: 5"),
    "2 listeners[0].idleTimeout: expected a duration, got the number 5; write such as 5s",
  ],
  [
    file("idleTimeout: 5 s"),
    '2 listeners[0].idleTimeout: "5 s" is not a duration; write a number and a unit, such as 250ms',
  ],
  [file("idleTimeout: 577h"), "2 listeners[0].idleTimeout: must be 576h or less"],
  [file("address: ''"), "2 listeners[0].address: must not be empty; write a text"],
  [
    file("limits: {bufferLimitBytes: 9}"),
    "2 listeners[0].limits: bufferHighWatermarkBytes (1048576) is",
  ],
  [
    route("{attributes: {cmd: a}}"),
    `2 ${cmd}: expected an object, got the text "a"; write {exact: "a"}`,
  ],
  [
    route("{attributes: {cmd: {exact: 153}}}"),
    `2 ${cmd}.exact: expected a text, got the number 153; put it in quotes: "153"`,
  ],
  [
    route("{attributes: {cmd: {}}}"),
    `2 ${cmd}: needs exactly one match type, got none; ${matchTypes}`,
  ],
  [
    route("{attributes: {cmd: {exact: a, prefix: b}}}"),
    `2 ${cmd}: needs exactly one match type, got exact and prefix; ${matchTypes}`,
  ],
  [
    route("{attributes: {cmd: {regex: (a}}}"),
    `2 ${cmd}.regex: error parsing regexp: missing closing ): `,
  ],
  [
    route("{attributes: {cmd: {regex: (?=a)}}}"),
    `2 ${cmd}.regex: error parsing regexp: invalid or `,
  ],
  [
    route("{attributes: {cmd: {range: {start: 2, end: 2}}}}"),
    `2 ${cmd}.range: is empty: start 2 is not below end 2; raise end`,
  ],
  [
    route("{attributes: {cmd: {regex: a, ignoreCase: true}}}"),
    `2 ${cmd}.ignoreCase: has no meaning for regex; start the regex with "(?i)" instead`,
  ],
  [
    route("{attributes: {cmd: {present: true, ignoreCase: true}}}"),
    `2 ${cmd}.ignoreCase: has no meaning for present; remove it`,
  ],
  [
    route("{attributes: {CMD: {exact: a}, cmd: {exact: b}}}"),
    `2 ${cmd}: is the same attribute as "CMD", since case makes no difference; remove one`,
  ],
  [
    file("routes: [{name: r, route: [{cluster: dmo}]}]"),
    '2 listeners[0].routes[0].route[0].cluster: there is no cluster "dmo"; did you mean "demo"? There are: demo',
  ],
  [
    file("routes: [{name: r, route: [{cluster: demo, subset: v1}]}]"),
    '2 listeners[0].routes[0].route[0].subset: cluster "demo" has no subset "v1"; there are none',
  ],
  [
    file("routes: [{name: r, route: [{cluster: demo, subset: x}]}]", "subsets: [{name: v1}]"),
    '2 listeners[0].routes[0].route[0].subset: cluster "demo" has no subset "x"; there are: v1',
  ],
  [
    file("routes: [{name: r, route: [{cluster: demo, weight: 0}]}]"),
    "2 listeners[0].routes[0].route: all weights are 0; give at least one destination a weight above 0",
  ],
  [
    file("routes: [{name: r, route: []}]"),
    "2 listeners[0].routes[0].route: must have 1 or more entries; add one",
  ],
  [
    file("filters: [{name: demo-filt}]"),
    '2 listeners[0].filters[0].name: no loaded filter is named "demo-filt"; did you mean "demo-filter"?',
  ],
  [
    file("filters: [{name: demo-filter, config: {rate: 11}}]"),
    "2 listeners[0].filters[0].config.rate: expected 10 or less, got 11",
  ],
  [
    file("filters: [{name: demo-filter, config: {match: {attributes: {a: {exat: b}}}}}]"),
    '2 listeners[0].filters[0].config.match.attributes.a: "exat" is not a match type; use exact,',
  ],
  [file("", "type: statik"), '4 clusters[0].type: expected static or dns, got the text "statik"'],
  [
    file("", "connectTimeout: 0s"),
    "4 clusters[0].connectTimeout: must be longer than 0; write such as 5s",
  ],
  [
    file("", "heartbeat: {}"),
    '4 clusters[0].heartbeat: "interval" is missing; add it (Time without a byte from the server',
  ],
  [
    file("", "endpoints: [{address: a.local, port: 1}]"),
    `4 clusters[0].endpoints[0].address: "a.local" is not an IP address; for host names set the cluster's "type: dns"`,
  ],
  [
    file("", "subsets: [{name: v, labels: {v: 1}}]"),
    '4 clusters[0].subsets[0].labels.v: expected a text, got the number 1; put it in quotes: "1"',
  ],
  [
    file("", "subsets: [{name: v}, {name: v}]"),
    '4 clusters[0].subsets[1].name: there is already a subset "v"; give this one another name',
  ],
  [
    "listeners: [{name: a, port: 0, protocol: domo}]",
    '1 listeners[0].protocol: no loaded codec speaks "domo"; did you mean "demo"? There are: demo.',
  ],
  [
    file("routes: [{name: r, route: [{cluster: demo}]}, {name: r, route: [{cluster: demo}]}]"),
    '2 listeners[0].routes[1].name: there is already a route "r"; give this one another name',
  ],
  [
    "listeners: []\nclusters: [{name: a}, {name: a}]",
    '2 clusters[1].name: there is already a cluster "a"; give this one another name',
  ],
  [
    `listeners:
  - {name: a, port: 1, protocol: demo}
  - {name: b, port: 1, protocol: demo}`,
    '3 listeners[1].port: 0.0.0.0:1 is already taken by listener "a"; use another port',
  ],
  [
    `listeners:
  - {name: a, port: 0, protocol: demo}
  - {name: a, port: 0, protocol: demo}`,
    '3 listeners[1].name: there is already a listener "a"; give this one another name',
  ],
  [
    `listeners: [{name: a, address: 127.0.0.1, port: 1, protocol: demo}]
admin: {port: 1}`,
    '2 admin.port: 127.0.0.1:1 is already taken by listener "a"; use another port',
  ],
];

test.each(cases.map(([text, problem]) => ({ text, problem })))(
  "a file is refused, and only, with line $problem",
  async ({ text, problem }) => {
    const found = await problems(text);

    expect(found).toEqual([expect.stringContaining(`mesh/proxy.yaml:${problem}`)]);
  },
);

test("everything that is wrong is listed at once, in the order of the file", async () => {
  const found = await problems(`
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
  const found = await problems(`
a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
b: &b ${ten("a")}
c: &c ${ten("b")}
listeners: ${ten("c")}
`);

  expect(found).toEqual([
    expect.stringMatching(/^mesh\/proxy.yaml:1: .*alias.*; write the values out/),
  ]);
});

test("a value that was written once and used by alias is found where it was written", async () => {
  const found = await problems(`
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
  const loose = file(
    "validateClusters: false, routes: [{name: r, route: [{cluster: later}, {cluster: demo, subset: x}]}]",
  );

  expect(await problems(loose)).toEqual([]);
});

test("a subset that no endpoint belongs to and two listeners on port 0 are allowed", async () => {
  const text = `
listeners:
  - {name: a, port: 0, protocol: demo}
  - {name: b, port: 0, protocol: demo}
clusters: [{name: c, subsets: [{name: v1, labels: {version: v1}}]}]
`;

  expect(await problems(text)).toEqual([]);
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
  const refused = load(file("idleTimeout: 5"));

  await expect(refused).rejects.toMatchObject({
    problems: [{ file: "mesh/proxy.yaml", line: 2, column: 43, path: "listeners[0].idleTimeout" }],
  });
});

test("an error that a filter raises later is told with the place of its configuration", async () => {
  const loaded = await load(`listeners:
  - name: demo
    port: 0
    protocol: demo
    filters:
      - name: demo-filter
        config:
          rate: 3
`);
  const error = Object.assign(new Error("too slow; use more than 3"), {
    name: "ConfigError" as const,
    path: ["rate"],
  });

  const problem = configProblem(loaded, ["listeners", 0, "filters", 0, "config"], error);
  expect(problem).toEqual({
    file: "mesh/proxy.yaml",
    line: 8,
    column: 11,
    path: "listeners[0].filters[0].config.rate",
    message: "too slow; use more than 3",
  });
});
