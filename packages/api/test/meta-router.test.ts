import { expect, test } from "vitest";
import { problemsOf, resourceText, specOf, warningsOf } from "./resource-text.js";

const router = (spec: string): string => resourceText("MetaRouter", spec);
/** A router with one route, whose fields begin on line 7. */
const routed = (route: string): string =>
  router(`hosts: [orders.shop]\nroutes:\n- ${route.replaceAll("\n", "\n  ")}`);
const to = "route: [{destination: {host: orders.shop}}]";
const long = "a".repeat(64);

test.each<[rule: string, text: string, problem: string]>([
  ["no hosts", router(`routes: [{${to}}]`), '4 spec: "hosts" is missing; add it'],
  [
    "an empty list of hosts",
    router(`hosts: []\nroutes: [{${to}}]`),
    "5 spec.hosts: must have 1 or more entries; add one",
  ],
  [
    "a host with an underscore",
    router(`hosts: [a_b]\nroutes: [{${to}}]`),
    '5 spec.hosts[0]: "a_b" is not a host name; write labels',
  ],
  [
    "a host with a label too long",
    router(`hosts: [${long}.b]\nroutes: [{${to}}]`),
    `5 spec.hosts[0]: "${"a".repeat(60)}..." is not a host name`,
  ],
  [
    "a host too long",
    router(`hosts: [${"a.".repeat(128)}]\nroutes: [{${to}}]`),
    "5 spec.hosts[0]: ",
  ],
  [
    "an address as host",
    router(`hosts: [10.0.0.1]\nroutes: [{${to}}]`),
    '5 spec.hosts[0]: "10.0.0.1" is not a host name',
  ],
  [
    "a host with a wildcard",
    router(`hosts: ["*.shop"]\nroutes: [{${to}}]`),
    '5 spec.hosts[0]: "*.shop" is a pattern, not a host name',
  ],
  [
    "an empty host",
    router(`hosts: [""]\nroutes: [{${to}}]`),
    "5 spec.hosts[0]: must not be empty; write a text",
  ],
  [
    "a host given twice",
    router(`hosts:\n- a\n- a\nroutes: [{${to}}]`),
    '7 spec.hosts[1]: the host "a" is given twice; remove one',
  ],
  [
    "nothing to do",
    router("hosts: [a]"),
    "4 spec: does nothing; give it routes, a localRateLimit or a globalRateLimit",
  ],
  [
    "no routes in the list",
    router("hosts: [a]\nroutes: []"),
    "4 spec: does nothing; give it routes",
  ],
  [
    "a route of null",
    router("hosts: [a]\nroutes:\n-"),
    "7 spec.routes[0]: expected an object, got nothing; give it route",
  ],
  [
    "a test of the wrong type",
    routed(`${to}\nmatch: {attributes: {method: sayHello}}`),
    '8 spec.routes[0].match.attributes.method: expected an object, got the text "sayHello"; write {exact: "sayHello"}',
  ],
  [
    "an attribute without a name",
    routed(`${to}\nmatch: {attributes: {"": {exact: a}}}`),
    '8 spec.routes[0].match.attributes[""]: the name of an attribute must not be empty; write it',
  ],
  [
    "an attribute in two spellings",
    routed(`${to}\nmatch:\n  attributes:\n    cmd: {exact: a}\n    Cmd: {exact: b}`),
    '11 spec.routes[0].match.attributes.Cmd: is the same attribute as "cmd", since case makes no difference; remove one',
  ],
  [
    "an empty regex",
    routed(`${to}\nmatch: {attributes: {a: {regex: ""}}}`),
    "8 spec.routes[0].match.attributes.a.regex: must not be empty",
  ],
  [
    "a regex that does not compile",
    routed(`${to}\nmatch: {attributes: {a: {regex: "("}}}`),
    "8 spec.routes[0].match.attributes.a.regex: error parsing regexp: missing closing ): `(`; use the syntax of RE2",
  ],
  [
    "a regex with look-ahead",
    routed(`${to}\nmatch: {attributes: {a: {regex: "(?=a)b"}}}`),
    "8 spec.routes[0].match.attributes.a.regex: error parsing regexp",
  ],
  [
    "two tests of one attribute",
    routed(`${to}\nmatch: {attributes: {a: {exact: b, prefix: c}}}`),
    "8 spec.routes[0].match.attributes.a: needs exactly one match type, got exact and prefix; use exact, prefix,",
  ],
  [
    "a test that does not exist",
    routed(`${to}\nmatch: {attributes: {a: {exat: b}}}`),
    '8 spec.routes[0].match.attributes.a: "exat" is not a match type; use exact,',
  ],
  [
    "modifiers alone",
    routed(`${to}\nmatch: {attributes: {a: {ignoreCase: true}}}`),
    "8 spec.routes[0].match.attributes.a: needs exactly one match type, got none",
  ],
  [
    "an empty range",
    routed(`${to}\nmatch: {attributes: {a: {range: {start: 5, end: 5}}}}`),
    "8 spec.routes[0].match.attributes.a.range: no integer v has 5 <= v < 5; give an end above the start",
  ],
  [
    "a range beyond what numbers can hold",
    routed(`${to}\nmatch: {attributes: {a: {range: {start: 5, end: 1e300}}}}`),
    "8 spec.routes[0].match.attributes.a.range.end: not an integer; give one between",
  ],
  [
    "an empty key of a mutation",
    routed(`${to}\nrequestMutation: [{key: "", value: a}]`),
    "8 spec.routes[0].requestMutation[0].key: must not be empty",
  ],
  [
    "an empty value of a mutation",
    routed(`${to}\nresponseMutation: [{key: a, value: ""}]`),
    "8 spec.routes[0].responseMutation[0].value: must not be empty",
  ],
  [
    "a mutation without value",
    routed(`${to}\nrequestMutation: [{key: a}]`),
    '8 spec.routes[0].requestMutation[0]: "value" is missing; add it (Its new value)',
  ],
  [
    "a percentage without mirror",
    routed(`${to}\nmirrorPercentage: {value: 5}`),
    "8 spec.routes[0].mirrorPercentage: there is no mirror for it; add mirror: {host: ...}, or remove it",
  ],
  [
    "mirroring 0 per cent",
    routed(`${to}\nmirror: {host: a}\nmirrorPercentage: {value: 0}`),
    "9 spec.routes[0].mirrorPercentage.value: must be above 0 and at most 100; to mirror nothing, remove mirror",
  ],
  [
    "mirroring below 0",
    routed(`${to}\nmirror: {host: a}\nmirrorPercentage: {value: -1}`),
    "9 spec.routes[0].mirrorPercentage.value: expected 0 or more, got -1",
  ],
  [
    "mirroring more than all",
    routed(`${to}\nmirror: {host: a}\nmirrorPercentage: {value: 100.5}`),
    "9 spec.routes[0].mirrorPercentage.value: expected 100 or less, got 100.5",
  ],
  [
    "a percentage without value",
    routed(`${to}\nmirror: {host: a}\nmirrorPercentage: {}`),
    '9 spec.routes[0].mirrorPercentage: "value" is missing; add it (Per cent of the requests)',
  ],
  [
    "a mirror that is no host",
    routed(`${to}\nmirror: {host: a_b}`),
    '8 spec.routes[0].mirror.host: "a_b" is not a host name',
  ],
  [
    "a destination that is no host",
    routed("route: [{destination: {host: a..b}}]"),
    '7 spec.routes[0].route[0].destination.host: "a..b" is not a host name',
  ],
  [
    "a subset that is no label",
    routed("route: [{destination: {host: a, subset: V1}}]"),
    '7 spec.routes[0].route[0].destination.subset: "V1" is not the name of a subset; use lower-case',
  ],
  [
    "port 0",
    routed("route: [{destination: {host: a, port: {number: 0}}}]"),
    "7 spec.routes[0].route[0].destination.port.number: expected 1 or more, got 0",
  ],
  [
    "port 65536",
    routed("route: [{destination: {host: a, port: {number: 65536}}}]"),
    "7 spec.routes[0].route[0].destination.port.number: expected 65535 or less, got 65536",
  ],
  [
    "a port without number",
    routed("route: [{destination: {host: a, port: {}}}]"),
    '7 spec.routes[0].route[0].destination.port: "number" is missing; add it',
  ],
  [
    "a route without destinations",
    routed("name: a"),
    '7 spec.routes[0]: "route" is missing; add it (Destinations',
  ],
  [
    "an empty list of destinations",
    routed("route: []"),
    "7 spec.routes[0].route: must have 1 or more entries; add one",
  ],
  [
    "a destination of null",
    routed("route: [null]"),
    "7 spec.routes[0].route[0]: expected an object, got nothing; give it destination",
  ],
  [
    "an entry without destination",
    routed("route: [{weight: 100}]"),
    '7 spec.routes[0].route[0]: "destination" is missing; add it',
  ],
  [
    "a destination without host",
    routed("route: [{destination: {subset: v1}}]"),
    '7 spec.routes[0].route[0].destination: "host" is missing; add it',
  ],
  [
    "a weight above 100",
    routed("route: [{destination: {host: a}, weight: 101}]"),
    "7 spec.routes[0].route[0].weight: expected 100 or less, got 101",
  ],
  [
    "weights that are not 100",
    routed(
      "route:\n- {destination: {host: a}, weight: 20}\n- {destination: {host: b}, weight: 70}",
    ),
    "7 spec.routes[0].route: the weights 20 + 70 add up to 90; make it 100",
  ],
  [
    "a weight that is left out",
    routed("route:\n- {destination: {host: a}, weight: 20}\n- {destination: {host: b}}"),
    "7 spec.routes[0].route: the weights 20 + 0 add up to 20; make it 100",
  ],
  [
    "exportTo with a namespace twice",
    router(`hosts: [a]\nroutes: [{${to}}]\nexportTo: [., shop]`),
    '7 spec.exportTo[1]: is the namespace "shop" again; remove one',
  ],
  [
    "exportTo with all and one",
    router(`hosts: [a]\nroutes: [{${to}}]\nexportTo: ["*", shop]`),
    '7 spec.exportTo[0]: "*" is every namespace already; leave it alone in the list, or remove it',
  ],
  [
    "exportTo nobody",
    router(`hosts: [a]\nroutes: [{${to}}]\nexportTo: ["~"]`),
    '7 spec.exportTo[0]: "~" is no namespace, so nobody would see it; write . for its own',
  ],
  [
    "exportTo with a bad name",
    router(`hosts: [a]\nroutes: [{${to}}]\nexportTo: [Shop]`),
    '7 spec.exportTo[0]: "Shop" is not the name of a namespace; use lower-case',
  ],
  [
    "a gateway of too many parts",
    router(`hosts: [a]\nroutes: [{${to}}]\ngateways: [a/b/c]`),
    '7 spec.gateways[0]: "a/b/c" is not a gateway; write namespace/name, or name for its own',
  ],
  [
    "a gateway without name",
    router(`hosts: [a]\nroutes: [{${to}}]\ngateways: [edge/]`),
    '7 spec.gateways[0]: "edge/" is not a gateway',
  ],
  [
    "a timeout without unit",
    routed(`${to}\ntimeout: 5`),
    "8 spec.routes[0].timeout: expected a duration, got the number 5; write such as 5s",
  ],
  [
    "a timeout that is none",
    routed(`${to}\ntimeout: soon`),
    '8 spec.routes[0].timeout: "soon" is not a duration; write a number and a unit',
  ],
  [
    "a timeout of centuries",
    routed(`${to}\ntimeout: 9999999h`),
    "8 spec.routes[0].timeout: is too long; write 87600h or less",
  ],
  [
    "no attempts",
    routed(`${to}\nretries: {}`),
    '8 spec.routes[0].retries: "attempts" is missing; add it',
  ],
  [
    "a fault of nothing",
    routed(`${to}\nfault: {}`),
    "8 spec.routes[0].fault: does nothing; give it a delay or an abort",
  ],
  [
    "a delay of 0",
    routed(`${to}\nfault: {delay: {percentage: {value: 5}, fixedDelay: 0s}}`),
    "8 spec.routes[0].fault.delay.fixedDelay: must be longer than 0; write such as 5s",
  ],
  [
    "a hash of nothing",
    routed(`${to}\nhashPolicy: [{}]`),
    "8 spec.routes[0].hashPolicy[0]: needs attribute or sourceIp",
  ],
  [
    "a hash of two things",
    routed(`${to}\nhashPolicy: [{attribute: a, sourceIp: true}]`),
    "8 spec.routes[0].hashPolicy[0]: needs attribute or sourceIp",
  ],
  [
    "a hash of no address",
    routed(`${to}\nhashPolicy: [{sourceIp: false}]`),
    "8 spec.routes[0].hashPolicy[0].sourceIp: must be true; to hash something else, name its attribute",
  ],
  [
    "a field misspelt",
    router(`host: [a]\nroutes: [{${to}}]`),
    '5 spec: "host" is not a key here; did you mean "hosts"? Known keys: hosts, gateways,',
  ],
  [
    "a field of a route misspelt",
    routed(`${to}\nmirrorPercent: {value: 5}`),
    '8 spec.routes[0]: "mirrorPercent" is not a key here; did you mean "mirrorPercentage"?',
  ],
])("refused, and only for that: %s", (_, text, problem) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
});

test.each<[rule: string, text: string, warning: string]>([
  [
    "routes behind one that takes everything",
    router(`hosts: [a]\nroutes:\n- ${to}\n- ${to}`),
    "8 spec.routes[1]: is never taken, since the route before it has no match and takes every request; move that one to the end",
  ],
  [
    "routes behind an empty match",
    router(`hosts: [a]\nroutes:\n- {${to}, match: {}}\n- ${to}`),
    "8 spec.routes[1]: is never taken",
  ],
  [
    "the gateway mesh",
    router(`hosts: [a]\nroutes: [{${to}}]\ngateways: [mesh]`),
    "7 spec.gateways[0]: a router is for the mesh whatever its gateways; remove this entry",
  ],
])("accepted with a warning: %s", (_, text, warning) => {
  expect(problemsOf(text)).toEqual([]);
  expect(warningsOf(text)).toEqual([expect.stringContaining(warning)]);
});

test("a router without any optional field has every default", () => {
  expect(specOf("MetaRouter", routed(to))).toEqual({
    hosts: ["orders.shop"],
    gateways: [],
    exportTo: [],
    routes: [
      {
        name: "",
        route: [{ destination: { host: "orders.shop" } }],
        requestMutation: [],
        responseMutation: [],
        hashPolicy: [],
        oneway: false,
      },
    ],
  });
});

test("every field is kept as it was written", () => {
  const text = router(`hosts: [a, b.]
gateways: [edge, infra/edge]
exportTo: [., web]
routes:
- name: all
  match: {attributes: {a: {suffix: x, ignoreCase: true}, b: {contains: y}, c: {range: {start: -1, end: 5}}, d: {present: false}}}
  route:
  - {destination: {host: a, subset: v1, port: {number: 9090}}, weight: 0}
  - {destination: {host: a}, weight: 100}
  mirror: {host: b}
  mirrorPercentage: {value: 12.5}
  requestMutation: [{key: k, value: v}]
  timeout: 1.5s
  retries: {attempts: 2, perTryTimeout: 500ms, retryOn: [connect-failure]}
  fault: {delay: {percentage: {value: 5}, fixedDelay: 1s}, abort: {percentage: {value: 0.1}}}
  hashPolicy: [{attribute: user}, {sourceIp: true}]
  oneway: true`);
  const modifiers = { ignoreCase: false, invert: false, treatMissingAsEmpty: false };
  expect(specOf("MetaRouter", text)).toEqual({
    hosts: ["a", "b."],
    gateways: ["edge", "infra/edge"],
    exportTo: [".", "web"],
    routes: [
      {
        name: "all",
        match: {
          attributes: {
            a: { ...modifiers, suffix: "x", ignoreCase: true },
            b: { ...modifiers, contains: "y" },
            c: { ...modifiers, range: { start: -1, end: 5 } },
            d: { ...modifiers, present: false },
          },
        },
        route: [
          { destination: { host: "a", subset: "v1", port: { number: 9090 } }, weight: 0 },
          { destination: { host: "a" }, weight: 100 },
        ],
        mirror: { host: "b" },
        mirrorPercentage: { value: 12.5 },
        requestMutation: [{ key: "k", value: "v" }],
        responseMutation: [],
        timeout: "1.5s",
        retries: { attempts: 2, perTryTimeout: "500ms", retryOn: ["connect-failure"] },
        fault: {
          delay: { percentage: { value: 5 }, fixedDelay: "1s" },
          abort: { percentage: { value: 0.1 }, message: "fault injected" },
        },
        hashPolicy: [{ attribute: "user" }, { sourceIp: true }],
        oneway: true,
      },
    ],
  });
});

test.each(["{}", "null", "", "{present: true}"])(
  "the test %j of an attribute says that it is there",
  (test) => {
    const [route] = specOf(
      "MetaRouter",
      routed(`${to}\nmatch:\n  attributes:\n    tenant: ${test}`),
    ).routes;
    expect(route?.match?.attributes).toMatchObject({ tenant: { present: true } });
  },
);

test.each([
  [
    "weights that are no numbers",
    routed(
      'route:\n- {destination: {host: a}, weight: 50}\n- {destination: {host: b}, weight: "50"}',
    ),
    "write 50 without quotes",
  ],
  [
    "a weight with a misspelt key",
    routed("route:\n- {destination: {host: a}, weight: 50}\n- {destination: {host: b}, weght: 50}"),
    '"weght" is not a key here',
  ],
  [
    "a route whose match is misspelt",
    router(`hosts: [a]\nroutes:\n- {${to}, match: {attribute: {}}}\n- ${to}`),
    '"attribute" is not a key here',
  ],
])("nothing is concluded from what is wrong itself: %s", (_, text, problem) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
  expect(warningsOf(text)).toEqual([]);
});
