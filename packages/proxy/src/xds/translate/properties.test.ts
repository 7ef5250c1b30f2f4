import { AttributeSet } from "@meltemi/core";
import {
  encodeMessage,
  type Messages,
  MessageUrl,
  makeResource,
  packAny,
  type Resource,
  TypeUrl,
  toStruct,
} from "@meltemi/xds";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileMatch } from "../../route/matcher.js";
import { readCluster } from "./cluster.js";
import { readEndpoints } from "./endpoints.js";
import { JSON_MESSAGES } from "./json-fields.js";
import { readListener } from "./listener.js";
import { readRoutes } from "./routes.js";
import { XdsResourceError } from "./xds-resource-error.js";

/** Every function under test, by the type that it reads. */
const READERS: Readonly<Record<string, (resource: Resource) => object>> = {
  [TypeUrl.Listener]: readListener,
  [TypeUrl.Cluster]: readCluster,
  [TypeUrl.ClusterLoadAssignment]: readEndpoints,
  [TypeUrl.RouteConfiguration]: readRoutes,
  [TypeUrl.HttpRouteConfiguration]: readRoutes,
};
const TYPE_URLS = Object.keys(READERS);

/** What is read; undefined when it is refused. Fails on any other end. */
function outcome(typeUrl: string, bytes: Uint8Array): object | undefined {
  try {
    return READERS[typeUrl]?.(makeResource(typeUrl, "n", bytes));
  } catch (error) {
    expect(error).toBeInstanceOf(XdsResourceError);
    return undefined;
  }
}

const socketAddress = { address: "10.0.0.1", portValue: 80 };
const WEIGHTED = { clusters: [{ name: "v1", weight: { value: 1 } }] };
const HEADERS = [
  { name: "a", exactMatch: "x" },
  { name: "b", safeRegexMatch: { regex: "[a-z]{2,5}" } },
  { name: "c", stringMatch: { prefix: "x", ignoreCase: true } },
];
const PROXY: Messages["aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy"] = {
  codec: { name: "dubbo" },
  routeConfig: {
    routes: [{ match: { metadata: HEADERS }, route: { weightedClusters: WEIGHTED } }],
  },
  metaProtocolFilters: [
    {
      name: "limit",
      config: packAny("aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimit", {
        tokenBucket: { maxTokens: 1, fillInterval: { seconds: 1 } },
      }),
    },
    {
      name: "own",
      config: packAny("xds.type.v3.TypedStruct", { value: toStruct({ a: [1, { b: null }] }) }),
    },
    { name: "aeraki.meta_protocol.filters.router" },
  ],
};

function listenerBytes(typedConfig: Messages["google.protobuf.Any"]): Uint8Array {
  return encodeMessage("envoy.config.listener.v3.Listener", {
    name: "n",
    address: { socketAddress },
    filterChains: [{ filters: [{ name: "meta", typedConfig }] }],
  });
}

/** One resource of each type that can be used. */
const USABLE: Readonly<Record<string, Uint8Array>> = {
  [TypeUrl.Listener]: listenerBytes(
    packAny("aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy", PROXY),
  ),
  [TypeUrl.Cluster]: encodeMessage("envoy.config.cluster.v3.Cluster", {
    name: "n",
    type: "STRICT_DNS",
    connectTimeout: { seconds: 1 },
    lbPolicy: "RING_HASH",
    ringHashLbConfig: { minimumRingSize: { value: 10 } },
    circuitBreakers: { thresholds: [{ maxRequests: { value: 5 } }] },
    loadAssignment: {
      endpoints: [{ lbEndpoints: [{ endpoint: { address: { socketAddress } } }] }],
    },
  }),
  [TypeUrl.ClusterLoadAssignment]: encodeMessage("envoy.config.endpoint.v3.ClusterLoadAssignment", {
    clusterName: "n",
    endpoints: [
      {
        lbEndpoints: [
          {
            endpoint: { address: { socketAddress } },
            loadBalancingWeight: { value: 3 },
            metadata: { filterMetadata: { "envoy.lb": toStruct({ version: "v1" }) } },
          },
        ],
      },
    ],
  }),
  [TypeUrl.RouteConfiguration]: encodeMessage(
    "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration",
    { name: "n", ...PROXY.routeConfig },
  ),
  [TypeUrl.HttpRouteConfiguration]: encodeMessage("envoy.config.route.v3.RouteConfiguration", {
    name: "n",
    virtualHosts: [
      { routes: [{ match: { headers: HEADERS }, route: { weightedClusters: WEIGHTED } }] },
    ],
  }),
};

describe("whatever a control plane sends", () => {
  test.each(TYPE_URLS)("the resource that the others are made from is usable: %s", (typeUrl) => {
    expect(outcome(typeUrl, USABLE[typeUrl] ?? new Uint8Array())).toBeDefined();
  });

  test("arbitrary bytes are read or refused", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TYPE_URLS),
        fc.uint8Array({ maxLength: 400 }),
        (typeUrl, bytes) => {
          outcome(typeUrl, bytes);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("resources with some bytes changed, cut off or put in are read or refused", () => {
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat({ max: 4 }),
      insert: fc.uint8Array({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...TYPE_URLS),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (typeUrl, changes) => {
          let bytes = [...(USABLE[typeUrl] ?? [])];
          for (const { at, remove, insert } of changes) {
            const index = Math.floor(at * bytes.length);
            bytes = [...bytes.slice(0, index), ...insert, ...bytes.slice(index + remove)];
          }
          outcome(typeUrl, Uint8Array.from(bytes));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test("JSON in place of a filter's message is read or refused", () => {
    const keys = [...Object.values(JSON_MESSAGES).flatMap(Object.keys), "@type", "__proto__"];
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 6, depthSize: "large" },
        fc.constantFrom(null, true, 0, -1, 1.5, 2 ** 40, "", "a", "1.5s", "5", "("),
        fc.constantFrom(...Object.values(MessageUrl)),
        fc.array(tie("json"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie("json"), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), json, { maxKeys: 8 }), (value) => {
        const struct = toStruct({ codec: { name: "a" }, ...value });
        const typedConfig = packAny("udpa.type.v1.TypedStruct", {
          typeUrl: MessageUrl.MetaProtocolProxy,
          value: struct,
        });
        outcome(TypeUrl.Listener, listenerBytes(typedConfig));
      }),
      { numRuns: 1500 },
    );
  });
});

describe("whatever is read can be used", () => {
  const text = fc.string({ maxLength: 5 });
  const uint32 = fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
  const wrapped = fc.record({ value: uint32 }, { requiredKeys: [] });

  test("routes have names of their own, matches that compile, and weights", () => {
    const matcher = fc.record({ name: text }).chain(({ name }) =>
      fc
        .oneof(
          fc.record({ exactMatch: text }),
          fc.record({ prefixMatch: text }),
          fc.record({ presentMatch: fc.boolean() }),
          fc.record({ safeRegexMatch: fc.record({ regex: text }) }),
          fc.record({
            rangeMatch: fc.record({ start: fc.maxSafeInteger(), end: fc.maxSafeInteger() }),
          }),
          fc.record({ stringMatch: fc.record({ suffix: text, ignoreCase: fc.boolean() }) }),
        )
        .map((test) => ({ name, ...test })),
    );
    const route = fc.record(
      {
        name: fc.constantFrom("", "a", "a-2", "route-1"),
        match: fc.record({ metadata: fc.array(matcher, { maxLength: 3 }) }),
        route: fc.oneof(
          fc.record({ cluster: text }),
          fc.record({
            weightedClusters: fc.record({
              clusters: fc.array(fc.record({ name: text, weight: wrapped }), { maxLength: 3 }),
            }),
          }),
        ),
        timeout: fc.record({ seconds: fc.maxSafeInteger(), nanos: fc.integer() }),
      },
      { requiredKeys: ["route"] },
    );
    let usable = 0;
    fc.assert(
      fc.property(fc.array(route, { maxLength: 4 }), (routes) => {
        const bytes = encodeMessage(
          "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration",
          { name: "n", routes },
        );
        const read = outcome(TypeUrl.RouteConfiguration, bytes) as
          | ReturnType<typeof readRoutes>
          | undefined;
        if (read === undefined) return;
        usable++;
        expect(read.routes).toHaveLength(routes.length);
        expect(new Set(read.routes.map(({ name }) => name)).size).toBe(routes.length);
        for (const { match, route: destinations, timeoutMs } of read.routes) {
          compileMatch(match, new AttributeSet());
          expect(destinations.reduce((sum, { weight }) => sum + weight, 0)).toBeGreaterThan(0);
          expect(timeoutMs).toBeGreaterThanOrEqual(0);
          expect(timeoutMs).toBeLessThan(2 ** 31);
        }
      }),
      { numRuns: 1000 },
    );
    expect(usable).toBeGreaterThan(100);
  });

  test("endpoints have addresses, ports and weights, and none is there twice", () => {
    const lbEndpoint = fc.record(
      {
        endpoint: fc.record({
          address: fc.record({
            socketAddress: fc.record({
              address: fc.oneof({ weight: 9, arbitrary: fc.ipV4() }, fc.ipV6(), text),
              portValue: fc.integer({ min: 0, max: 2 ** 17 }),
            }),
          }),
        }),
        loadBalancingWeight: wrapped,
      },
      { requiredKeys: ["endpoint"] },
    );
    let usable = 0;
    fc.assert(
      fc.property(fc.array(lbEndpoint, { maxLength: 4 }), (lbEndpoints) => {
        const bytes = encodeMessage("envoy.config.endpoint.v3.ClusterLoadAssignment", {
          clusterName: "n",
          endpoints: [{ lbEndpoints }],
        });
        const read = outcome(TypeUrl.ClusterLoadAssignment, bytes) as
          | ReturnType<typeof readEndpoints>
          | undefined;
        if (read === undefined) return;
        usable++;
        const sockets = read.endpoints.map(({ address, port }) => `${address} ${port}`);
        expect(new Set(sockets).size).toBe(lbEndpoints.length);
        for (const { port, weight } of read.endpoints) {
          expect(port).toBeGreaterThan(0);
          expect(port).toBeLessThan(65_536);
          expect(weight).toBeGreaterThan(0);
          expect(weight).toBeLessThanOrEqual(1_000_000);
        }
      }),
      { numRuns: 1000 },
    );
    expect(usable).toBeGreaterThan(100);
  });
});
