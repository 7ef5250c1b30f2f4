import { TypeUrl } from "@meltemi/xds";
import { expect, test } from "vitest";
import { compiled, documents, serviceEntry, yaml } from "./compile-mesh.js";

const HOST = "orders.test";
const gateway = (name: string, ports: readonly number[], more = "", created = "2024-01-01") =>
  yaml(
    "Gateway",
    `edge/${name}`,
    `{selector: {app: ${name}}, servers: [${ports.map((number) => `{port: {number: ${number}, name: tcp-metaprotocol-thrift-${number}}, hosts: ["*"]${more}}`).join(",")}]}`,
    `, creationTimestamp: "${created}T00:00:00Z"`,
  );
const router = (
  name: string,
  host: string,
  gateways: string,
  port: string,
  created = "2024-01-01",
) =>
  yaml(
    "MetaRouter",
    name,
    `{hosts: [${host}], gateways: [${gateways}], routes: [{name: ${name}, route: [{destination: {host: ${host}${port}}}]}]}`,
    `, creationTimestamp: "${created}T00:00:00Z"`,
  );
const EDGE = { namespace: "edge", labels: { app: "main" } };

test("a proxy with the labels of a gateway listens at its ports and sends requests where the router says", () => {
  const { listeners, routes, clusters, problems, mesh } = compiled(
    documents(
      serviceEntry(HOST),
      gateway("main", [9090]),
      router("r", HOST, "edge/main", ", port: {number: 9090}"),
    ),
    EDGE,
  );
  const name = `gateway|9090|edge/main|${HOST}`;
  expect(problems).toEqual([]);
  expect(Object.keys(listeners)).toEqual(["0.0.0.0_9090"]);
  expect(listeners["0.0.0.0_9090"]).toMatchObject({
    trafficDirection: "OUTBOUND",
    filterChains: [{ filters: [{ typedConfig: { rds: { routeConfigName: name } } }] }],
  });
  expect(routes[name]).toEqual({
    name,
    routes: [{ name: "r", route: { cluster: `outbound|9090||${HOST}` } }],
  });
  expect(clusters).toHaveProperty([`outbound|9090||${HOST}`]);
  const sources = ["Gateway/edge/main", "MetaRouter/shop/r"];
  expect(mesh.sources(TypeUrl.Listener, "0.0.0.0_9090")).toEqual(sources);
  expect(mesh.sources(TypeUrl.RouteConfiguration, name)).toEqual(sources);
});

test("other proxies have nothing of the gateway, and the router counts in the mesh as well", () => {
  const { listeners, routes } = compiled(
    documents(
      serviceEntry(HOST, ", addresses: [10.9.9.9]"),
      gateway("main", [9090]),
      router("r", HOST, "edge/main", ""),
    ),
    { namespace: "edge", labels: { app: "other" } },
  );
  expect(Object.keys(listeners)).toEqual(["10.9.9.9_9090"]);
  expect(Object.keys(routes)).toEqual([`${HOST}_9090`]);
  expect(routes[`${HOST}_9090`]).toMatchObject({ routes: [{ name: "r" }] });
});

test("several ports of a gateway lead to several hosts", () => {
  const other = serviceEntry("users.test").replace("9090", "9091");
  const { routes } = compiled(
    documents(
      serviceEntry(HOST),
      other,
      gateway("main", [9090, 9091]),
      router("a", HOST, "edge/main", ", port: {number: 9090}"),
      router("b", "users.test", "edge/main", ", port: {number: 9091}"),
    ),
    EDGE,
  );
  expect(Object.keys(routes).filter((name) => name.startsWith("gateway"))).toEqual([
    `gateway|9090|edge/main|${HOST}`,
    "gateway|9091|edge/main|users.test",
  ]);
});

test("a gateway port may differ from the port of the service", () => {
  const { routes, problems } = compiled(
    documents(serviceEntry(HOST), gateway("main", [80]), router("r", HOST, "edge/main", "")),
    EDGE,
  );
  expect(problems).toEqual([]);
  expect(routes[`gateway|80|edge/main|${HOST}`]).toMatchObject({
    routes: [{ route: { cluster: `outbound|9090||${HOST}` } }],
  });
});

test("a port leads to one host: that of the oldest router, others are told", () => {
  const { routes, problems } = compiled(
    documents(
      serviceEntry(HOST),
      serviceEntry("users.test"),
      gateway("main", [9090]),
      router("young", HOST, "edge/main", "", "2024-02-01"),
      router("old", "users.test", "edge/main", ""),
    ),
    EDGE,
  );
  expect(Object.keys(routes)).toContain("gateway|9090|edge/main|users.test");
  expect(Object.keys(routes)).not.toContain(`gateway|9090|edge/main|${HOST}`);
  expect(problems).toEqual([
    [
      "MetaRouter/shop/young",
      "PortTaken",
      "port 9090 of Gateway/edge/main leads to users.test by MetaRouter/shop/old, which is older; give the gateway another port for this one",
    ],
  ]);
});

test("what does not fit is reported with what to do", () => {
  const { problems } = compiled(
    documents(
      serviceEntry(HOST),
      gateway("main", [9090, 9091]),
      gateway("secure", [9092], ", tls: {mode: SIMPLE, credentialName: c}"),
      router("lost", HOST, "edge/mian", "", "2024-02-01"),
      router("port", HOST, "edge/main", ""),
    ),
  );
  expect(problems.filter(([, reason]) => reason !== "HostTaken")).toEqual([
    ...[9090, 9091].map((port) => [
      "Gateway/edge/main",
      "NoRoutes",
      `port ${port}: no MetaRouter leads on from it, so it stays closed; apply one with gateways: [edge/main]`,
    ]),
    [
      "Gateway/edge/secure",
      "Refused",
      "spec.servers[0].tls: TLS is not supported yet, and serving in plain text what was to be secured would be wrong, so the port stays closed; remove tls to open it",
    ],
    [
      "MetaRouter/shop/lost",
      "NoSuchGateway",
      'spec.gateways: there is no Gateway edge/mian; did you mean "edge/main"? There are: edge/main, edge/secure',
    ],
    [
      "MetaRouter/shop/port",
      "NoSuchPort",
      "spec.gateways: no destination has the port of a server of Gateway/edge/main that proxies serve (9090, 9091); write destination.port.number",
    ],
  ]);
});

test("a proxy that is two gateways opens a port for the older one", () => {
  const text = documents(
    serviceEntry(HOST),
    gateway("main", [9090], "", "2024-02-01"),
    gateway("old", [9090]).replace("{app: old}", "{app: main}"),
    router("a", HOST, "edge/main, edge/old", ""),
  );
  const { routes, atProxy } = compiled(text, EDGE);
  expect(Object.keys(routes)).toEqual([`${HOST}_9090`, `gateway|9090|edge/old|${HOST}`]);
  expect(atProxy).toEqual([
    [
      "Gateway/edge/main",
      "PortTaken",
      "0.0.0.0:9090 is taken by Gateway/edge/old, which is older, at proxies that are both gateways; give one of them another port",
    ],
  ]);
});

test("a gateway does not follow a router that is not shown to its namespace", () => {
  const hidden = router("r", HOST, "edge/main", "").replace(
    "gateways:",
    'exportTo: ["."], gateways:',
  );
  const { listeners, atProxy } = compiled(
    documents(serviceEntry(HOST), gateway("main", [9090]), hidden),
    EDGE,
  );
  expect(listeners).toEqual({});
  expect(atProxy.map(([resource, reason]) => [resource, reason])).toEqual([
    ["MetaRouter/shop/r", "NotSupported"],
  ]);
});
