import type { Resource } from "@meltemi/api";
import { expect, test } from "vitest";
import { createCompiler } from "../src/compile/compiler.js";
import {
  compiled,
  documents,
  node,
  readable,
  resourcesOf,
  serviceEntry,
  viewOf,
  yaml,
} from "./compile-mesh.js";

const THRIFT = "ports: [{number: 9090, name: tcp-metaprotocol-thrift}]";

const addressesOf = (assignment: unknown): readonly string[] =>
  [...JSON.stringify(assignment).matchAll(/"address":"([^"]+)","portValue":(\d+)/g)].map(
    ([, address, port]) => `${address}:${port}`,
  );

test("a ServiceEntry becomes a listener at its address, a cluster with its endpoints and a default route", () => {
  const { listeners, clusters, endpoints, routes, problems } = compiled(
    serviceEntry("orders.shop", ", addresses: [10.9.9.9]"),
  );
  expect(listeners).toEqual({
    "10.9.9.9_9090": {
      name: "10.9.9.9_9090",
      address: { socketAddress: { address: "10.9.9.9", portValue: 9090 } },
      trafficDirection: "OUTBOUND",
      filterChains: [
        {
          filters: [
            {
              name: "envoy.filters.network.meta_protocol_proxy",
              typedConfig: {
                "@type": "aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy",
                statPrefix: "outbound|9090||orders.shop",
                applicationProtocol: "thrift",
                codec: { name: "aeraki.meta_protocol.codec.thrift" },
                rds: {
                  configSource: { ads: {}, resourceApiVersion: "V3" },
                  routeConfigName: "orders.shop_9090",
                },
                metaProtocolFilters: [{ name: "aeraki.meta_protocol.filters.router" }],
              },
            },
          ],
        },
      ],
    },
  });
  expect(clusters).toEqual({
    "outbound|9090||orders.shop": {
      name: "outbound|9090||orders.shop",
      type: "EDS",
      edsClusterConfig: {
        edsConfig: { ads: {}, resourceApiVersion: "V3" },
        serviceName: "outbound|9090||orders.shop",
      },
      connectTimeout: { seconds: 10 },
    },
  });
  const labelled = (version: string) => ({
    filterMetadata: { "envoy.lb": { fields: { version: { stringValue: version } } } },
  });
  const at = (address: string) => ({ address: { socketAddress: { address, portValue: 9090 } } });
  expect(endpoints).toEqual({
    "outbound|9090||orders.shop": {
      clusterName: "outbound|9090||orders.shop",
      endpoints: [
        {
          locality: {},
          loadBalancingWeight: { value: 2 },
          lbEndpoints: [
            { endpoint: at("10.0.0.1"), metadata: labelled("v1") },
            { endpoint: at("10.0.0.2"), metadata: labelled("v2") },
          ],
        },
      ],
    },
  });
  expect(routes).toEqual({
    "orders.shop_9090": {
      name: "orders.shop_9090",
      routes: [{ name: "default", route: { cluster: "outbound|9090||orders.shop" } }],
    },
  });
  expect(problems).toEqual([]);
});

test("every service port has a cluster, only those for proxies have listeners and routes", () => {
  const { listeners, clusters, routes } = compiled(
    yaml(
      "ServiceEntry",
      "rls",
      "{hosts: [rls.infra], addresses: [10.9.9.9], ports: [{number: 8081, name: grpc}, {number: 9090, name: tcp-METAPROTOCOL-dubbo-main}], resolution: STATIC}",
    ),
  );
  expect(Object.keys(clusters)).toEqual(["outbound|8081||rls.infra", "outbound|9090||rls.infra"]);
  expect(Object.keys(listeners)).toEqual(["10.9.9.9_9090"]);
  expect(Object.keys(routes)).toEqual(["rls.infra_9090"]);
});

test("each host of a ServiceEntry is a service of its own, with an address of its own", () => {
  const { mesh, routes } = compiled(
    yaml("ServiceEntry", "both", `{hosts: [a.test, b.test], ${THRIFT}, resolution: STATIC}`),
  );
  expect(Object.keys(routes)).toEqual(["a.test_9090", "b.test_9090"]);
  const [a, b] = [...mesh.addresses.values()];
  expect(a).toMatch(/^240\.240\./);
  expect(b).toMatch(/^240\.240\./);
  expect(a).not.toBe(b);
});

test("endpoints are where targetPort says, unless their own ports say otherwise", () => {
  const { endpoints } = compiled(
    yaml(
      "ServiceEntry",
      "a",
      `{hosts: [a.test], ports: [{number: 9090, name: tcp-metaprotocol-thrift, targetPort: 19090}], resolution: STATIC,
        endpoints: [{address: 10.0.0.1}, {address: 10.0.0.2, ports: {tcp-metaprotocol-thrift: 29090}}]}`,
    ),
  );
  expect(addressesOf(endpoints["outbound|9090||a.test"])).toEqual([
    "10.0.0.1:19090",
    "10.0.0.2:29090",
  ]);
});

test("endpoints are grouped by locality, with the sum of their weights", () => {
  const { endpoints } = compiled(
    yaml(
      "ServiceEntry",
      "a",
      `{hosts: [a.test], ${THRIFT}, resolution: STATIC, endpoints: [
        {address: 10.0.0.3, locality: eu/b, weight: 3}, {address: 10.0.0.2, locality: eu/a/rack}, {address: 10.0.0.1, locality: eu/b},
        {address: 10.0.0.1, locality: eu/b, weight: 7}]}`,
    ),
  );
  expect(endpoints["outbound|9090||a.test"]).toMatchObject({
    endpoints: [
      { locality: { region: "eu", zone: "a", subZone: "rack" }, loadBalancingWeight: { value: 1 } },
      {
        locality: { region: "eu", zone: "b" },
        loadBalancingWeight: { value: 4 },
        lbEndpoints: [{}, { loadBalancingWeight: { value: 3 } }],
      },
    ],
  });
});

test("names as endpoints make a cluster that looks them up; without endpoints that is the host", () => {
  const { clusters, endpoints } = compiled(
    documents(
      yaml("ServiceEntry", "a", `{hosts: [db.test], ${THRIFT}, resolution: DNS}`),
      yaml(
        "ServiceEntry",
        "b",
        `{hosts: [b.test], ${THRIFT}, resolution: DNS, endpoints: [{address: 10.0.0.1}]}`,
      ),
    ),
  );
  expect(clusters["outbound|9090||db.test"]).toMatchObject({ type: "STRICT_DNS" });
  expect(addressesOf(clusters["outbound|9090||db.test"])).toEqual(["db.test:9090"]);
  expect(clusters["outbound|9090||b.test"]).toMatchObject({ type: "EDS" });
  expect(Object.keys(endpoints)).toEqual(["outbound|9090||b.test"]);
});

test("resolution NONE without endpoints is reported and gets no address", () => {
  const { mesh, problems, listeners } = compiled(
    yaml("ServiceEntry", "a", `{hosts: [a.test], ${THRIFT}, resolution: NONE}`),
  );
  expect(listeners).toEqual({});
  expect([...mesh.addresses]).toEqual([]);
  expect(problems).toEqual([
    [
      "ServiceEntry/shop/a",
      "NotSupported",
      "a.test has resolution NONE and no endpoints, so requests have nowhere to go; list its endpoints, or set resolution: DNS",
    ],
  ]);
});

test("WorkloadEntries of the namespace that carry the labels are endpoints", () => {
  const workload = (name: string, address: string, app: string) =>
    yaml(
      "WorkloadEntry",
      name,
      `{address: ${address}, labels: {app: ${app}}, ports: {tcp-metaprotocol-thrift: 7000}}`,
    );
  const { mesh, endpoints } = compiled(
    documents(
      yaml(
        "ServiceEntry",
        "a",
        `{hosts: [a.test], ${THRIFT}, resolution: STATIC, workloadSelector: {labels: {app: a}}}`,
      ),
      workload("two", "10.0.0.2", "a"),
      workload("one", "10.0.0.1", "a"),
      workload("other", "10.0.0.3", "b"),
      workload("elsewhere/one", "10.0.0.4", "a"),
    ),
  );
  expect(addressesOf(endpoints["outbound|9090||a.test"])).toEqual([
    "10.0.0.1:7000",
    "10.0.0.2:7000",
  ]);
  expect(mesh.services[0]?.sources).toEqual([
    "ServiceEntry/shop/a",
    "WorkloadEntry/shop/one",
    "WorkloadEntry/shop/two",
  ]);
});

test("a Kubernetes Service has the endpoints of its slices, at the ports that they name", () => {
  const service = `apiVersion: v1
kind: Service
metadata: {name: orders, namespace: shop}
spec: {clusterIP: 10.96.0.7, selector: {app: orders}, ports: [{name: tcp-metaprotocol-thrift, port: 9090, targetPort: rpc}]}`;
  const slice = (name: string, address: string, more = "") => `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: ${name}, namespace: shop, labels: {kubernetes.io/service-name: orders, version: ${name}}}
addressType: IPv4
ports: [{name: tcp-metaprotocol-thrift, port: 19090}]
endpoints: [{addresses: [${address}], zone: a${more}}]`;
  const { listeners, endpoints, clusters } = compiled(
    documents(
      service,
      slice("v1", "10.0.0.1"),
      slice("v2", "10.0.0.2", ", conditions: {ready: false}"),
      slice("v3", "10.0.0.3"),
      yaml(
        "DestinationRule",
        "orders",
        "{host: orders, subsets: [{name: v3, labels: {version: v3}}]}",
      ),
    ),
  );
  const host = "orders.shop.svc.cluster.local";
  expect(Object.keys(listeners)).toEqual(["10.96.0.7_9090"]);
  expect(Object.keys(clusters)).toEqual([`outbound|9090|v3|${host}`, `outbound|9090||${host}`]);
  expect(addressesOf(endpoints[`outbound|9090||${host}`])).toEqual([
    "10.0.0.1:19090",
    "10.0.0.3:19090",
  ]);
  expect(addressesOf(endpoints[`outbound|9090|v3|${host}`])).toEqual(["10.0.0.3:19090"]);
});

test("an ExternalName Service is looked up by that name", () => {
  const { clusters } = compiled(`apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {type: ExternalName, externalName: db.example.com, ports: [{port: 3306}]}`);
  expect(clusters["outbound|3306||db.shop.svc.cluster.local"]).toMatchObject({
    type: "STRICT_DNS",
  });
});

test("of two resources for a host the older counts, whatever their order", () => {
  const stamped = (name: string, created: string, address: string) =>
    yaml(
      "ServiceEntry",
      name,
      `{hosts: [a.test], ${THRIFT}, resolution: STATIC, endpoints: [{address: ${address}}]}`,
      `, creationTimestamp: "${created}"`,
    );
  const young = stamped("a", "2024-06-01T00:00:00Z", "10.0.0.1");
  // Older, although its text sorts behind.
  const old = stamped("b", "2024-06-01T01:00:00+02:00", "10.0.0.2");
  for (const text of [documents(young, old), documents(old, young)]) {
    const { endpoints, problems } = compiled(text);
    expect(addressesOf(endpoints["outbound|9090||a.test"])).toEqual(["10.0.0.2:9090"]);
    expect(problems).toEqual([
      [
        "ServiceEntry/shop/a",
        "HostTaken",
        "host a.test is declared by ServiceEntry/shop/b already, which is older; remove one of them",
      ],
    ]);
  }
});

test("a host goes over to another resource when that turns out to be older", () => {
  const compiler = createCompiler();
  const [a, b] = ["a", "b"].flatMap((name) =>
    resourcesOf(
      yaml(
        "ServiceEntry",
        name,
        `{hosts: [a.test], ${THRIFT}, resolution: STATIC}`,
        ', creationTimestamp: "2024-01-01T00:00:00Z"',
      ),
    ),
  );
  if (a === undefined || b === undefined) throw new Error("a resource is missing");
  const owner = (...resources: readonly Resource[]) =>
    compiler.compile(viewOf(resources)).services[0]?.age.key;
  expect(owner(a, b)).toBe("ServiceEntry/shop/a");
  const older = { ...b, metadata: { ...b.metadata, creationTimestamp: "2023-01-01T00:00:00Z" } };
  expect(owner(a, older)).toBe("ServiceEntry/shop/b");
});

test("a port whose protocol is unknown is reported with the near name, the other ports go on", () => {
  const { problems, routes } = compiled(
    documents(
      yaml("ApplicationProtocol", "acme", "{protocol: acme, codec: acme.codec}"),
      yaml(
        "ServiceEntry",
        "a",
        `{hosts: [a.test], resolution: STATIC, ports: [{number: 1, name: tcp-metaprotocol-acne}, {number: 2, name: tcp-metaprotocol-acme}]}`,
      ),
    ),
  );
  expect(Object.keys(routes)).toEqual(["a.test_2"]);
  expect(problems.map(([, reason, message]) => [reason, message])).toEqual([
    [
      "UnknownProtocol",
      'port 1 of a.test: no ApplicationProtocol describes the protocol "acne" of the name "tcp-metaprotocol-acne"; did you mean "acme"? There are: acme, dubbo, qza, thrift. Apply one, or correct the name',
    ],
  ]);
});

test("an ApplicationProtocol decides on the codec; the oldest of several", () => {
  const protocol = (name: string, codec: string, created: string) =>
    yaml(
      "ApplicationProtocol",
      name,
      `{protocol: thrift, codec: ${codec}}`,
      `, creationTimestamp: "${created}"`,
    );
  const { listeners, problems } = compiled(
    documents(
      serviceEntry("a.test"),
      protocol("new", "codec.new", "2024-02-01T00:00:00Z"),
      protocol("old", "codec.old", "2024-01-01T00:00:00Z"),
    ),
  );
  expect(JSON.stringify(listeners)).toContain('"codec":{"name":"codec.old"}');
  expect(problems.map(([resource, reason]) => [resource, reason])).toEqual([
    ["ApplicationProtocol//new", "ProtocolTaken"],
  ]);
});

test("a ServiceEntry that is only shown to some namespaces is not there for others", () => {
  const text = serviceEntry("a.test", ', exportTo: [".", friends]');
  for (const [namespace, count] of [
    ["shop", 1],
    ["friends", 1],
    ["strangers", 0],
  ] as const) {
    const { clusters, routes, listeners, endpoints } = compiled(text, { namespace });
    for (const map of [clusters, routes, listeners, endpoints]) {
      expect(Object.keys(map)).toHaveLength(count);
    }
  }
});

test("a service moves to another proxy together with its endpoints", () => {
  const compiler = createCompiler();
  const at = (address: string) =>
    viewOf(
      resourcesOf(
        yaml(
          "ServiceEntry",
          "a",
          `{hosts: [a.test], ${THRIFT}, resolution: STATIC, endpoints: [{address: ${address}}]}`,
        ),
      ),
    );
  const inbound = (view: ReturnType<typeof at>, address: string) =>
    Object.keys(
      readable(compiler.compile(view).snapshot(node({ addresses: [address] })))["clusters"] ?? {},
    );
  expect(inbound(at("10.0.0.1"), "10.0.0.1")).toContain("inbound|9090||");
  expect(inbound(at("10.0.0.2"), "10.0.0.1")).not.toContain("inbound|9090||");
  expect(inbound(at("10.0.0.2"), "10.0.0.2")).toContain("inbound|9090||");
});
