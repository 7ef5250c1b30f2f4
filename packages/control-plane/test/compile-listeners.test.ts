import { expect, test } from "vitest";
import { compiled, documents, serviceEntry, yaml } from "./compile-mesh.js";

const old = ', creationTimestamp: "2024-01-01T00:00:00Z"';
const young = ', creationTimestamp: "2024-02-01T00:00:00Z"';

const entry = (host: string, port: number, more = "", created = old) =>
  yaml(
    "ServiceEntry",
    host,
    `{hosts: [${host}], resolution: STATIC, ports: [{number: ${port}, name: tcp-metaprotocol-thrift}]${more}}`,
    created,
  );

/** Cluster, filters and direction of a listener. */
function inside(listener: unknown): unknown {
  const { trafficDirection, filterChains } = listener as {
    trafficDirection: string;
    filterChains: readonly {
      filters: readonly {
        typedConfig: {
          routeConfig?: { routes: readonly { route: { cluster: string } }[] };
          rds?: { routeConfigName: string };
          metaProtocolFilters: readonly { name: string }[];
        };
      }[];
    }[];
  };
  const config = filterChains[0]?.filters[0]?.typedConfig;
  return {
    trafficDirection,
    to: config?.rds?.routeConfigName ?? config?.routeConfig?.routes[0]?.route.cluster,
    filters: config?.metaProtocolFilters.map(({ name }) => name.replace(/.*\./, "")),
  };
}

function shape(listeners: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(listeners).map(([name, one]) => [name, inside(one)]));
}

const outbound = (to: string) => ({ trafficDirection: "OUTBOUND", to, filters: ["router"] });
const inbound = (port: number, ...limits: readonly string[]) => ({
  trafficDirection: "INBOUND",
  to: `inbound|${port}||`,
  filters: [...limits, "router"],
});

test("a proxy may have all outbound listeners at one address; the oldest service gets a port", () => {
  const text = documents(
    entry("young.test", 9090, "", young),
    entry("old.test", 9090),
    entry("other.test", 9091),
  );
  const { listeners, atProxy, problems } = compiled(text, { outbound: "127.0.0.1" });
  expect(shape(listeners)).toEqual({
    "127.0.0.1_9090": outbound("old.test_9090"),
    "127.0.0.1_9091": outbound("other.test_9091"),
  });
  expect(atProxy).toEqual([
    [
      "ServiceEntry/shop/young.test",
      "PortTaken",
      "young.test: 127.0.0.1:9090 is taken by old.test, which is older; give one of them another port",
    ],
  ]);
  expect(problems).toEqual([]);
});

test("services that are at the same address and port are in conflict for everybody", () => {
  const text = documents(
    entry("young.test", 9090, ", addresses: [10.9.9.9]", young),
    entry("old.test", 9090, ", addresses: [10.9.9.9]"),
  );
  const { listeners, problems } = compiled(text);
  expect(shape(listeners)).toEqual({ "10.9.9.9_9090": outbound("old.test_9090") });
  expect(problems.map(([resource, reason]) => [resource, reason])).toEqual([
    ["ServiceEntry/shop/young.test", "PortTaken"],
  ]);
});

test("a block of addresses is nothing to listen on", () => {
  const { listeners, problems } = compiled(entry("a.test", 9090, ", addresses: [10.0.0.0/8]"));
  expect(listeners).toEqual({});
  expect(problems[0]?.slice(1)).toEqual([
    "NotSupported",
    'a.test: "10.0.0.0/8" is not an address to listen on, so there is no listener for it; write IP addresses',
  ]);
});

test("a proxy takes in requests at the address and port of its endpoint, and hands them to its application", () => {
  const { listeners, clusters } = compiled(
    entry(
      "a.test",
      9090,
      ", endpoints: [{address: 10.0.0.7, ports: {tcp-metaprotocol-thrift: 19090}}]",
    ),
    {
      outbound: "none",
      addresses: ["10.0.0.8", "10.0.0.7"],
      inbound: { "19090": "127.0.0.1:7777" },
    },
  );
  expect(shape(listeners)).toEqual({ "10.0.0.7_19090": inbound(19_090) });
  expect(clusters["inbound|19090||"]).toEqual({
    name: "inbound|19090||",
    type: "STATIC",
    connectTimeout: { seconds: 10 },
    loadAssignment: {
      clusterName: "inbound|19090||",
      endpoints: [
        {
          lbEndpoints: [
            {
              endpoint: {
                address: { socketAddress: { address: "127.0.0.1", portValue: 7777 } },
              },
            },
          ],
        },
      ],
    },
  });
});

test("a proxy that does not say where its application is has it beside itself, at the same port", () => {
  const { clusters } = compiled(entry("a.test", 9090, ", endpoints: [{address: 10.0.0.7}]"), {
    addresses: ["10.0.0.7"],
  });
  expect(JSON.stringify(clusters["inbound|9090||"])).toContain(
    '"address":"127.0.0.1","portValue":9090',
  );
});

test("of the endpoints at its address a proxy takes those for whose ports it has an application", () => {
  const { listeners } = compiled(
    entry(
      "a.test",
      9090,
      ", endpoints: [{address: 127.0.0.1, ports: {tcp-metaprotocol-thrift: 1001}}, {address: 127.0.0.1, ports: {tcp-metaprotocol-thrift: 1002}}]",
    ),
    { outbound: "none", addresses: ["127.0.0.1"], inbound: { "1002": "127.0.0.1:2002" } },
  );
  expect(shape(listeners)).toEqual({ "127.0.0.1_1002": inbound(1002) });
});

test.each([
  [
    "the selector of a ServiceEntry",
    yaml(
      "ServiceEntry",
      "a",
      "{hosts: [a.test], resolution: STATIC, ports: [{number: 9090, targetPort: 7000, name: tcp-metaprotocol-thrift}], workloadSelector: {labels: {app: orders}}}",
    ),
  ],
  [
    "a value in the annotation",
    yaml(
      "ServiceEntry",
      "a",
      "{hosts: [a.test], resolution: STATIC, ports: [{number: 9090, targetPort: 7000, name: tcp-metaprotocol-thrift}]}",
      ", annotations: {workloadSelector: orders}",
    ),
  ],
  [
    "a label and a value in the annotation",
    yaml(
      "ServiceEntry",
      "a",
      "{hosts: [a.test], resolution: STATIC, ports: [{number: 9090, targetPort: 7000, name: tcp-metaprotocol-thrift}]}",
      ', annotations: {workloadSelector: "app : orders"}',
    ),
  ],
])("a proxy with the labels of %s takes in requests at the target port", (_, text) => {
  const seen = (namespace: string, app: string) =>
    shape(compiled(text, { namespace, labels: { app, more: "x" }, outbound: "none" }).listeners);
  expect(seen("shop", "orders")).toEqual({ "0.0.0.0_7000": inbound(7000) });
  expect(seen("shop", "users")).toEqual({});
  expect(seen("elsewhere", "orders")).toEqual({});
});

test("a Kubernetes Service is served by the proxies that its selector chooses", () => {
  const text = `apiVersion: v1
kind: Service
metadata: {name: orders, namespace: shop}
spec: {clusterIP: 10.96.0.7, selector: {app: orders}, ports: [{name: tcp-metaprotocol-thrift, port: 9090, targetPort: 7000}]}`;
  const { listeners } = compiled(text, { namespace: "shop", labels: { app: "orders" } });
  expect(shape(listeners)).toEqual({
    "0.0.0.0_7000": inbound(7000),
    "10.96.0.7_9090": outbound("orders.shop.svc.cluster.local_9090"),
  });
});

test("limits are in front of the service itself only, the local one first", () => {
  const text = documents(
    serviceEntry("a.test"),
    serviceEntry("rls.test").replace("tcp-metaprotocol-thrift", "grpc"),
    yaml(
      "MetaRouter",
      "a",
      `{hosts: [a.test], localRateLimit: {tokenBucket: {maxTokens: 100, tokensPerFill: 50, fillInterval: 60s}, conditions: [
          {match: {attributes: {method: {exact: deleteOrder}}}, tokenBucket: {maxTokens: 5, fillInterval: 500ms}}]},
        globalRateLimit: {domain: prod, match: {attributes: {method: {prefix: create}}}, denyOnFail: true,
          rateLimitService: "outbound|9090||rls.test", descriptors: [{property: tenant, descriptorKey: tenant_id}]}}`,
    ),
  );
  const { listeners, problems } = compiled(text, { addresses: ["10.0.0.1"] });
  expect(problems).toEqual([]);
  const names = Object.keys(listeners);
  expect(names).toHaveLength(2);
  const [own = "", other = ""] = names[0] === "10.0.0.1_9090" ? names : names.reverse();
  expect(inside(listeners[own])).toEqual(inbound(9090, "local_ratelimit", "ratelimit"));
  expect(inside(listeners[other])).toEqual(outbound("a.test_9090"));
  expect(listeners[own]).toMatchObject({
    filterChains: [
      {
        filters: [
          {
            typedConfig: {
              metaProtocolFilters: [
                {
                  config: {
                    "@type":
                      "aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimit",
                    statPrefix: "a.test",
                    tokenBucket: {
                      maxTokens: 100,
                      tokensPerFill: { value: 50 },
                      fillInterval: { seconds: 60 },
                    },
                    conditions: [
                      {
                        match: {
                          metadata: [{ name: "method", stringMatch: { exact: "deleteOrder" } }],
                        },
                        tokenBucket: {
                          maxTokens: 5,
                          tokensPerFill: { value: 1 },
                          fillInterval: { nanos: 500_000_000 },
                        },
                      },
                    ],
                  },
                },
                {
                  config: {
                    "@type": "aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.RateLimit",
                    domain: "prod",
                    match: { metadata: [{ name: "method", stringMatch: { prefix: "create" } }] },
                    timeout: { nanos: 20_000_000 },
                    failureModeDeny: true,
                    rateLimitService: {
                      grpcService: { envoyGrpc: { clusterName: "outbound|9090||rls.test" } },
                      transportApiVersion: "V3",
                    },
                    descriptors: [{ property: "tenant", descriptorKey: "tenant_id" }],
                  },
                },
                {},
              ],
            },
          },
        ],
      },
    ],
  });
});

test("a rate-limit service that does not exist is reported; one that the proxy may know itself is not", () => {
  const limited = (service: string) =>
    compiled(
      documents(
        serviceEntry("a.test"),
        yaml(
          "MetaRouter",
          "a",
          `{hosts: [a.test], globalRateLimit: {domain: d, rateLimitService: "${service}", descriptors: [{property: p, descriptorKey: k}]}}`,
        ),
      ),
    ).problems.map(([, reason, message]) => [reason, message]);
  expect(limited("outbound|8081||rls.test")).toEqual([
    [
      "UnknownCluster",
      "spec.globalRateLimit.rateLimitService: no service has the host rls.test; apply its service, or correct the name",
    ],
  ]);
  expect(limited("my-own-cluster")).toEqual([]);
});

test("services of one application share its port; limits of the younger one are reported as without effect", () => {
  const both = ", endpoints: [{address: 10.0.0.7, ports: {tcp-metaprotocol-thrift: 7000}}]";
  const text = documents(
    entry("old.test", 1, both),
    entry("young.test", 2, both, young),
    yaml(
      "MetaRouter",
      "young",
      "{hosts: [young.test], localRateLimit: {tokenBucket: {maxTokens: 1, fillInterval: 1s}}}",
    ),
  );
  const { listeners, atProxy } = compiled(text, { addresses: ["10.0.0.7"], outbound: "none" });
  expect(shape(listeners)).toEqual({ "10.0.0.7_7000": inbound(7000) });
  expect(atProxy).toEqual([
    [
      "ServiceEntry/shop/young.test",
      "PortTaken",
      "young.test: port 7000 of the application is served for old.test already, which is older; requests are limited by that host's MetaRouter only, so write the limits there",
    ],
  ]);
});

test("an address and port for both ways is for requests that come in, and reported", () => {
  const { listeners, atProxy } = compiled(
    entry("a.test", 9090, ", endpoints: [{address: 127.0.0.1}]"),
    {
      addresses: ["127.0.0.1"],
      outbound: "127.0.0.1",
    },
  );
  expect(shape(listeners)).toEqual({ "127.0.0.1_9090": inbound(9090) });
  expect(atProxy).toEqual([
    [
      "ServiceEntry/shop/a.test",
      "PortTaken",
      "a.test: 127.0.0.1:9090 is where a proxy takes in requests for its application, so the application has no listener there to call others; let the proxy use another outbound address, or give the service another port",
    ],
  ]);
});

test("a node that speaks Istio's way only is understood", () => {
  const { mesh } = compiled(
    documents(serviceEntry("a.test", ', exportTo: ["."]'), serviceEntry("b.test")),
  );
  const snapshot = mesh.snapshot({
    id: "sidecar~10.0.0.1~orders-1.shop~shop.svc.cluster.local",
    cluster: "",
    metadata: {},
    locality: undefined,
    userAgentName: "envoy",
    userAgentVersion: "1.29",
  });
  const names = [
    ...snapshot.resources("type.googleapis.com/envoy.config.listener.v3.Listener").keys(),
  ];
  // Two outbound, and one in front of the endpoint that both services share.
  expect(names).toHaveLength(3);
  expect(names).toContain("10.0.0.1_9090");
});
