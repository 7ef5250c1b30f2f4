import { encodeMessage, MessageUrl, makeResource, packAny, TypeUrl, toStruct } from "@meltemi/xds";
import { describe, expect, test } from "vitest";
import { type ListenerResource, readListener } from "./listener.js";

/** A listener whose network filter is JSON, as an EnvoyFilter makes it. */
function read(
  json: Readonly<Record<string, unknown>>,
  wrapper: "udpa.type.v1.TypedStruct" | "xds.type.v3.TypedStruct" = "udpa.type.v1.TypedStruct",
): ListenerResource {
  const value = toStruct({ codec: { name: "dubbo" }, routeConfig: {}, ...json });
  const typedConfig = packAny(wrapper, { typeUrl: MessageUrl.MetaProtocolProxy, value });
  const bytes = encodeMessage("envoy.config.listener.v3.Listener", {
    name: "l",
    address: { socketAddress: { address: "::", portValue: 9090 } },
    filterChains: [{ filters: [{ name: "meta_protocol", typedConfig }] }],
  });
  return readListener(makeResource(TypeUrl.Listener, "l", bytes));
}

describe("a listener whose filter is JSON", () => {
  test("is read as Aeraki writes it", () => {
    const { codecNames, routes, filters, idleTimeoutMs, statPrefix, notes } = read({
      statPrefix: "outbound|9090||orders.shop.svc.cluster.local",
      applicationProtocol: "thrift",
      routeConfig: null,
      rds: {
        routeConfigName: "orders.shop.svc.cluster.local_9090",
        configSource: {
          resourceApiVersion: "V3",
          apiConfigSource: {
            apiType: "GRPC",
            transportApiVersion: "V3",
            grpcServices: [{ envoyGrpc: { clusterName: "aeraki-xds" } }],
          },
        },
      },
      codec: { name: "aeraki.meta_protocol.codec.thrift" },
      metaProtocolFilters: [
        { name: "aeraki.meta_protocol.filters.metadata_exchange" },
        {
          name: "aeraki.meta_protocol.filters.istio_stats",
          config: { "@type": MessageUrl.IstioStats, destinationService: "orders" },
        },
        { name: "aeraki.meta_protocol.filters.router" },
      ],
      tracing: { randomSampling: { value: 1 } },
      idleTimeout: "90.5s",
    });

    expect(codecNames).toEqual(["aeraki.meta_protocol.codec.thrift", "thrift"]);
    expect(routes).toEqual({ rds: "orders.shop.svc.cluster.local_9090" });
    expect(filters).toEqual([]);
    expect(idleTimeoutMs).toBe(90_500);
    expect(statPrefix).toBe("outbound|9090||orders.shop.svc.cluster.local");
    expect(notes).toContain(
      "filter_chains.filters.typed_config.tracing: not acted on by this proxy",
    );
  });

  test("may have its fields in the names of .proto files, routes and rate limits included", () => {
    const { routes, filters } = read(
      {
        route_config: {
          name: "inbound|9090||",
          routes: [
            {
              name: "r",
              match: {
                metadata: [
                  { name: "a", safe_regex_match: { google_re2: {}, regex: "x" } },
                  { name: "b", range_match: { start: "-5", end: 7 } },
                  { name: "c", present_match: false },
                ],
              },
              route: {
                weighted_clusters: { clusters: [{ name: "v1", weight: 3 }] },
                hash_policy: ["user"],
                request_mirror_policies: [
                  {
                    cluster: "m",
                    runtime_fraction: { default_value: { numerator: 1, denominator: "HUNDRED" } },
                  },
                ],
              },
              request_mutation: [{ key: "k", value: "v" }],
            },
          ],
        },
        meta_protocol_filters: [
          {
            name: "aeraki.meta_protocol.filters.local_ratelimit",
            config: {
              "@type": MessageUrl.LocalRateLimit,
              stat_prefix: "orders",
              token_bucket: { max_tokens: 2, tokens_per_fill: 2, fill_interval: "60s" },
            },
          },
          {
            name: "aeraki.meta_protocol.filters.ratelimit",
            config: {
              "@type": MessageUrl.RateLimit,
              domain: "d",
              timeout: "0.020s",
              rate_limit_service: { grpc_service: { envoy_grpc: { cluster_name: "rls" } } },
              descriptors: [{ property: "method", descriptor_key: "m" }],
            },
          },
          {
            name: "own",
            config: {
              "@type": MessageUrl.UdpaTypedStruct,
              type_url: "type.googleapis.com/own.Filter",
              value: { x: [1] },
            },
          },
          { name: "aeraki.meta_protocol.filters.router" },
        ],
        routeConfig: undefined,
      },
      "xds.type.v3.TypedStruct",
    );

    expect(routes).toMatchObject({
      inline: [
        {
          name: "r",
          match: {
            attributes: {
              a: { regex: "x" },
              b: { range: { start: -5, end: 7 } },
              c: { present: false },
            },
          },
          route: [{ cluster: "v1", weight: 3 }],
          hashPolicy: { attributes: ["user"], sourceAddress: false },
          mirrors: [{ cluster: "m", percentage: 1 }],
          requestMutation: [{ key: "k", value: "v" }],
        },
      ],
    });
    expect(filters).toEqual([
      {
        name: "aeraki.meta_protocol.filters.local_ratelimit",
        config: { tokenBucket: { fillInterval: "60000ms", maxTokens: 2, tokensPerFill: 2 } },
      },
      {
        name: "aeraki.meta_protocol.filters.ratelimit",
        config: {
          domain: "d",
          timeout: "20ms",
          cluster: "rls",
          descriptors: [{ entries: [{ key: "m", attribute: "method" }] }],
        },
      },
      { name: "own", config: { x: [1] } },
    ]);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      "a field that it does not know",
      { shiny: 1 },
      "shiny: is not a field of MetaProtocolProxy here; remove it",
    ],
    [
      "a test that it does not know, lest it match everything",
      { routeConfig: { routes: [{ match: { metadata: [{ name: "a", regexMatch: "x" }] } }] } },
      "routeConfig.routes[0].match.metadata[0].regexMatch: is not a field of HeaderMatcher here; remove it",
    ],
    [
      "a field that every object of JavaScript has",
      { constructor: 1 },
      "constructor: is not a field of MetaProtocolProxy here; remove it",
    ],
    ["a number for a text", { stat_prefix: 5 }, "stat_prefix: 5 is not a text; give one"],
    [
      "a text for a flag",
      { protocol: { multiplexing: "yes" } },
      'protocol.multiplexing: "yes" is neither true nor false; give one of them',
    ],
    ["a text for a message", { codec: "dubbo" }, 'codec: "dubbo" is not an object; give one'],
    ["a list for a message", { codec: [] }, "codec: this is not an object; give one"],
    [
      "a message for a list",
      { metaProtocolFilters: {} },
      "metaProtocolFilters: is not a list; give one",
    ],
    [
      "a duration of another form",
      { idleTimeout: "1m" },
      'idleTimeout: "1m" is not a duration; write it as "1.5s"',
    ],
    [
      "a fraction for a whole number",
      {
        routeConfig: { routes: [{ route: { weightedClusters: { clusters: [{ weight: 0.5 }] } } }] },
      },
      "routeConfig.routes[0].route.weightedClusters.clusters[0].weight: 0.5 is not a whole number; give one",
    ],
    [
      "a message of no type",
      { metaProtocolFilters: [{ name: "a", config: { x: 1 } }] },
      'metaProtocolFilters[0].config: has no "@type"; name the type of its message',
    ],
    [
      "a TypedStruct of no type",
      { metaProtocolFilters: [{ name: "a", config: { "@type": MessageUrl.TypedStruct } }] },
      "metaProtocolFilters[0].config: has no type_url; name a type",
    ],
  ])("refuses %s", (_, json, problem) => {
    expect(() => read(json)).toThrow(
      expect.objectContaining({
        name: "XdsResourceError",
        message: `listener "l": filter_chains[0].filters[0].typed_config.${problem}`,
      }),
    );
  });

  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    [
      "a negative number where there is none",
      {
        routeConfig: { routes: [{ route: { weightedClusters: { clusters: [{ weight: -1 }] } } }] },
      },
      /weight\.value: -1 is not between 0 and/,
    ],
    [
      "two tests in one matcher",
      {
        routeConfig: { routes: [{ match: { metadata: [{ exactMatch: "a", prefixMatch: "b" }] } }] },
      },
      /set together with/,
    ],
  ])("refuses %s", (_, json, problem) => {
    expect(() => read(json)).toThrow(expect.objectContaining({ name: "XdsResourceError" }));
    expect(() => read(json)).toThrow(problem);
  });
});
