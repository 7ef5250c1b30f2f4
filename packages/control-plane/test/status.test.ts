import { TypeUrl } from "@meltemi/xds";
import { expect, test } from "vitest";
import { silentLogger } from "../src/index.js";
import { eventually } from "./support/api.js";
import { startPlane } from "./support/plane.js";
import { ProxyClient } from "./support/proxy-client.js";
import { metaRouter, serviceEntry, shop } from "./support/resources.js";
import { tempFolder } from "./support/temp-folder.js";

test("a resource that no proxy needs is programmed nowhere, and then at those that have taken it", async () => {
  const folder = await tempFolder({ "orders.yaml": shop("orders") });
  const { plane, api } = await startPlane({ folder });
  const programmed = () => api.condition("MetaRouter/shop/orders", "Programmed");
  expect(await programmed()).toMatchObject({ status: "Unknown", reason: "NoProxies" });
  const proxies = ["a", "b"].map((id) => new ProxyClient(plane, { id }));
  expect(await eventually(programmed, (one) => one?.status === "True")).toMatchObject({
    reason: "Programmed",
    message: expect.stringMatching(/^[12] of [12] prox/),
  });
  await eventually(programmed, (one) => one?.message === "2 of 2 proxies have taken it");
  for (const proxy of proxies) proxy.close();
  await eventually(programmed, (one) => one?.reason === "NoProxies");
});

test("a refusal is shown at the resource that it is about, at the proxy and in the metrics", async () => {
  const { plane, api } = await startPlane();
  await api.apply(`${shop("orders")}---\n${shop("other")}`);
  const good = new ProxyClient(plane, { id: "good" });
  const picky = new ProxyClient(plane, {
    id: "picky",
    reject: ({ typeUrl, bytes }) =>
      typeUrl === TypeUrl.RouteConfiguration && Buffer.from(bytes).includes("|v2|orders")
        ? "no such subset here"
        : undefined,
  });
  await picky.until(
    () => picky.clusterOf("orders") !== undefined && picky.clusterOf("other") !== undefined,
  );
  await api.apply(`${metaRouter("orders", "v2")}---\n${metaRouter("other", "v2")}`);
  await good.until(() => good.clusterOf("orders")?.includes("|v2|") === true);
  const condition = await eventually(
    () => api.condition("MetaRouter/shop/orders", "Programmed"),
    (one) => one?.reason === "Rejected" && one.message.startsWith("1 of 2"),
  );
  expect(condition?.status).toBe("False");
  expect(condition?.message).toContain("picky refused it:");
  expect(condition?.message).toContain("no such subset here");
  expect(await api.condition("MetaRouter/shop/other", "Programmed")).toMatchObject({
    status: "True",
  });
  expect(picky.clusterOf("orders")).toContain("|v1|");

  const view = (await api.proxies()).find(({ id }) => id === "picky");
  expect(view).toMatchObject({
    namespace: "shop",
    userAgent: "meltemi/0.1.0",
    protocol: "delta",
    connected: true,
    types: [
      { type: "CDS", state: "synced", resources: 6 },
      { type: "EDS", state: "synced", resources: 6 },
      { type: "LDS", state: "synced", resources: 2 },
      { type: "RDS", state: "rejected", error: expect.stringContaining("no such subset here") },
    ],
  });
  expect((await api.askText("/metrics")).body).toMatch(
    /^meltemi_control_plane_nacks_total\{type="RDS"\} 1$/m,
  );

  await api.apply(metaRouter("orders", "v1"));
  await eventually(
    () => api.condition("MetaRouter/shop/orders", "Programmed"),
    (one) => one?.message === "2 of 2 proxies have taken it",
  );
  const types = (await api.proxies()).flatMap((proxy) => proxy.types.map(({ state }) => state));
  expect(new Set(types)).toEqual(new Set(["synced"]));
});

test("of two routers of one host the younger is told that it is in conflict", async () => {
  const { api } = await startPlane();
  await api.apply(shop("orders"));
  await api.apply(metaRouter("second", "v2", "orders"));
  const condition = await api.condition("MetaRouter/shop/second", "Conflicted");
  expect(condition).toMatchObject({ status: "True" });
  expect(condition?.message).toContain("orders");
  expect(await api.condition("MetaRouter/shop/second", "Accepted")).toMatchObject({
    status: "True",
    message: "it is well-formed; see Conflicted",
  });
  expect(await api.condition("MetaRouter/shop/orders", "Conflicted")).toBeUndefined();
});

test("a resource in two files is told which one counts", async () => {
  const folder = await tempFolder({
    "b.yaml": serviceEntry("orders"),
    "a/x.yaml": serviceEntry("orders"),
  });
  const { api } = await startPlane({ folder });
  const view = await api.get("ServiceEntry/shop/orders");
  expect(view.origin?.file).toContain("a/x.yaml");
  expect(await api.condition("ServiceEntry/shop/orders", "Conflicted")).toMatchObject({
    status: "True",
    reason: "Duplicate",
    message: expect.stringContaining("b.yaml:1, which is ignored"),
  });
  const { problems } = await api.list();
  expect(problems).toMatchObject([{ file: expect.stringContaining("b.yaml"), line: 1 }]);
});

test("a warning of a resource that is in force is shown", async () => {
  const misprint = metaRouter("orders", "v1").replace(
    "metaprotocol.aeraki.io",
    "metaproto.aeraki.io",
  );
  const folder = await tempFolder({
    "orders.yaml": shop("orders").replace(metaRouter("orders", "v1"), misprint),
  });
  const { api } = await startPlane({ folder });
  expect(await api.condition("MetaRouter/shop/orders", "Accepted")).toMatchObject({
    status: "True",
    message: expect.stringContaining("misprint"),
  });
  expect((await api.get("MetaRouter/shop/orders")).apiVersion).toBe(
    "metaprotocol.aeraki.io/v1alpha1",
  );
});

test("proxies that went away are remembered for a while, and only so many", async () => {
  const { plane, api } = await startPlane({ proxies: { mostRemembered: 2 } });
  await api.apply(shop("orders"));
  for (const id of ["a", "b", "c"]) {
    const proxy = new ProxyClient(plane, { id });
    await proxy.until(() => proxy.clusterOf("orders") !== undefined);
    proxy.close();
    await eventually(
      () => api.proxies(),
      (views) => views.find((view) => view.id === id)?.connected === false,
    );
  }
  const views = await api.proxies();
  expect(views.map(({ id }) => id)).toEqual(["b", "c"]);
  expect(views[0]).toMatchObject({ connected: false, disconnectedAt: expect.stringMatching(/Z$/) });

  const back = new ProxyClient(plane, { id: "b" });
  await back.until(() => back.clusterOf("orders") !== undefined);
  expect((await api.proxies()).map(({ id, connected }) => [id, connected])).toEqual([
    ["b", true],
    ["c", false],
  ]);
});

test("what a proxy is sent can be read, with what it packs unpacked", async () => {
  const { plane, api } = await startPlane();
  await api.apply(shop("orders"));
  const id = "sidecar~10.0.0.9~a/b.shop~cluster.local";
  const proxy = new ProxyClient(plane, { id });
  await proxy.until(() => proxy.clusterOf("orders") !== undefined);
  const { body } = await api.ask(`/api/v1/proxies/${encodeURIComponent(id)}/config`);
  const host = "orders.shop.svc.cluster.local";
  expect(body).toMatchObject({
    listeners: [
      {
        filterChains: [
          {
            filters: [
              {
                typedConfig: {
                  "@type": expect.stringContaining("MetaProtocolProxy"),
                  applicationProtocol: "qza",
                  rds: { routeConfigName: `${host}_9090` },
                },
              },
            ],
          },
        ],
      },
    ],
    clusters: expect.arrayContaining([
      expect.objectContaining({ name: `outbound|9090|v1|${host}` }),
    ]),
    endpoints: expect.arrayContaining([
      expect.objectContaining({ clusterName: `outbound|9090||${host}` }),
    ]),
    routes: [
      { name: `${host}_9090`, routes: [{ route: { cluster: `outbound|9090|v1|${host}` } }] },
    ],
  });
  expect((await api.ask("/api/v1/proxies/nobody/config")).status).toBe(404);
});

test("routes tell what they were made from", async () => {
  const folder = await tempFolder({ "orders.yaml": shop("orders") });
  const { plane, api } = await startPlane({ folder });
  const [route] = await api.routesOf("orders");
  expect(route).toMatchObject({
    name: "orders.shop.svc.cluster.local_9090",
    protocol: "qza",
    sources: ["DestinationRule/shop/orders", "MetaRouter/shop/orders", "ServiceEntry/shop/orders"],
  });
  const proxy = new ProxyClient(plane);
  await proxy.until(() => proxy.clusterOf("orders") !== undefined);
  const sent = proxy.get(TypeUrl.RouteConfiguration, "orders.shop.svc.cluster.local_9090");
  expect(route?.resource).toBe(Buffer.from(sent?.bytes ?? []).toString("base64"));
  expect((await api.ask("/api/v1/routes?port=x")).status).toBe(400);
});

test("two proxies with one node id are told of once", async () => {
  const warnings: string[] = [];
  const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
  const { plane, api } = await startPlane({ logger });
  await api.apply(shop("orders"));
  for (const instance of ["a", "b", "c"]) {
    const metadata = { NAMESPACE: "shop", MELTEMI: { INSTANCE: instance } };
    const proxy = new ProxyClient(plane, { metadata });
    await proxy.until(() => proxy.clusterOf("orders") !== undefined);
  }
  expect(await api.proxies()).toMatchObject([{ id: "proxy-1", instances: 3 }]);
  expect(warnings.filter((message) => message.includes("one node id"))).toHaveLength(1);
});

test("routes say which of their clusters do not exist, and why there are none", async () => {
  const { api } = await startPlane();
  await api.apply(
    `${shop("orders")}---\n${serviceEntry("bills")}---\n${metaRouter("bills", "v9")}`,
  );
  const ask = async (query: string) =>
    (
      await api.ask<{ routes: { host: string; missingClusters: string[] }[]; problem?: string }>(
        `/api/v1/routes?${query}`,
      )
    ).body;
  for (const query of ["host=orders&namespace=shop", "host=orders.shop"]) {
    expect(await ask(query)).toMatchObject({
      routes: [{ host: "orders.shop.svc.cluster.local", missingClusters: [] }],
    });
  }
  expect((await ask("host=bills&namespace=shop&port=9090")).routes).toMatchObject([
    { missingClusters: ["outbound|9090|v9|bills.shop.svc.cluster.local"] },
  ]);
  expect(await ask("host=orders&namespace=shop&port=1")).toEqual({
    routes: [],
    problem: "orders.shop.svc.cluster.local has no port 1 that proxies serve; there are: 9090",
  });
  expect((await ask("host=ordrs&namespace=shop")).problem).toBe(
    'no service has the host ordrs.shop.svc.cluster.local; did you mean "orders.shop.svc.cluster.local"?',
  );
  expect(await ask("host=ordrs.shop")).toMatchObject({ routes: [] });
});
