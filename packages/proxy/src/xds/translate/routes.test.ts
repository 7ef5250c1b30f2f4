import type { StringMatch } from "@meltemi/core";
import { encodeMessage, type Messages, makeResource, type Resource, TypeUrl } from "@meltemi/xds";
import { describe, expect, test } from "vitest";
import { type RouteResource, readRoutes } from "./routes.js";

type Route = Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.Route"];
type HeaderMatcher = Messages["envoy.config.route.v3.HeaderMatcher"];

const NAME = "orders.shop.svc_9090";
const TO_ORDERS = { route: { cluster: "orders" } };

function resource(...routes: Route[]): Resource {
  const type = "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration";
  const bytes = encodeMessage(type, { name: NAME, routes });
  return makeResource(TypeUrl.RouteConfiguration, NAME, bytes);
}

const read = (...routes: Route[]): RouteResource => readRoutes(resource(...routes));

/** What a matcher of the attribute "a" becomes. */
function matchOf(matcher: HeaderMatcher): StringMatch | undefined {
  const [route] = read({ ...TO_ORDERS, match: { metadata: [{ name: "a", ...matcher }] } }).routes;
  return route?.match.attributes?.["a"];
}

describe("a route", () => {
  test("that says nothing but where it leads to takes everything, for 15 s", () => {
    const { name, routes, notes } = read({ name: "default", ...TO_ORDERS });

    expect(name).toBe(NAME);
    expect(routes).toEqual([
      {
        name: "default",
        match: {},
        route: [{ cluster: "orders", subset: undefined, weight: 1 }],
        timeoutMs: 15_000,
        oneway: false,
        hashPolicy: undefined,
        mirrors: [],
        requestMutation: [],
        responseMutation: [],
      },
    ]);
    expect(notes).toEqual([]);
  });

  test("takes over everything that is said", () => {
    const { routes, notes } = read({
      name: "canary",
      match: { metadata: [{ name: "method", stringMatch: { exact: "createOrder" } }] },
      route: {
        weightedClusters: {
          clusters: [
            { name: "v1", weight: { value: 90 } },
            { name: "v2", weight: { value: 10 } },
            { name: "v3", weight: {} },
          ],
          totalWeight: { value: 100 },
        },
        hashPolicy: ["user", "tenant"],
        hashSourceIp: true,
        requestMirrorPolicies: [
          { cluster: "shadow" },
          {
            cluster: "half",
            runtimeFraction: { defaultValue: { numerator: 500_000, denominator: "MILLION" } },
          },
          { cluster: "seven", runtimeFraction: { defaultValue: { numerator: 7 } } },
          { cluster: "all", runtimeFraction: { defaultValue: { numerator: 300 } } },
          { cluster: "none", runtimeFraction: { defaultValue: {} } },
        ],
      },
      requestMutation: [{ key: "env", value: "staging" }],
      responseMutation: [{ key: "served-by" }],
      timeout: { seconds: 2, nanos: 500_000 },
      oneway: true,
    });

    expect(routes).toEqual([
      {
        name: "canary",
        match: { attributes: { method: { exact: "createOrder" } } },
        route: [
          { cluster: "v1", subset: undefined, weight: 90 },
          { cluster: "v2", subset: undefined, weight: 10 },
          { cluster: "v3", subset: undefined, weight: 0 },
        ],
        timeoutMs: 2000.5,
        oneway: true,
        hashPolicy: { attributes: ["user", "tenant"], sourceAddress: true },
        mirrors: [
          { cluster: "shadow", subset: undefined, percentage: 100 },
          { cluster: "half", subset: undefined, percentage: 50 },
          { cluster: "seven", subset: undefined, percentage: 7 },
          { cluster: "all", subset: undefined, percentage: 100 },
          { cluster: "none", subset: undefined, percentage: 0 },
        ],
        requestMutation: [{ key: "env", value: "staging" }],
        responseMutation: [{ key: "served-by", value: "" }],
      },
    ]);
    expect(notes).toEqual([]);
  });

  test("has no time limit when the timeout is 0", () => {
    expect(read({ ...TO_ORDERS, timeout: {} }).routes[0]?.timeoutMs).toBe(0);
  });

  test("notes what the proxy does not act on yet", () => {
    const route: Route = {
      route: {
        cluster: "orders",
        requestMirrorPolicies: [
          { cluster: "shadow", runtimeFraction: { defaultValue: {}, runtimeKey: "mirror" } },
        ],
      },
      retryPolicy: { attempts: 3 },
      fault: { abort: { message: "no" } },
    };

    expect(read(route, route).notes).toEqual([
      "routes.retry_policy: not acted on by this proxy yet (2 times)",
      "routes.fault: not acted on by this proxy yet (2 times)",
      "routes.route.request_mirror_policies.runtime_fraction.runtime_key: not acted on by this proxy (2 times)",
    ]);
  });

  test("has a name of its own, whatever it was called", () => {
    const names = ["a", "a", undefined, "a-2", "a", "route-3", ""];
    const { routes } = read(...names.map((name) => ({ name, ...TO_ORDERS })));

    expect(routes.map(({ name }) => name)).toEqual([
      "a",
      "a-3",
      "route-3-2",
      "a-2",
      "a-4",
      "route-3",
      "route-7",
    ]);
  });

  test("may be missing: then nothing matches", () => {
    expect(read().routes).toEqual([]);
  });
});

describe("a matcher", () => {
  test.each<[string, HeaderMatcher, StringMatch]>([
    ["nothing: present", {}, { present: true }],
    ["exact_match", { exactMatch: "x" }, { exact: "x" }],
    ["an empty exact_match, which is any value", { exactMatch: "" }, { exact: "" }],
    ["prefix_match", { prefixMatch: "x" }, { prefix: "x" }],
    ["suffix_match", { suffixMatch: "x" }, { suffix: "x" }],
    ["contains_match", { containsMatch: "x" }, { contains: "x" }],
    ["safe_regex_match", { safeRegexMatch: { googleRe2: {}, regex: "a|b" } }, { regex: "a|b" }],
    ["range_match", { rangeMatch: { start: -5, end: 7 } }, { range: { start: -5, end: 7 } }],
    ["range_match from 0", { rangeMatch: { end: 7 } }, { range: { start: 0, end: 7 } }],
    ["present_match", { presentMatch: true }, { present: true }],
    ["present_match: false", { presentMatch: false }, { present: false }],
    ["string_match.exact", { stringMatch: { exact: "x" } }, { exact: "x" }],
    [
      "an empty string_match.exact, which is itself",
      { stringMatch: { exact: "" } },
      { regex: "^$" },
    ],
    [
      "string_match.prefix",
      { stringMatch: { prefix: "X", ignoreCase: true } },
      { prefix: "X", ignoreCase: true },
    ],
    [
      "string_match.suffix",
      { stringMatch: { suffix: "X", ignoreCase: true } },
      { suffix: "X", ignoreCase: true },
    ],
    [
      "string_match.contains",
      { stringMatch: { contains: "X", ignoreCase: true } },
      { contains: "X", ignoreCase: true },
    ],
    [
      "string_match.exact without case",
      { stringMatch: { exact: "X", ignoreCase: true } },
      { exact: "X", ignoreCase: true },
    ],
    [
      "string_match.safe_regex, whose case is its own business",
      { stringMatch: { safeRegex: { regex: "x+" }, ignoreCase: true } },
      { regex: "x+" },
    ],
    ["invert_match", { exactMatch: "x", invertMatch: true }, { exact: "x", invert: true }],
    [
      "treat_missing_header_as_empty",
      { prefixMatch: "x", treatMissingHeaderAsEmpty: true },
      { prefix: "x", treatMissingAsEmpty: true },
    ],
  ])("%s", (_, matcher, match) => {
    expect(matchOf(matcher)).toEqual(match);
  });

  test("may be of an attribute with any name", () => {
    const metadata = ["__proto__", "constructor"].map((name) => ({ name, exactMatch: "x" }));
    const [route] = read({ ...TO_ORDERS, match: { metadata } }).routes;

    expect(Object.keys(route?.match.attributes ?? {})).toEqual(["__proto__", "constructor"]);
  });
});

describe("refusals", () => {
  const metadata = (...matchers: HeaderMatcher[]): Route => ({
    ...TO_ORDERS,
    match: { metadata: matchers.map((matcher) => ({ name: "a", ...matcher })) },
  });
  const first = "routes[0].match.metadata[0]";
  const empty = "is empty; give a text, or use present_match";
  const entries = Array.from({ length: 1001 }, (_, index) => ({ key: `k${index}` }));

  test.each<[string, Route, string]>([
    ["no action", {}, "routes[0].route: is missing; say where the route leads to"],
    [
      "no cluster",
      { route: {} },
      "routes[0].route: leads to no cluster; give cluster or weighted_clusters",
    ],
    [
      "an empty cluster",
      { route: { cluster: "" } },
      "routes[0].route.cluster: is empty; name a cluster",
    ],
    [
      "no weighted cluster",
      { route: { weightedClusters: {} } },
      "routes[0].route.weighted_clusters.clusters: is empty; give at least one cluster",
    ],
    [
      "weights of 0 alone",
      { route: { weightedClusters: { clusters: [{ name: "a", weight: {} }] } } },
      "routes[0].route.weighted_clusters.clusters: has weights of 0 alone; give at least one cluster a weight above 0",
    ],
    [
      "no weight",
      { route: { weightedClusters: { clusters: [{ name: "a" }] } } },
      "routes[0].route.weighted_clusters.clusters[0].weight: is missing; give a share, such as 50",
    ],
    [
      "a weighted cluster without a name",
      { route: { weightedClusters: { clusters: [{ weight: { value: 1 } }] } } },
      "routes[0].route.weighted_clusters.clusters[0].name: is empty; name a cluster",
    ],
    [
      "a weighted cluster with its own headers",
      {
        route: {
          weightedClusters: {
            clusters: [{ name: "a", weight: { value: 1 }, requestHeadersToRemove: ["x"] }],
          },
        },
      },
      "routes[0].route.weighted_clusters.clusters[0].request_headers_to_remove: is not supported by this proxy; remove it",
    ],
    [
      "a mirror without a cluster",
      { route: { cluster: "a", requestMirrorPolicies: [{}] } },
      "routes[0].route.request_mirror_policies[0].cluster: is empty; name a cluster",
    ],
    [
      "a mirror's fraction without a value",
      { route: { cluster: "a", requestMirrorPolicies: [{ cluster: "b", runtimeFraction: {} }] } },
      "routes[0].route.request_mirror_policies[0].runtime_fraction: has no default_value; give one, or leave the fraction out for all requests",
    ],
    [
      "a denominator of a newer API",
      {
        route: {
          cluster: "a",
          requestMirrorPolicies: [
            { cluster: "b", runtimeFraction: { defaultValue: { denominator: "#7" } } },
          ],
        },
      },
      "routes[0].route.request_mirror_policies[0].runtime_fraction.default_value: #7 is no denominator; use one of HUNDRED, TEN_THOUSAND, MILLION",
    ],
    [
      "an empty attribute in the hash",
      { route: { cluster: "a", hashPolicy: ["x", ""] } },
      "routes[0].route.hash_policy[1]: is empty; name an attribute",
    ],
    [
      "too many attributes in the hash",
      { route: { cluster: "a", hashPolicy: entries.slice(0, 101).map(({ key }) => key) } },
      "routes[0].route.hash_policy: has 101 entries; give 100 at most",
    ],
    [
      "a mutation of nothing",
      { ...TO_ORDERS, requestMutation: [{ value: "x" }] },
      "routes[0].request_mutation[0].key: is empty; name an attribute",
    ],
    [
      "a mutation with a huge value",
      { ...TO_ORDERS, responseMutation: [{ key: "x", value: "ü".repeat(8193) }] },
      "routes[0].response_mutation[0].value: has 16386 bytes; give 16384 at most",
    ],
    [
      "too many mutations",
      { ...TO_ORDERS, requestMutation: entries },
      "routes[0].request_mutation: has 1001 entries; give 1000 at most",
    ],
    [
      "a timeout that is negative",
      { ...TO_ORDERS, timeout: { nanos: -1 } },
      "routes[0].timeout: is negative; give 0s or more",
    ],
    ["no attribute", metadata({ name: "" }), `${first}.name: is empty; name an attribute`],
    [
      "an attribute twice",
      metadata({ exactMatch: "x" }, { name: "A", prefixMatch: "x" }),
      'routes[0].match.metadata[1].name: "A" is tested twice, which is not supported; make one test of the two',
    ],
    ["an empty prefix", metadata({ prefixMatch: "" }), `${first}.prefix_match: ${empty}`],
    ["an empty suffix", metadata({ suffixMatch: "" }), `${first}.suffix_match: ${empty}`],
    ["an empty part", metadata({ containsMatch: "" }), `${first}.contains_match: ${empty}`],
    [
      "an empty regex",
      metadata({ safeRegexMatch: {} }),
      `${first}.safe_regex_match.regex: ${empty}`,
    ],
    [
      "a regex that RE2 does not have",
      metadata({ safeRegexMatch: { regex: "(?=a)" } }),
      `${first}: error parsing regexp: invalid or unsupported Perl syntax: \`(?=\`; use the syntax of RE2, which has no look-around and no back-references`,
    ],
    [
      "an endless regex",
      metadata({ safeRegexMatch: { regex: "a".repeat(16_385) } }),
      `${first}.safe_regex_match.regex: has 16385 characters; give 16384 at most`,
    ],
    [
      "a range without a number in it",
      metadata({ rangeMatch: { start: 5, end: 5 } }),
      `${first}: no integer v has 5 <= v < 5; give an end above the start`,
    ],
    [
      "a string_match of nothing",
      metadata({ stringMatch: {} }),
      `${first}.string_match: tests nothing; use exact, prefix, suffix, contains or safe_regex`,
    ],
    [
      "a string_match of an extension",
      metadata({ stringMatch: { custom: { name: "lua" } } }),
      `${first}.string_match.custom: is not supported; use exact, prefix, suffix, contains or safe_regex`,
    ],
  ])("%s", (_, route, problem) => {
    expect(() => read(route)).toThrow(
      expect.objectContaining({
        name: "XdsResourceError",
        message: `routes "${NAME}": ${problem}`,
      }),
    );
  });

  test("routes under another name", () => {
    const given = { ...resource(), name: "other" };

    expect(() => readRoutes(given)).toThrow(
      `routes "other": name: "${NAME}" is not the name under which the resource was sent; make them the same`,
    );
  });

  test("a resource of another type", () => {
    const given = { ...resource(), typeUrl: TypeUrl.Cluster };

    expect(() => readRoutes(given)).toThrow(`is of type "${TypeUrl.Cluster}"`);
  });
});
