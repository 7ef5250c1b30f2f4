import { expect, test } from "vitest";
import { configText, problemsOf } from "../../test/config-text.js";

const route = (match: string): string =>
  configText(`routes: [{name: all, match: ${match}, route: [{cluster: demo}]}]`);

const matchTypes = "use exact, prefix, suffix, contains, regex, range or present";
const cmd = "listeners[0].routes[0].match.attributes.cmd";

/** A file, and the problem that it has, without the name of the file. */
const cases: readonly (readonly [text: string, problem: string])[] = [
  ["", "1: expected an object, got nothing; give it listeners or xds"],
  ["- a", "1: expected an object, got a list; give it listeners or xds"],
  ["listeners: []\nlisteners: []", '2: the key "listeners" is given twice; remove one'],
  ["listeners: [", "1: Flow sequence in block collection must be"],
  ["listeners: !secret []", "1: Unresolved tag: !secret; correct the YAML here"],
  [
    "listeners: {a: 1}",
    "1 listeners: expected a list, got an object; start each entry with a dash",
  ],
  ["clusters: []", "1: needs listeners or xds"],
  [
    configText("idleTimeut: 5s"),
    '2 listeners[0]: "idleTimeut" is not a key here; did you mean "idleTimeout"? Known keys: name,',
  ],
  [configText("zzz: 5s"), '2 listeners[0]: "zzz" is not a key here; known keys: name, address,'],
  [
    configText('maxConnections: "5"'),
    '2 listeners[0].maxConnections: expected a whole number, got the text "5"; write 5 without quotes',
  ],
  [
    configText("maxConnections: 1.5"),
    "2 listeners[0].maxConnections: expected a whole number, got the ",
  ],
  [configText("maxConnections: 0"), "2 listeners[0].maxConnections: expected 1 or more, got 0"],
  [
    configText("validateClusters: 1"),
    "2 listeners[0].validateClusters: expected true or false, got the",
  ],
  [
    configText("idleTimeout: 5"),
    "2 listeners[0].idleTimeout: expected a duration, got the number 5; write such as 5s",
  ],
  [
    configText("idleTimeout: 5 s"),
    '2 listeners[0].idleTimeout: "5 s" is not a duration; write a number and a unit, such as 250ms',
  ],
  [configText("idleTimeout: 577h"), "2 listeners[0].idleTimeout: must be 576h or less"],
  [configText("address: ''"), "2 listeners[0].address: must not be empty; write a text"],
  [
    configText("limits: {bufferLimitBytes: 9}"),
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
    `2 ${cmd}.range: no integer v has 2 <= v < 2; give an end above the start`,
  ],
  [
    route("{attributes: {cmd: {regex: a, ignoreCase: true}}}"),
    `2 ${cmd}.ignoreCase: ignoreCase does not go with regex; start the regex with "(?i)" instead`,
  ],
  [
    route("{attributes: {cmd: {present: true, ignoreCase: true}}}"),
    `2 ${cmd}.ignoreCase: ignoreCase does not go with present; remove it`,
  ],
  [
    route("{attributes: {CMD: {exact: a}, cmd: {exact: b}}}"),
    `2 ${cmd}: is the same attribute as "CMD", since case makes no difference; remove one`,
  ],
  [
    configText("routes: [{name: r, route: [{cluster: dmo}]}]"),
    '2 listeners[0].routes[0].route[0].cluster: there is no cluster "dmo"; did you mean "demo"? There are: demo',
  ],
  [
    configText("routes: [{name: r, route: [{cluster: demo, subset: v1}]}]"),
    '2 listeners[0].routes[0].route[0].subset: cluster "demo" has no subset "v1"; there are none',
  ],
  [
    configText("routes: [{name: r, route: [{cluster: demo, subset: x}]}]", "subsets: [{name: v1}]"),
    '2 listeners[0].routes[0].route[0].subset: cluster "demo" has no subset "x"; there are: v1',
  ],
  [
    configText("routes: [{name: r, route: [{cluster: demo, weight: 0}]}]"),
    "2 listeners[0].routes[0].route: all weights are 0; give at least one destination a weight above 0",
  ],
  [
    configText("routes: [{name: r, route: []}]"),
    "2 listeners[0].routes[0].route: must have 1 or more entries; add one",
  ],
  [
    configText("filters: [{name: demo-filt}]"),
    '2 listeners[0].filters[0].name: no loaded filter is named "demo-filt"; did you mean "demo-filter"?',
  ],
  [
    configText("filters: [{name: demo-filter, config: {rate: 11}}]"),
    "2 listeners[0].filters[0].config.rate: expected 10 or less, got 11",
  ],
  [
    configText("filters: [{name: demo-filter, config: {match: {attributes: {a: {exat: b}}}}}]"),
    '2 listeners[0].filters[0].config.match.attributes.a.exat: "exat" is not a match type; use exact,',
  ],
  [
    configText("", "type: statik"),
    '4 clusters[0].type: expected static or dns, got the text "statik"',
  ],
  [
    configText("", "connectTimeout: 0s"),
    "4 clusters[0].connectTimeout: must be longer than 0; write such as 5s",
  ],
  [
    configText("routes: [{name: all, route: [{cluster: demo}]}]", "multiplexing: true"),
    '4 clusters[0].multiplexing: the answers of protocol "demo" (listener "demo") carry no ids by which',
  ],
  [
    `${configText("routes: [{name: all, route: [{cluster: demo}], oneway: true}]").replace("protocol: demo", "protocol: bound")}`,
    '2 listeners[0].routes[0].oneway: clients of protocol "bound" (listener "demo") have a connection to the',
  ],
  [
    configText("routes: [{name: all, route: [{cluster: demo}], mirrors: [{cluster: dema}]}]"),
    '2 listeners[0].routes[0].mirrors[0].cluster: there is no cluster "dema"; did you mean "demo"? There are: demo',
  ],
  [
    configText(
      "routes: [{name: all, route: [{cluster: demo}], mirrors: [{cluster: demo, subset: v2}]}]",
      "subsets: [{name: v1}]",
    ),
    '2 listeners[0].routes[0].mirrors[0].subset: cluster "demo" has no subset "v2"; did you mean "v1"?',
  ],
  [
    configText(
      "routes: [{name: all, route: [{cluster: demo}], mirrors: [{cluster: demo, percentage: 101}]}]",
    ),
    "2 listeners[0].routes[0].mirrors[0].percentage: expected 100 or less, got 101",
  ],
  [
    configText(
      'routes: [{name: all, route: [{cluster: demo}], mirrors: [{cluster: demo, percentage: "5"}]}]',
    ),
    '2 listeners[0].routes[0].mirrors[0].percentage: expected a number, got the text "5"',
  ],
  [
    `${configText("routes: [{name: all, route: [{cluster: demo}], mirrors: [{cluster: demo}]}]").replace("protocol: demo", "protocol: bound")}`,
    '2 listeners[0].routes[0].mirrors: requests of protocol "bound" (listener "demo") mean something only after',
  ],
  [
    `listeners:
  - {name: demo, port: 0, protocol: demo, routes: [{name: all, route: [{cluster: a}], mirrors: [{cluster: b}]}]}
clusters: [{name: a}, {name: b, multiplexing: true}]`,
    '3 clusters[1].multiplexing: the answers of protocol "demo" (listener "demo") carry no ids by which',
  ],
  [
    configText("routes: [{name: all, route: [{cluster: demo}], hashPolicy: {}}]"),
    "2 listeners[0].routes[0].hashPolicy: names nothing to hash; give it attributes, or sourceAddress: true",
  ],
  [
    configText("", "maglev: {tableSize: 65536}"),
    "4 clusters[0].maglev.tableSize: 65536 is not a prime number; the next that is one is 65537",
  ],
  [
    configText("", "maglev: {tableSize: 5000012}"),
    "4 clusters[0].maglev.tableSize: expected 5000011 or less, got 5000012",
  ],
  [
    configText("", "ringHash: {minimumRingSize: 2000, maximumRingSize: 1000}"),
    "4 clusters[0].ringHash: minimumRingSize (2000) is above maximumRingSize (1000); lower it",
  ],
  [
    configText("", "loadBalancer: least-requests"),
    '4 clusters[0].loadBalancer: expected round-robin, least-request, random, ring-hash or maglev, got the text "least',
  ],
  [
    configText("", "endpoints: [{address: 127.0.0.1, port: 1, weight: 0}]"),
    "4 clusters[0].endpoints[0].weight: expected 1 or more, got 0",
  ],
  [
    configText("", "heartbeat: {}"),
    '4 clusters[0].heartbeat: "interval" is missing; add it (Time without a byte from the server',
  ],
  [
    configText("", "endpoints: [{address: a.local, port: 1}]"),
    `4 clusters[0].endpoints[0].address: "a.local" is not an IP address; for host names set the cluster's "type: dns"`,
  ],
  [
    configText("", "subsets: [{name: v, labels: {v: 1}}]"),
    '4 clusters[0].subsets[0].labels.v: expected a text, got the number 1; put it in quotes: "1"',
  ],
  [
    configText("", "subsets: [{name: v}, {name: v}]"),
    '4 clusters[0].subsets[1].name: there is already a subset "v"; give this one another name',
  ],
  [
    "listeners: [{name: a, port: 0, protocol: domo}]",
    '1 listeners[0].protocol: no loaded codec speaks "domo"; did you mean "demo"? There are: demo, bound.',
  ],
  [
    configText(
      "routes: [{name: r, route: [{cluster: demo}]}, {name: r, route: [{cluster: demo}]}]",
    ),
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
    const found = await problemsOf(text);

    expect(found).toEqual([expect.stringContaining(`mesh/proxy.yaml:${problem}`)]);
  },
);
