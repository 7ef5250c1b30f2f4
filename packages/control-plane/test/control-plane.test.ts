import { cp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TypeUrl } from "@meltemi/xds";
import { expect, test } from "vitest";
import {
  createControlPlane,
  type Logger,
  type Sink,
  type Source,
  silentLogger,
} from "../src/index.js";
import { Api, eventually } from "./support/api.js";
import { startPlane } from "./support/plane.js";
import { ProxyClient } from "./support/proxy-client.js";
import { destinationRule, metaRouter, serviceEntry, shop } from "./support/resources.js";
import { tempFolder, writeAll } from "./support/temp-folder.js";

test.each(["delta", "sotw"] as const)(
  "a folder reaches a proxy by %s, and so does what changes in it",
  async (protocol) => {
    const folder = await tempFolder({ "orders.yaml": shop("orders") });
    const { plane } = await startPlane({ folder });
    const proxy = new ProxyClient(plane, { protocol });
    await proxy.until(() => proxy.clusterOf("orders") !== undefined);
    expect(proxy.names(TypeUrl.Cluster)).toEqual([
      "outbound|9090|v1|orders.shop.svc.cluster.local",
      "outbound|9090|v2|orders.shop.svc.cluster.local",
      "outbound|9090||orders.shop.svc.cluster.local",
    ]);
    expect(proxy.clusterOf("orders")).toContain("|v1|");

    await writeAll(folder, { "orders.yaml": shop("orders", "v2") });
    await proxy.until(() => proxy.clusterOf("orders")?.includes("|v2|") === true);
  },
);

test("a changed route is all that is sent", async () => {
  const folder = await tempFolder({ "orders.yaml": shop("orders"), "other.yaml": shop("other") });
  const { plane, api } = await startPlane({ folder });
  const proxy = new ProxyClient(plane);
  await proxy.until(
    () => proxy.clusterOf("orders") !== undefined && proxy.clusterOf("other") !== undefined,
  );
  proxy.updates.length = 0;
  await api.apply(metaRouter("orders", "v2"));
  await proxy.until(() => proxy.clusterOf("orders")?.includes("|v2|") === true);
  expect(proxy.updates).toEqual([TypeUrl.RouteConfiguration]);
});

test("a burst of changes is compiled once", async () => {
  const { plane, api } = await startPlane({ compile: { quietMs: 30, maxWaitMs: 10_000 } });
  const names = Array.from({ length: 20 }, (_, index) => `service-${index}`);
  const before = await compilations(api);
  await Promise.all(names.map((name) => api.apply(shop(name))));
  expect(await compilations(api)).toBe(before + 1);
  const proxy = new ProxyClient(plane);
  await proxy.until(() => names.every((name) => proxy.clusterOf(name) !== undefined));
});

async function compilations(api: Api): Promise<number> {
  const { body } = await api.askText("/metrics");
  return Number(/compile_seconds_count (\d+)/.exec(body)?.[1]);
}

test("a restart after a crash gives the same bytes and the same addresses", async () => {
  const folder = await tempFolder({ "a.yaml": shop("orders"), "deep/b.yaml": shop("other") });
  const first = await startPlane({ folder });
  await first.api.apply(`${serviceEntry("third")}---\n${destinationRule("third")}`);
  const before = new ProxyClient(first.plane);
  const isWhole = (proxy: ProxyClient): boolean =>
    ["orders", "other", "third"].every((name) => proxy.clusterOf(name) !== undefined);
  await before.until(() => isWhole(before));

  // What a crash leaves behind: the folder as it is while the first still runs.
  const copy = await tempFolder();
  await cp(folder, copy, { recursive: true });
  const second = await startPlane({ folder: copy });
  const after = new ProxyClient(second.plane);
  await after.until(() => isWhole(after));
  expect(after.content).toBe(before.content);
  expect(after.names(TypeUrl.Listener)).toHaveLength(3);
});

test("a service keeps its address when others come and go", async () => {
  const folder = await tempFolder({ "orders.yaml": shop("orders") });
  const { plane, api } = await startPlane({ folder });
  const proxy = new ProxyClient(plane);
  await proxy.until(() => proxy.names(TypeUrl.Listener).length === 1);
  const [address] = proxy.names(TypeUrl.Listener);
  await api.apply(
    Array.from({ length: 50 }, (_, index) => serviceEntry(`s${index}`)).join("---\n"),
  );
  await proxy.until(() => proxy.names(TypeUrl.Listener).length === 51);
  expect(proxy.names(TypeUrl.Listener)).toContain(address);
});

test("a damaged file of addresses is put aside", async () => {
  const folder = await tempFolder({
    "orders.yaml": shop("orders"),
    ".meltemi/addresses.json": "{]",
  });
  const { plane } = await startPlane({ folder });
  const proxy = new ProxyClient(plane);
  await proxy.until(() => proxy.names(TypeUrl.Listener).length === 1);
});

test("a folder with every kind of mistake serves what is good and lists what is not", async () => {
  const folder = await tempFolder({
    "good.yaml": shop("orders"),
    "broken-route.yaml": metaRouter("bad-field", "v1").replace("hosts:", "hostz:"),
    "not-yaml.yaml": "a: [\n---\n\tb: c\n",
    "binary.yaml": "\u0000\u0001\u0002",
    "empty.yaml": "",
    "comments.yaml": "# nothing here\n",
    "scalar.yaml": "just text\n",
    "list.yaml": "- a\n- b\n",
    "unknown-kind.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n",
    "no-name.yaml": "apiVersion: metaprotocol.aeraki.io/v1alpha1\nkind: MetaRouter\nspec: {}\n",
    "duplicate-key.yaml": "kind: MetaRouter\nkind: MetaRouter\n",
    "twice-1.yaml": metaRouter("twice", "v1", "orders"),
    "twice-2.yaml": metaRouter("twice", "v2", "orders"),
    "no-such-host.yaml": metaRouter("lost", "v1"),
    "traversal.yaml": metaRouter("../../etc/passwd", "v1"),
    "half.json": '{"kind": "MetaRouter",',
    "aliases.yaml": `a: &a [x, x, x, x, x, x, x, x, x, x]\n${Array.from("bcdefghi", (letter, index) => `${letter}: &${letter} [${Array(10).fill(`*${"abcdefghi"[index]}`).join(", ")}]`).join("\n")}\n`,
    "folder.yaml/inner.yaml": serviceEntry("inner"),
  });
  const { plane, api } = await startPlane({ folder });
  const proxy = new ProxyClient(plane);
  await proxy.until(() => proxy.clusterOf("orders") !== undefined);
  expect(proxy.clusterOf("orders")).toContain("|v1|");
  expect(proxy.names(TypeUrl.Listener)).toHaveLength(2);

  const { resources, problems } = await api.list();
  const accepted = resources.map(({ kind, metadata, status }) => [
    `${kind} ${metadata.name}`,
    status.conditions.find(({ type }) => type === "Accepted")?.status,
  ]);
  expect(Object.fromEntries(accepted)).toMatchObject({
    "ServiceEntry orders": "True",
    "DestinationRule orders": "True",
    "MetaRouter orders": "True",
    "ServiceEntry inner": "True",
    "MetaRouter bad-field": "False",
    "MetaRouter ../../etc/passwd": "False",
  });
  const files = new Set(problems.map(({ file }) => file?.slice(folder.length + 1)));
  for (const file of [
    "not-yaml.yaml",
    "binary.yaml",
    "scalar.yaml",
    "list.yaml",
    "unknown-kind.yaml",
    "no-name.yaml",
    "duplicate-key.yaml",
    "twice-2.yaml",
    "half.json",
    "aliases.yaml",
  ]) {
    expect(files, file).toContain(file);
  }
  const broken = await api.condition("MetaRouter/shop/bad-field", "Accepted");
  expect(broken).toMatchObject({ status: "False", reason: "Invalid" });
  expect(broken?.message).toContain("broken-route.yaml:5");
  expect(broken?.message).toContain("nothing of it is in force");
  expect(await api.condition("MetaRouter/shop/twice", "Conflicted")).toMatchObject({
    status: "True",
  });
  expect(await api.condition("MetaRouter/shop/lost", "ResolvedRefs")).toMatchObject({
    status: "False",
  });
});

test("a broken edit keeps the last good form in force, and says where it is broken", async () => {
  const folder = await tempFolder({ "orders.yaml": shop("orders"), "other.yaml": shop("other") });
  const { plane, api } = await startPlane({ folder });
  const proxy = new ProxyClient(plane);
  await proxy.until(() => proxy.clusterOf("orders") !== undefined);
  const lines = shop("orders", "v2").replace("subset: v2", "subzet: v2").split("\n");
  await writeAll(folder, { "orders.yaml": lines.join("\n") });
  const condition = await eventually(
    () => api.condition("MetaRouter/shop/orders", "Accepted"),
    (one) => one?.status === "False",
  );
  const line = lines.findIndex((text) => text.includes("subzet")) + 1;
  expect(condition?.message).toContain(`orders.yaml:${line} spec.routes[0].route[0].destination`);
  expect(condition?.message).toContain("the last good form stays in force");
  await writeAll(folder, { "other.yaml": shop("other", "v2") });
  await proxy.until(() => proxy.clusterOf("other")?.includes("|v2|") === true);
  expect(proxy.clusterOf("orders")).toContain("|v1|");

  await writeAll(folder, { "orders.yaml": shop("orders", "v2") });
  await proxy.until(() => proxy.clusterOf("orders")?.includes("|v2|") === true);
  expect(await api.condition("MetaRouter/shop/orders", "Accepted")).toMatchObject({
    status: "True",
  });
});

test("until everything has been read it is not ready, and proxies wait", async () => {
  let told:
    | ((port: { http: { port: number }; xds: { address: string; port: number } }) => void)
    | undefined;
  const listening = new Promise<{ http: { port: number }; xds: { address: string; port: number } }>(
    (resolve) => {
      told = resolve;
    },
  );
  const logger: Logger = {
    ...silentLogger,
    info: (message, fields) => {
      if (message === "listening") told?.(fields as never);
    },
  };
  let release: (() => void) | undefined;
  const slow: Source = {
    name: "slow",
    start: (sink: Sink) =>
      new Promise((resolve) => {
        release = () => {
          sink.remove("nothing");
          resolve();
        };
      }),
    stop: async () => {},
  };
  const folder = await tempFolder({ "orders.yaml": shop("orders") });
  const starting = createControlPlane({
    folder,
    sources: [slow],
    logger,
    xds: { port: 0 },
    http: { port: 0 },
  });
  const { http, xds } = await listening;
  const api = new Api(http.port);
  expect(await api.ask("/ready")).toEqual({
    status: 503,
    body: { ready: false, reason: "reading resources" },
  });
  expect((await api.ask("/api/v1/resources")).status).toBe(503);
  expect((await api.askText("/metrics")).status).toBe(200);
  const proxy = new ProxyClient({ xdsAddress: xds, httpAddress: xds, close: async () => {} });
  await eventually(
    () => api.askText("/metrics"),
    ({ body }) => body.includes("meltemi_control_plane_proxies 1"),
  );
  expect(proxy.updates).toEqual([]);

  release?.();
  const plane = await starting;
  await proxy.until(() => proxy.clusterOf("orders") !== undefined);
  expect(await api.ask("/ready")).toEqual({ status: 200, body: { ready: true } });
  await plane.close();
});

test("what cannot be started is refused with what to do, and leaves nothing behind", async () => {
  const folder = await tempFolder();
  const { plane } = await startPlane({ folder });
  const { port } = plane.httpAddress;
  const options = { logger: silentLogger, xds: { port: 0 }, http: { port } };
  await expect(createControlPlane({ ...options, folder })).rejects.toThrow(
    `cannot listen on 127.0.0.1:${port} (EADDRINUSE); choose a free address and port`,
  );
  const missing = join(folder, "missing");
  await expect(
    createControlPlane({ ...options, http: { port: 0 }, folder: missing }),
  ).rejects.toThrow("give a folder of YAML files");
});

test("a further source is served beside the folder, which comes first", async () => {
  const { readResources } = await import("@meltemi/api");
  const source: Source = {
    name: "registry",
    start: async (sink) => {
      sink.put("all", readResources(`${shop("third")}---\n${metaRouter("orders", "v2")}`));
    },
    stop: async () => {},
  };
  const folder = await tempFolder({ "orders.yaml": shop("orders") });
  const { plane, api } = await startPlane({ folder, sources: [source] });
  const proxy = new ProxyClient(plane);
  await proxy.until(() => proxy.clusterOf("third") !== undefined);
  expect(proxy.clusterOf("orders")).toContain("|v1|");
  const { status, body } = await api.apply(metaRouter("third", "v2"));
  expect(status).toBe(422);
  expect(body.problems[0]?.message).toContain("change it where it comes from");
});

test.each([
  ["is not YAML any more", "a: [", "Unreadable"],
  ["is not UTF-8 any more", Buffer.from([0x23, 0xe9, 0x0a]), "Unreadable"],
  ["has a wrong router", shop("orders").replace("subset: v1", "subzet: v1"), "Invalid"],
])("a restart while a file %s keeps its last good form in force", async (_, broken, reason) => {
  const folder = await tempFolder({ "orders.yaml": shop("orders"), "gone.yaml": shop("gone") });
  const first = await startPlane({ folder });
  await writeFile(join(folder, "orders.yaml"), broken);
  const accepted = (api: Api) => api.condition("MetaRouter/shop/orders", "Accepted");
  const before = await eventually(
    () => accepted(first.api),
    (one) => one?.status === "False",
  );
  expect(before?.reason).toBe(reason);
  await first.plane.close();
  await rm(join(folder, "gone.yaml"));

  for (const _start of ["second", "third"]) {
    const { plane, api } = await startPlane({ folder });
    expect(await accepted(api)).toEqual(before);
    const proxy = new ProxyClient(plane);
    await proxy.until(() => proxy.clusterOf("orders")?.includes("|v1|") === true);
    expect(proxy.names(TypeUrl.Listener)).toHaveLength(1);
    await plane.close();
  }

  const { plane, api } = await startPlane({ folder });
  await writeAll(folder, { "orders.yaml": serviceEntry("orders") });
  await eventually(
    () => api.list(),
    ({ resources }) => resources.length === 1,
  );
  await plane.close();
  expect(await readdir(join(folder, ".meltemi"))).toEqual(["addresses.json"]);
});

test("a damaged file of last good forms is not used", async () => {
  const folder = await tempFolder({
    "orders.yaml": shop("orders"),
    ".meltemi/last-good.json": "{]",
  });
  const { api } = await startPlane({ folder });
  expect((await api.list()).resources).toHaveLength(3);
});
