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
import { describe, expect, test } from "vitest";
import { type ListenerResource, readListener } from "./listener.js";

type Listener = Messages["envoy.config.listener.v3.Listener"];
type FilterChain = Messages["envoy.config.listener.v3.FilterChain"];
type MetaProtocolProxy = Messages["aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy"];
type Filter = Messages["aeraki.meta_protocol_proxy.v1alpha.MetaProtocolFilter"];

const NAME = "10.0.0.9_9090";
const ROUTER: Filter = { name: "aeraki.meta_protocol.filters.router" };
const PROXY: MetaProtocolProxy = {
  statPrefix: "outbound|9090||orders",
  applicationProtocol: "dubbo",
  codec: { name: "aeraki.meta_protocol.codec.dubbo" },
  rds: { configSource: { ads: {} }, routeConfigName: "orders_9090" },
  metaProtocolFilters: [ROUTER],
};

function chain(proxy: MetaProtocolProxy, fields: FilterChain = {}): FilterChain {
  const typedConfig = packAny("aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy", proxy);
  const name = "envoy.filters.network.meta_protocol_proxy";
  return { filters: [{ name, typedConfig }], ...fields };
}

function resource(listener: Listener): Resource {
  const bytes = encodeMessage("envoy.config.listener.v3.Listener", {
    name: NAME,
    address: { socketAddress: { address: "10.0.0.9", portValue: 9090 } },
    ...listener,
  });
  return makeResource(TypeUrl.Listener, NAME, bytes);
}

const read = (listener: Listener): ListenerResource => readListener(resource(listener));
const readProxy = (proxy: MetaProtocolProxy): ListenerResource =>
  read({ filterChains: [chain({ ...PROXY, ...proxy })] });
const readFilters = (...filters: Filter[]): ListenerResource =>
  readProxy({ metaProtocolFilters: [...filters, ROUTER] });

describe("a listener", () => {
  test("of an outbound service fetches its routes", () => {
    expect(read({ trafficDirection: "OUTBOUND", filterChains: [chain(PROXY)] })).toEqual({
      name: NAME,
      address: "10.0.0.9",
      port: 9090,
      direction: "outbound",
      protocol: "aeraki.meta_protocol.codec.dubbo",
      codecNames: ["aeraki.meta_protocol.codec.dubbo", "dubbo"],
      filters: [],
      routes: { rds: "orders_9090" },
      idleTimeoutMs: undefined,
      statPrefix: "outbound|9090||orders",
      notes: [],
    });
  });

  test("of an inbound service has its routes itself, and may be the default chain", () => {
    const inbound = read({
      trafficDirection: "INBOUND",
      defaultFilterChain: chain({
        protocol: { name: "thrift", codec: { name: "my.thrift" } },
        routeConfig: { name: "inbound|9090||", routes: [{ route: { cluster: "inbound|9090||" } }] },
        idleTimeout: { seconds: 60 },
      }),
    });

    expect(inbound).toMatchObject({
      direction: "inbound",
      codecNames: ["my.thrift", "thrift"],
      idleTimeoutMs: 60_000,
      statPrefix: NAME,
    });
    expect(inbound.routes).toMatchObject({
      inline: [{ name: "route-1", route: [{ cluster: "inbound|9090||" }] }],
    });
  });

  test("takes the newer fields for its codec before the older ones", () => {
    const { codecNames } = readProxy({
      protocol: { name: "qza", codec: { name: "codec.qza", config: { typeUrl: "x/Empty" } } },
    });

    expect(codecNames).toEqual(["codec.qza", "qza"]);
  });

  test("takes each older field where the newer one is empty", () => {
    expect(readProxy({ protocol: { name: "qza" } }).codecNames).toEqual([
      "aeraki.meta_protocol.codec.dubbo",
      "qza",
    ]);
  });

  test("knows its codec by the application protocol alone", () => {
    expect(readProxy({ codec: {}, applicationProtocol: "qza" }).codecNames).toEqual(["qza"]);
  });

  test("may name the chain's conditions that every connection meets", () => {
    const filterChainMatch = { destinationPort: { value: 9090 }, transportProtocol: "raw_buffer" };
    const transportSocket = { name: "envoy.transport_sockets.raw_buffer" };

    expect(
      read({ filterChains: [chain(PROXY, { filterChainMatch, transportSocket })] }).notes,
    ).toEqual([]);
  });

  test("may have filters of the original that make no difference; they are noted", () => {
    const { filters, notes } = read({
      listenerFilters: [{ name: "envoy.filters.listener.tls_inspector" }],
      accessLog: [{ name: "file" }],
      filterChains: [
        chain({
          ...PROXY,
          protocol: { multiplexing: true },
          metaProtocolFilters: [
            { name: "aeraki.meta_protocol.filters.metadata_exchange" },
            {
              name: "aeraki.meta_protocol.filters.istio_stats",
              config: { typeUrl: MessageUrl.IstioStats },
            },
            ROUTER,
          ],
        }),
      ],
    });

    expect(filters).toEqual([]);
    expect(notes).toEqual([
      "access_log: not acted on by this proxy",
      "listener_filters: envoy.filters.listener.tls_inspector is left out: the listener has one filter chain",
      "filter_chains.filters.typed_config.protocol.multiplexing: each cluster says it for itself, by its protocol",
      "filter_chains.filters.typed_config.meta_protocol_filters: aeraki.meta_protocol.filters.metadata_exchange is left out: this proxy has statistics of its own",
      "filter_chains.filters.typed_config.meta_protocol_filters: aeraki.meta_protocol.filters.istio_stats is left out: this proxy has statistics of its own",
    ]);
  });
});

describe("filters", () => {
  test("the local rate limit becomes the configuration of ours", () => {
    const config = packAny(
      "aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimit",
      {
        statPrefix: "orders",
        tokenBucket: { maxTokens: 100, fillInterval: { seconds: 60 } },
        conditions: [
          {
            match: { metadata: [{ name: "method", exactMatch: "create" }] },
            tokenBucket: {
              maxTokens: 5,
              tokensPerFill: { value: 2 },
              fillInterval: { nanos: 50_000_001 },
            },
          },
          { tokenBucket: { maxTokens: 1, fillInterval: { seconds: 1 } } },
        ],
      },
    );

    expect(readFilters({ name: "limit", config }).filters).toEqual([
      {
        name: "aeraki.meta_protocol.filters.local_ratelimit",
        config: {
          tokenBucket: { fillInterval: "60000ms", maxTokens: 100 },
          conditions: [
            {
              match: { attributes: { method: { exact: "create" } } },
              tokenBucket: { fillInterval: "50.000001ms", maxTokens: 5, tokensPerFill: 2 },
            },
            { match: {}, tokenBucket: { fillInterval: "1000ms", maxTokens: 1 } },
          ],
        },
      },
    ]);
  });

  test("the global rate limit becomes the configuration of ours, each descriptor for itself", () => {
    const config = packAny("aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.RateLimit", {
      match: { metadata: [{ name: "method", exactMatch: "create" }] },
      domain: "production",
      timeout: { nanos: 100_000_000 },
      failureModeDeny: true,
      rateLimitService: {
        grpcService: { envoyGrpc: { clusterName: "outbound|8081||ratelimit" } },
        transportApiVersion: "V3",
      },
      descriptors: [
        { property: "method", descriptorKey: "m" },
        { property: "user", descriptorKey: "u" },
      ],
    });

    expect(readFilters({ name: "limit", config }).filters).toEqual([
      {
        name: "aeraki.meta_protocol.filters.ratelimit",
        config: {
          match: { attributes: { method: { exact: "create" } } },
          domain: "production",
          timeout: "100ms",
          failureModeDeny: true,
          cluster: "outbound|8081||ratelimit",
          descriptors: [
            { entries: [{ key: "m", attribute: "method" }] },
            { entries: [{ key: "u", attribute: "user" }] },
          ],
        },
      },
    ]);
  });

  test("any other has its JSON in a TypedStruct or Struct, or none", () => {
    const json = { deep: [{ x: 1 }, null], text: "ü" };
    const typed = packAny("xds.type.v3.TypedStruct", { typeUrl: "x/Y", value: toStruct(json) });
    const udpa = packAny("udpa.type.v1.TypedStruct", { value: toStruct(json) });
    const struct = packAny("google.protobuf.Struct", toStruct(json));

    expect(
      readFilters(
        { name: "a", config: typed },
        { name: "b", config: udpa },
        { name: "c", config: struct },
        { name: "d" },
      ).filters,
    ).toEqual([
      { name: "a", config: json },
      { name: "b", config: json },
      { name: "c", config: json },
      { name: "d", config: {} },
    ]);
  });

  test("none at all is just the router", () => {
    expect(readProxy({ metaProtocolFilters: [] }).filters).toEqual([]);
  });
});

describe("refusals", () => {
  const proxyAt = "filter_chains[0].filters[0].typed_config";
  const filtersAt = `${proxyAt}.meta_protocol_filters`;
  const unsupported = "is not supported by this proxy; remove it";
  const good = { filterChains: [chain(PROXY)] };
  const proxy = (fields: MetaProtocolProxy): Listener => ({
    filterChains: [chain({ ...PROXY, ...fields })],
  });
  const oneChain = (fields: FilterChain): Listener => ({ filterChains: [chain(PROXY, fields)] });
  const limit = (
    fields: Messages["aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.RateLimit"],
  ): Listener =>
    proxy({
      metaProtocolFilters: [
        {
          name: "limit",
          config: packAny("aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.RateLimit", {
            domain: "d",
            rateLimitService: { grpcService: { envoyGrpc: { clusterName: "c" } } },
            descriptors: [{ property: "p", descriptorKey: "k" }],
            ...fields,
          }),
        },
        ROUTER,
      ],
    });
  const bucket = (tokenBucket: Messages["envoy.type.v3.TokenBucket"]): Listener =>
    proxy({
      metaProtocolFilters: [
        {
          name: "limit",
          config: packAny(
            "aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimit",
            { tokenBucket },
          ),
        },
        ROUTER,
      ],
    });

  test.each<[string, Listener, string]>([
    ["no name", { name: "" }, "name: is empty; give the listener a name"],
    [
      "no address",
      { ...good, address: undefined },
      "address: is no socket_address; give an IP address and a port",
    ],
    [
      "a host name",
      { ...good, address: { socketAddress: { address: "localhost", portValue: 1 } } },
      'address.socket_address.address: "localhost" is not an IP address; give one',
    ],
    [
      "several addresses",
      { ...good, additionalAddresses: [{}] },
      `additional_addresses: ${unsupported}`,
    ],
    [
      "gRPC clients",
      { apiListener: {} },
      "api_listener: is for gRPC clients; do not send it to a proxy",
    ],
    [
      "no socket of its own",
      { ...good, bindToPort: {} },
      "bind_to_port: is false, but this proxy binds every listener; remove it, or the listener",
    ],
    [
      "no socket of its own, said the old way",
      { ...good, deprecatedV1: { bindToPort: { value: false } } },
      "bind_to_port: is false, but this proxy binds every listener; remove it, or the listener",
    ],
    [
      "the original destination",
      { ...good, useOriginalDst: { value: true } },
      "use_original_dst: is not supported: connections go where the routes say; remove it",
    ],
    [
      "the client's address",
      { ...good, transparent: { value: true } },
      `transparent: ${unsupported}`,
    ],
    ["UDP", { ...good, udpListenerConfig: {} }, `udp_listener_config: ${unsupported}`],
    [
      "a filter that reads ahead of the protocol",
      { ...good, listenerFilters: [{ name: "envoy.filters.listener.proxy_protocol" }] },
      `listener_filters[0]: "envoy.filters.listener.proxy_protocol" ${unsupported}`,
    ],
    [
      "no filter chain",
      {},
      "filter_chains: there are 0, of which this proxy takes exactly one; make a listener for each",
    ],
    [
      "two filter chains",
      { ...good, defaultFilterChain: chain(PROXY) },
      "filter_chains: there are 2, of which this proxy takes exactly one; make a listener for each",
    ],
    [
      "TLS",
      oneChain({ transportSocket: { name: "envoy.transport_sockets.tls" } }),
      'filter_chains[0].transport_socket: "envoy.transport_sockets.tls" is not supported, and this proxy does not ' +
        "fall back to plain text; remove it, or leave TLS to a proxy in front",
    ],
    [
      "the PROXY protocol",
      oneChain({ useProxyProto: { value: true } }),
      `filter_chains[0].use_proxy_proto: ${unsupported}`,
    ],
    [
      "some clients alone",
      oneChain({ filterChainMatch: { sourcePrefixRanges: [{ addressPrefix: "10.0.0.0" }] } }),
      `filter_chains[0].filter_chain_match.source_prefix_ranges: ${unsupported}`,
    ],
    [
      "another port",
      oneChain({ filterChainMatch: { destinationPort: { value: 80 } } }),
      "filter_chains[0].filter_chain_match.destination_port: 80 is not the listener's port; remove it",
    ],
    [
      "TLS clients alone",
      oneChain({ filterChainMatch: { transportProtocol: "tls" } }),
      'filter_chains[0].filter_chain_match.transport_protocol: "tls" is not supported: this proxy speaks plain text; remove it',
    ],
    [
      "no network filter",
      { filterChains: [{}] },
      "filter_chains[0].filters: this proxy takes one network filter, " +
        "aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy; there is none; keep that one",
    ],
    [
      "a filter in front, which may be for security",
      { filterChains: [{ filters: [{ name: "rbac" }, ...(chain(PROXY).filters ?? [])] }] },
      "filter_chains[0].filters: this proxy takes one network filter, " +
        "aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy; there are " +
        '"rbac", "envoy.filters.network.meta_protocol_proxy"; keep that one',
    ],
    [
      "another network filter",
      { filterChains: [{ filters: [{ name: "tcp", typedConfig: { typeUrl: "x/a.TcpProxy" } }] }] },
      `${proxyAt}: is of type "a.TcpProxy"; this proxy serves aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy ` +
        "alone, so give one or remove the listener",
    ],
    [
      "no codec",
      proxy({ codec: {}, applicationProtocol: "" }),
      `${proxyAt}.protocol: names no codec; give codec.name`,
    ],
    [
      "a codec's configuration",
      proxy({ codec: { name: "a", config: { typeUrl: "x/y", value: Uint8Array.of(8, 1) } } }),
      `${proxyAt}.codec.config: is not supported: codecs have no configuration; remove it`,
    ],
    ["no routes", proxy({ rds: undefined }), `${proxyAt}: has no routes; give rds or route_config`],
    [
      "routes without a name",
      proxy({ rds: {} }),
      `${proxyAt}.rds.route_config_name: is empty; name the routes`,
    ],
    [
      "routes from a file",
      proxy({ rds: { routeConfigName: "a", configSource: { pathConfigSource: { path: "/a" } } } }),
      `${proxyAt}.rds.config_source.path_config_source: ${unsupported}`,
    ],
    [
      "inline routes that are wrong",
      proxy({ rds: undefined, routeConfig: { routes: [{}] } }),
      `${proxyAt}.route_config.routes[0].route: is missing; say where the route leads to`,
    ],
    [
      "an idle timeout below 0",
      proxy({ idleTimeout: { seconds: -5 } }),
      `${proxyAt}.idle_timeout: is negative; give 0s or more`,
    ],
    [
      "no router",
      proxy({ metaProtocolFilters: [{ name: "a" }] }),
      `${filtersAt}[0].name: "a" is the last filter; put aeraki.meta_protocol.filters.router behind it`,
    ],
    [
      "a router that is not the last",
      proxy({ metaProtocolFilters: [ROUTER, { name: "a" }] }),
      `${filtersAt}[0].name: aeraki.meta_protocol.filters.router is not the last filter; move it to the end`,
    ],
    [
      "a filter without a name",
      proxy({ metaProtocolFilters: [{}, ROUTER] }),
      `${filtersAt}[0].name: is empty; name a filter`,
    ],
    [
      "a filter's configuration that nobody here can read",
      proxy({ metaProtocolFilters: [{ name: "a", config: { typeUrl: "x/a.B" } }, ROUTER] }),
      `${filtersAt}[0].config: is of type "a.B", which this proxy cannot read; give the filter's JSON in an xds.type.v3.TypedStruct`,
    ],
    [
      "a bucket without tokens",
      bucket({ fillInterval: { seconds: 1 } }),
      `${filtersAt}[0].config.token_bucket.max_tokens: 0 is out of range; give 1 to 2147483647`,
    ],
    [
      "a bucket that is filled with nothing",
      bucket({ maxTokens: 1, tokensPerFill: {}, fillInterval: { seconds: 1 } }),
      `${filtersAt}[0].config.token_bucket.tokens_per_fill: 0 is out of range; give 1 to 2147483647`,
    ],
    [
      "a bucket that is never filled",
      bucket({ maxTokens: 1 }),
      `${filtersAt}[0].config.token_bucket.fill_interval: is missing; give one of 0.050s or more`,
    ],
    ["no domain", limit({ domain: "" }), `${filtersAt}[0].config.domain: is empty; name a domain`],
    [
      "no cluster of the service",
      limit({ rateLimitService: { grpcService: { googleGrpc: {} } } }),
      `${filtersAt}[0].config.rate_limit_service.grpc_service: names no cluster; give envoy_grpc.cluster_name, the cluster of the service`,
    ],
    [
      "no descriptor",
      limit({ descriptors: [] }),
      `${filtersAt}[0].config.descriptors: is empty; give at least one descriptor`,
    ],
    [
      "a descriptor of nothing",
      limit({ descriptors: [{ descriptorKey: "k" }] }),
      `${filtersAt}[0].config.descriptors[0].property: is empty; name an attribute`,
    ],
    [
      "a descriptor without a key",
      limit({ descriptors: [{ property: "p" }] }),
      `${filtersAt}[0].config.descriptors[0].descriptor_key: is empty; give a key`,
    ],
    [
      "a match that is wrong",
      limit({ match: { metadata: [{ name: "a", safeRegexMatch: { regex: "(" } }] } }),
      `${filtersAt}[0].config.match.metadata[0]: error parsing regexp: missing closing ): \`(\`; use the syntax of RE2, which has no look-around and no back-references`,
    ],
  ])("%s", (_, listener, problem) => {
    expect(() => read(listener)).toThrow(
      expect.objectContaining({
        name: "XdsResourceError",
        message: `listener "${NAME}": ${problem}`,
      }),
    );
  });
});
