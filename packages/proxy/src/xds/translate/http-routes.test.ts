import { encodeMessage, type Messages, makeResource, type Resource, TypeUrl } from "@meltemi/xds";
import { describe, expect, test } from "vitest";
import { readRoutes } from "./routes.js";

type RouteConfiguration = Messages["envoy.config.route.v3.RouteConfiguration"];
type Route = Messages["envoy.config.route.v3.Route"];
type RouteAction = Messages["envoy.config.route.v3.RouteAction"];

const NAME = "orders.shop.svc_9090";

function resource(configuration: RouteConfiguration): Resource {
  const type = "envoy.config.route.v3.RouteConfiguration";
  const bytes = encodeMessage(type, { name: NAME, ...configuration });
  return makeResource(TypeUrl.HttpRouteConfiguration, NAME, bytes);
}

const envelope = (...routes: Route[]): RouteConfiguration => ({
  virtualHosts: [{ name: "dummy", domains: ["*"], routes }],
});

const read = (...routes: Route[]) => readRoutes(resource(envelope(...routes)));

describe("the envelope", () => {
  test("of Aeraki is read as the routes that it stands for", () => {
    const cluster = "outbound|9090|v2|orders.shop.svc";
    const { name, routes, notes } = read({
      name: "vip-create",
      match: {
        prefix: "/",
        headers: [
          { name: "method", exactMatch: "createOrder" },
          { name: "tenant", prefixMatch: "vip-" },
          { name: "region", safeRegexMatch: { googleRe2: {}, regex: "^(eu|us)-.*$" } },
        ],
      },
      route: {
        cluster,
        hashPolicy: [
          { header: { headerName: "userId" } },
          { connectionProperties: { sourceIp: true } },
        ],
        requestMirrorPolicies: [
          {
            cluster,
            runtimeFraction: { defaultValue: { numerator: 250_000, denominator: "MILLION" } },
          },
          { cluster: "all" },
        ],
      },
      requestHeadersToAdd: [{ header: { key: "x-env", value: "staging" } }],
      responseHeadersToAdd: [
        { header: { key: "x-by", value: "mesh" }, appendAction: "OVERWRITE_IF_EXISTS_OR_ADD" },
      ],
    });

    expect(name).toBe(NAME);
    expect(routes).toEqual([
      {
        name: "vip-create",
        match: {
          attributes: {
            method: { exact: "createOrder" },
            tenant: { prefix: "vip-" },
            region: { regex: "^(eu|us)-.*$" },
          },
        },
        route: [{ cluster, subset: undefined, weight: 1 }],
        timeoutMs: 15_000,
        oneway: false,
        hashPolicy: { attributes: ["userId"], sourceAddress: true },
        mirrors: [
          { cluster, subset: undefined, percentage: 25 },
          { cluster: "all", subset: undefined, percentage: 100 },
        ],
        requestMutation: [{ key: "x-env", value: "staging" }],
        responseMutation: [{ key: "x-by", value: "mesh" }],
      },
    ]);
    expect(notes).toEqual([]);
  });

  test("may weigh clusters, have a timeout, and leave names and matches out", () => {
    const { routes } = read(
      {
        route: {
          weightedClusters: { clusters: [{ name: "v1", weight: { value: 1 } }] },
          timeout: { nanos: 1_000_000 },
        },
      },
      { match: { prefix: "" }, route: { cluster: "v2", timeout: {} } },
    );

    expect(routes).toMatchObject([
      { name: "route-1", match: {}, timeoutMs: 1, route: [{ cluster: "v1", weight: 1 }] },
      { name: "route-2", match: {}, timeoutMs: 0, route: [{ cluster: "v2", weight: 1 }] },
    ]);
  });

  test("notes what it holds beyond that and makes no difference to security", () => {
    const { notes } = readRoutes(
      resource({
        validateClusters: { value: false },
        virtualHosts: [
          {
            domains: ["orders"],
            routes: [
              {
                route: {
                  cluster: "a",
                  autoHostRewrite: { value: true },
                  retryPolicy: { retryOn: "5xx" },
                  hashPolicy: [{ header: { headerName: "a" }, terminal: true }],
                },
              },
            ],
          },
        ],
      }),
    );

    expect(notes).toEqual([
      "virtual_hosts.domains: not looked at: the virtual host is for all requests",
      "virtual_hosts.routes.route.retry_policy: not acted on by this proxy",
      "virtual_hosts.routes.route.hash_policy.terminal: not acted on by this proxy",
    ]);
  });
});

describe("refusals", () => {
  const unsupported = "is not supported by this proxy; remove it";
  const at = "virtual_hosts[0].routes[0]";
  const acting = (action: RouteAction): RouteConfiguration =>
    envelope({ route: { cluster: "a", ...action } });
  const adding = (option: Messages["envoy.config.core.v3.HeaderValueOption"]) =>
    envelope({ route: { cluster: "a" }, requestHeadersToAdd: [option] });

  test.each<[string, RouteConfiguration, string]>([
    ["no virtual host", {}, "virtual_hosts: has 0 entries; give exactly one, for all domains"],
    [
      "two virtual hosts",
      { virtualHosts: [{}, {}] },
      "virtual_hosts: has 2 entries; give exactly one, for all domains",
    ],
    ["no route", envelope(), "virtual_hosts[0].routes: is empty; give at least one route"],
    [
      "virtual hosts from elsewhere",
      { ...envelope({ route: { cluster: "a" } }), vhds: {} },
      `vhds: ${unsupported}`,
    ],
    [
      "headers of all routes",
      { ...envelope(), requestHeadersToAdd: [{ header: { key: "a" } }] },
      `request_headers_to_add: ${unsupported}`,
    ],
    ["a redirect", envelope({ redirect: {} }), `${at}.redirect: ${unsupported}`],
    ["no action", envelope({}), `${at}.route: is missing; say where the route leads to`],
    [
      "headers to remove",
      envelope({ route: { cluster: "a" }, requestHeadersToRemove: ["x"] }),
      `${at}.request_headers_to_remove: ${unsupported}`,
    ],
    [
      "a configuration of HTTP filters",
      envelope({
        route: { cluster: "a" },
        typedPerFilterConfig: { "envoy.filters.http.rbac": {} },
      }),
      `${at}.typed_per_filter_config: ${unsupported}`,
    ],
    [
      "a path",
      envelope({ match: { path: "/a" }, route: { cluster: "a" } }),
      `${at}.match.path: ${unsupported}`,
    ],
    [
      "a prefix",
      envelope({ match: { prefix: "/a" }, route: { cluster: "a" } }),
      `${at}.match.prefix: matches paths, which requests do not have; use "/"`,
    ],
    [
      "a share of requests",
      envelope({ match: { runtimeFraction: {} }, route: { cluster: "a" } }),
      `${at}.match.runtime_fraction: ${unsupported}`,
    ],
    [
      "gRPC alone",
      envelope({ match: { grpc: {} }, route: { cluster: "a" } }),
      `${at}.match.grpc: ${unsupported}`,
    ],
    [
      "a cluster that a header names",
      envelope({ route: { clusterHeader: "x" } }),
      `${at}.route.cluster_header: ${unsupported}`,
    ],
    [
      "endpoints by metadata",
      acting({ metadataMatch: {} }),
      `${at}.route.metadata_match: ${unsupported}`,
    ],
    ["rate limits", acting({ rateLimits: [{}] }), `${at}.route.rate_limits: ${unsupported}`],
    [
      "a hash of a cookie",
      acting({ hashPolicy: [{ cookie: { name: "a" } }] }),
      `${at}.route.hash_policy[0].cookie: ${unsupported}`,
    ],
    [
      "a hash of a part of a header",
      acting({ hashPolicy: [{ header: { headerName: "a", regexRewrite: {} } }] }),
      `${at}.route.hash_policy[0].header.regex_rewrite: ${unsupported}`,
    ],
    [
      "a hash of a header without a name",
      acting({ hashPolicy: [{ connectionProperties: {} }, { header: {} }] }),
      `${at}.route.hash_policy[1].header.header_name: is empty; name an attribute`,
    ],
    [
      "a mirror that a header names",
      acting({ requestMirrorPolicies: [{ clusterHeader: "a" }] }),
      `${at}.route.request_mirror_policies[0].cluster_header: ${unsupported}`,
    ],
    [
      "a header that is only added where it is missing",
      adding({ header: { key: "a" }, appendAction: "ADD_IF_ABSENT" }),
      `${at}.request_headers_to_add[0].append_action: ADD_IF_ABSENT is not supported; use OVERWRITE_IF_EXISTS_OR_ADD`,
    ],
    [
      "a header of bytes",
      adding({ header: { key: "a", rawValue: Uint8Array.of(1) } }),
      `${at}.request_headers_to_add[0].header.raw_value: is not supported; use value`,
    ],
    ["no header", adding({}), `${at}.request_headers_to_add[0].key: is empty; name an attribute`],
  ])("%s", (_, configuration, problem) => {
    expect(() => readRoutes(resource(configuration))).toThrow(
      expect.objectContaining({
        name: "XdsResourceError",
        message: `routes "${NAME}": ${problem}`,
      }),
    );
  });
});
