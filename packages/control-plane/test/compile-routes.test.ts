import type { Resource } from "@meltemi/api";
import { TypeUrl } from "@meltemi/xds";
import { expect, test } from "vitest";
import { createCompiler } from "../src/compile/compiler.js";
import {
  compiled,
  documents,
  messageOf,
  resourcesOf,
  serviceEntry,
  V1_AND_V2,
  viewOf,
  yaml,
} from "./compile-mesh.js";

const HOST = "orders.shop.svc.cluster.local";
const SERVICE = documents(
  serviceEntry(HOST),
  yaml("DestinationRule", "orders", `{host: ${HOST}, ${V1_AND_V2}}`),
);
const cluster = (subset = "", host = HOST) => `outbound|9090|${subset}|${host}`;
const to = (subset: string) => `{destination: {host: ${HOST}, subset: ${subset}}}`;

/** The routes of a router for the host. */
function routed(routes: string, more = "") {
  const result = compiled(
    documents(
      SERVICE,
      yaml("MetaRouter", "orders", `{hosts: [${HOST}], routes: [${routes}]}`),
      ...(more === "" ? [] : [more]),
    ),
  );
  const { routes: list } = result.routes[`${HOST}_9090`] as {
    routes: readonly Record<string, unknown>[];
  };
  return { ...result, list };
}

test("a route with everything that a route can have", () => {
  const { list, problems } = routed(`{name: all,
    match: {attributes: {tenant: {prefix: vip-}, method: {exact: createOrder}}},
    route: [{destination: {host: ${HOST}, subset: v1}, weight: 90}, {destination: {host: ${HOST}, subset: v2}, weight: 10}],
    mirror: {host: ${HOST}, subset: v2}, mirrorPercentage: {value: 12.5},
    requestMutation: [{key: x-env, value: staging}], responseMutation: [{key: x-by, value: mesh}],
    timeout: 1500ms, retries: {attempts: 2, perTryTimeout: 500ms, retryOn: [connect-failure]},
    fault: {delay: {percentage: {value: 5}, fixedDelay: 2s}, abort: {percentage: {value: 0.01}, message: no}},
    hashPolicy: [{attribute: user}, {sourceIp: true}], oneway: true}`);
  expect(problems).toEqual(
    ["fault", "retries"].map((field) => [
      "MetaRouter/shop/orders",
      "NotSupported",
      `spec.routes[0].${field}: proxies do not act on it yet`,
    ]),
  );
  expect(list).toEqual([
    {
      name: "all",
      match: {
        metadata: [
          { name: "method", stringMatch: { exact: "createOrder" } },
          { name: "tenant", stringMatch: { prefix: "vip-" } },
        ],
      },
      route: {
        weightedClusters: {
          clusters: [
            { name: cluster("v1"), weight: { value: 90 } },
            { name: cluster("v2"), weight: { value: 10 } },
          ],
        },
        hashPolicy: ["user"],
        hashSourceIp: true,
        requestMirrorPolicies: [
          {
            cluster: cluster("v2"),
            runtimeFraction: { defaultValue: { numerator: 125_000, denominator: "MILLION" } },
          },
        ],
      },
      requestMutation: [{ key: "x-env", value: "staging" }],
      responseMutation: [{ key: "x-by", value: "mesh" }],
      timeout: { seconds: 1, nanos: 500_000_000 },
      retryPolicy: {
        attempts: 2,
        perTryTimeout: { nanos: 500_000_000 },
        retryOn: ["connect-failure"],
      },
      fault: {
        delay: {
          percentage: { numerator: 50_000, denominator: "MILLION" },
          fixedDelay: { seconds: 2 },
        },
        abort: { percentage: { numerator: 100, denominator: "MILLION" }, message: "no" },
      },
      oneway: true,
    },
  ]);
});

test("the same routes in the envelope of the HTTP message, for those who ask for it", () => {
  const { snapshot } = routed(`{name: vip-create,
    match: {attributes: {method: {exact: createOrder}, region: {regex: "^(eu|us)-.*$"}}},
    route: [${to("v2")}], mirror: {host: ${HOST}, subset: v1}, mirrorPercentage: {value: 25}, timeout: 2s,
    hashPolicy: [{attribute: userId}, {sourceIp: true}],
    requestMutation: [{key: x-env, value: staging}], responseMutation: [{key: x-served-by, value: mesh}]},
    {route: [{destination: {host: ${HOST}}, weight: 30}, {destination: {host: ${HOST}, subset: v1}, weight: 70}]}`);
  expect(snapshot.resources(TypeUrl.HttpRouteConfiguration).size).toBe(0);
  const resource = snapshot.onDemand?.(TypeUrl.HttpRouteConfiguration, `${HOST}_9090`);
  expect(resource && messageOf(resource)).toEqual({
    name: `${HOST}_9090`,
    virtualHosts: [
      {
        name: "dummy",
        domains: ["*"],
        routes: [
          {
            name: "vip-create",
            match: {
              prefix: "/",
              headers: [
                { name: "method", stringMatch: { exact: "createOrder" } },
                { name: "region", stringMatch: { safeRegex: { regex: "^(eu|us)-.*$" } } },
              ],
            },
            route: {
              cluster: cluster("v2"),
              hashPolicy: [
                { header: { headerName: "userId" } },
                { connectionProperties: { sourceIp: true } },
              ],
              requestMirrorPolicies: [
                {
                  cluster: cluster("v1"),
                  runtimeFraction: { defaultValue: { numerator: 250_000, denominator: "MILLION" } },
                },
              ],
            },
            requestHeadersToAdd: [{ header: { key: "x-env", value: "staging" } }],
            responseHeadersToAdd: [{ header: { key: "x-served-by", value: "mesh" } }],
          },
          {
            name: "route-1",
            match: { prefix: "/" },
            route: {
              weightedClusters: {
                clusters: [
                  { name: cluster(), weight: { value: 30 } },
                  { name: cluster("v1"), weight: { value: 70 } },
                ],
                totalWeight: { value: 100 },
              },
            },
          },
        ],
      },
    ],
  });
  expect(snapshot.onDemand?.(TypeUrl.HttpRouteConfiguration, `${HOST}_9090`)).toBe(resource);
});

test("a mirror without a percentage gets everything", () => {
  const { list } = routed(`{route: [${to("v1")}], mirror: {host: ${HOST}, subset: v2}}`);
  expect(list[0]).toMatchObject({
    route: {
      requestMirrorPolicies: [{ runtimeFraction: { defaultValue: { numerator: 1_000_000 } } }],
    },
  });
});

test("routes get names that no other route has", () => {
  const { list, problems } = routed(
    ["", "route-0", "twice", "twice", "twice-2"]
      .map((name) => `{name: "${name}", route: [${to("v1")}]}`)
      .join(","),
  );
  expect(list.map(({ name }) => name)).toEqual([
    "route-0-2",
    "route-0",
    "twice",
    "twice-3",
    "twice-2",
  ]);
  expect(problems).toEqual([
    [
      "MetaRouter/shop/orders",
      "Renamed",
      'spec.routes[3].name: an earlier route is called "twice" too, so this one is called "twice-3"; give each a name of its own',
    ],
  ]);
});

test("destinations that do not exist are reported with near names, and the routes are there all the same", () => {
  const { list, problems } = routed(
    `{name: a, route: [{destination: {host: ${HOST}, subset: v3}}]},
     {name: b, route: [{destination: {host: order.shop.svc.cluster.local}}]},
     {name: c, route: [{destination: {host: ${HOST}, port: {number: 9099}}}]},
     {name: d, route: [${to("v1")}], mirror: {host: users.shop.svc.cluster.local, subset: v1}}`,
    serviceEntry("users.shop.svc.cluster.local"),
  );
  expect(list.map(({ route }) => (route as { cluster: string }).cluster)).toEqual([
    cluster("v3"),
    cluster("", "order.shop.svc.cluster.local"),
    `outbound|9099||${HOST}`,
    cluster("v1"),
  ]);
  expect(problems.map(([, reason, message]) => [reason, message])).toEqual([
    [
      "UnknownHost",
      `spec.routes[1].route[0].destination: no service has the host order.shop.svc.cluster.local; did you mean "${HOST}"?`,
    ],
    [
      "UnknownPort",
      `spec.routes[2].route[0].destination: ${HOST} has no port 9099; did you mean "9090"? There are: 9090`,
    ],
    [
      "UnknownSubset",
      `spec.routes[0].route[0].destination: ${HOST} has no subset "v3"; did you mean "v1"? There are: v1, v2 (in DestinationRule/shop/orders)`,
    ],
    [
      "UnknownSubset",
      'spec.routes[3].mirror: users.shop.svc.cluster.local has no subset "v1"; apply a DestinationRule that describes it',
    ],
  ]);
});

test("a destination without a port means the port that is called, or the only one that its host has", () => {
  const entry = (host: string, ports: readonly number[]) =>
    yaml(
      "ServiceEntry",
      host,
      `{hosts: [${host}], resolution: STATIC, ports: [${ports.map((port) => `{number: ${port}, name: tcp-metaprotocol-thrift-${port}}`).join(",")}]}`,
    );
  const { routes, problems } = compiled(
    documents(
      entry("a.test", [9090, 9091]),
      entry("one.test", [7000]),
      entry("two.test", [7000, 9090]),
      yaml(
        "MetaRouter",
        "a",
        "{hosts: [a.test], routes: [{name: one, route: [{destination: {host: one.test}}]}, {name: two, route: [{destination: {host: two.test}}]}]}",
      ),
    ),
  );
  const clusters = (name: string) =>
    (routes[name] as { routes: readonly { route: { cluster: string } }[] }).routes.map(
      ({ route }) => route.cluster,
    );
  expect(clusters("a.test_9090")).toEqual(["outbound|7000||one.test", "outbound|9090||two.test"]);
  expect(clusters("a.test_9091")).toEqual(["outbound|7000||one.test", "outbound|9091||two.test"]);
  expect(problems.map(([, , message]) => message)).toEqual([
    'spec.routes[1].route[0].destination: two.test has no port 9091; did you mean "9090"? There are: 7000, 9090',
  ]);
});

test("short names are those of the router's namespace", () => {
  const { routes, problems } = compiled(
    documents(
      SERVICE,
      yaml(
        "MetaRouter",
        "shop/orders",
        "{hosts: [orders], routes: [{name: short, route: [{destination: {host: orders, subset: v1}}]}]}",
      ),
    ),
  );
  expect(problems).toEqual([]);
  expect(routes[`${HOST}_9090`]).toMatchObject({
    routes: [{ name: "short", route: { cluster: cluster("v1") } }],
  });
});

test("what is hashed comes from the rule of each destination, unless the route says it", () => {
  const hash = (written: string) => `trafficPolicy: {loadBalancer: {consistentHash: ${written}}}`;
  const { routes } = compiled(
    documents(
      serviceEntry("a.test"),
      serviceEntry("b.test"),
      yaml(
        "DestinationRule",
        "a",
        `{host: a.test, ${hash("{attribute: user}")}, subsets: [{name: v1}, {name: v2, ${hash("{useSourceIp: true}")}}]}`,
      ),
      yaml("DestinationRule", "b", `{host: b.test, ${hash("{httpHeaderName: tenant}")}}`),
      yaml(
        "MetaRouter",
        "a",
        `{hosts: [a.test], routes: [
          {name: inherited, route: [{destination: {host: a.test, subset: v1}}]},
          {name: own, route: [{destination: {host: a.test, subset: v2}}]},
          {name: other, route: [{destination: {host: b.test}}]},
          {name: both, route: [{destination: {host: a.test}, weight: 50}, {destination: {host: b.test}, weight: 50}]},
          {name: said, hashPolicy: [{attribute: region}], route: [{destination: {host: a.test}}]}]}`,
      ),
    ),
  );
  const policies = (name: string) =>
    (
      routes[name] as {
        routes: readonly {
          name: string;
          route: { hashPolicy?: unknown; hashSourceIp?: unknown };
        }[];
      }
    ).routes.map(({ name, route }) => [name, route.hashPolicy, route.hashSourceIp]);
  expect(policies("a.test_9090")).toEqual([
    ["inherited", ["user"], undefined],
    ["own", undefined, true],
    ["other", ["tenant"], undefined],
    ["both", ["user", "tenant"], undefined],
    ["said", ["region"], undefined],
  ]);
  expect(policies("b.test_9090")).toEqual([["default", ["tenant"], undefined]]);
});

const router = (name: string, created: string, more = "") =>
  yaml(
    "MetaRouter",
    name,
    `{hosts: [${HOST}], routes: [{name: "${name}", route: [${to("v1")}]}]${more}}`,
    `, creationTimestamp: "${created}"`,
  );

const routeNames = (text: string, namespace: string) => {
  const { routes } = compiled(text, { namespace });
  return (routes[`${HOST}_9090`] as { routes: readonly { name: string }[] }).routes.map(
    ({ name }) => name,
  );
};

test("of two routers for a host the oldest counts, then the one whose namespace and name come first", () => {
  const young = router("a", "2024-02-01T00:00:00Z");
  const old = router("b", "2024-01-01T00:00:00Z");
  const twin = router("c", "2024-01-01T00:00:00Z");
  const text = documents(SERVICE, young, twin, old);
  expect(routeNames(text, "any")).toEqual(["b"]);
  expect(compiled(text).problems).toEqual(
    ["a", "c"].map((name) => [
      `MetaRouter/shop/${name}`,
      "HostTaken",
      `host ${HOST}: MetaRouter/shop/b is for it already and is older, so this one does nothing there; move its routes to that one, or remove one of them`,
    ]),
  );
});

test("a router counts only in the namespaces that it is shown to, where the next one does not", () => {
  const text = documents(
    SERVICE,
    router("canary", "2024-01-01T00:00:00Z", ", exportTo: [web]"),
    router("all", "2024-02-01T00:00:00Z"),
  );
  expect(routeNames(text, "web")).toEqual(["canary"]);
  expect(routeNames(text, "shop")).toEqual(["all"]);
  expect(routeNames(text, "elsewhere")).toEqual(["all"]);
  expect(compiled(text).problems).toEqual([
    [
      "MetaRouter/shop/all",
      "PartlyTaken",
      `host ${HOST}: MetaRouter/shop/canary, which is older, counts instead in web; set exportTo of this one to other namespaces`,
    ],
  ]);
});

test("a namespace that sees no router of a host gets the default route", () => {
  const text = documents(SERVICE, router("own", "2024-01-01T00:00:00Z", ', exportTo: ["."]'));
  expect(routeNames(text, "shop")).toEqual(["own"]);
  expect(routeNames(text, "web")).toEqual(["default"]);
});

test("a router that only limits leaves the default route, also when another has routes", () => {
  const limits = yaml(
    "MetaRouter",
    "limits",
    `{hosts: [${HOST}], localRateLimit: {tokenBucket: {maxTokens: 1, fillInterval: 1s}}}`,
    ', creationTimestamp: "2024-01-01T00:00:00Z"',
  );
  expect(
    routeNames(documents(SERVICE, router("late", "2024-02-01T00:00:00Z"), limits), "any"),
  ).toEqual(["default"]);
});

test("routes follow changes of the services that they lead to", () => {
  const compiler = createCompiler();
  const known = new Map<string, readonly Resource[]>();
  /** As a store has it: what is written as before is the same object. */
  const resourcesFor = (text: string) => {
    const resources = known.get(text) ?? resourcesOf(text);
    known.set(text, resources);
    return resources;
  };
  const state = (...texts: readonly string[]) => {
    const all = [serviceEntry("a.test"), ...texts].flatMap(resourcesFor);
    const mesh = compiler.compile(viewOf(all));
    const [route] = mesh.routes({ host: "a.test", namespace: "shop" });
    const { routes } = messageOf(route?.resource ?? { typeUrl: "", bytes: new Uint8Array() }) as {
      routes: readonly { route: Record<string, unknown> }[];
    };
    return {
      action: routes[0]?.route,
      problems: mesh.diagnostics.map(({ message }) => message),
      sources: route?.sources,
    };
  };
  const lead = yaml(
    "MetaRouter",
    "a",
    "{hosts: [a.test], routes: [{name: b, route: [{destination: {host: b, subset: v1}}]}]}",
  );
  const target = (port: number) =>
    yaml(
      "ServiceEntry",
      "b",
      `{hosts: [b.shop.svc.cluster.local], resolution: STATIC, ports: [{number: ${port}, name: tcp}]}`,
    );
  const rule = yaml(
    "DestinationRule",
    "b",
    "{host: b, subsets: [{name: v1, trafficPolicy: {loadBalancer: {consistentHash: {attribute: user}}}}]}",
  );

  expect(state(lead).problems[0]).toContain("no service has the host b.shop.svc.cluster.local");
  expect(state(lead, target(7000)).problems[0]).toContain('has no subset "v1"');
  expect(state(lead, target(7000), rule)).toEqual({
    action: { cluster: "outbound|7000|v1|b.shop.svc.cluster.local", hashPolicy: ["user"] },
    problems: [],
    sources: ["DestinationRule/shop/b", "MetaRouter/shop/a", "ServiceEntry/shop/a-test"],
  });
  expect(state(lead, target(7001), rule).action).toMatchObject({
    cluster: "outbound|7001|v1|b.shop.svc.cluster.local",
  });
  // A service that is called just "b" is not the one in full.
  expect(state(lead, serviceEntry("b"), rule.replace("host: b", 'host: "b"'))).toMatchObject({
    action: { cluster: "outbound|9090|v1|b" },
    problems: [],
  });
});
