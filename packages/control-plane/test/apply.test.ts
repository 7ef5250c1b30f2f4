import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TypeUrl } from "@meltemi/xds";
import { expect, test } from "vitest";
import { eventually } from "./support/api.js";
import { startPlane } from "./support/plane.js";
import { ProxyClient } from "./support/proxy-client.js";
import { destinationRule, metaRouter, serviceEntry, shop } from "./support/resources.js";
import { tempFolder, writeAll } from "./support/temp-folder.js";

const STAMP = /creationTimestamp: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/;

test("what is applied is served, shown and written, and applied again it is unchanged", async () => {
  const folder = await tempFolder();
  const { plane, api } = await startPlane({ folder });
  const proxy = new ProxyClient(plane);
  const created = await api.apply(shop("orders"));
  expect(created).toEqual({
    status: 200,
    body: {
      results: ["ServiceEntry", "DestinationRule", "MetaRouter"].map((kind) => ({
        kind,
        namespace: "shop",
        name: "orders",
        result: "created",
        warnings: [],
      })),
    },
  });
  expect(await api.get("MetaRouter/shop/orders")).toMatchObject({
    apiVersion: "metaprotocol.aeraki.io/v1alpha1",
    metadata: { creationTimestamp: expect.stringMatching(/Z$/) },
    origin: { file: join(folder, "metarouter-shop-orders.yaml"), line: 1 },
  });
  await proxy.until(() => proxy.clusterOf("orders") !== undefined);
  const files = ["destinationrule", "metarouter", "serviceentry"].map(
    (kind) => `${kind}-shop-orders.yaml`,
  );
  expect((await readdir(folder)).filter((name) => !name.startsWith(".")).sort()).toEqual(files);
  const text = await readFile(join(folder, "metarouter-shop-orders.yaml"), "utf8");
  expect(text).toMatch(STAMP);

  const stamps = (): Promise<unknown> =>
    Promise.all(files.map(async (name) => (await stat(join(folder, name))).mtimeMs));
  const before = await stamps();
  const again = await api.apply(shop("orders"));
  expect(again.body.results.map(({ result }) => result)).toEqual(Array(3).fill("unchanged"));
  expect(await stamps()).toEqual(before);

  const changed = await api.apply(shop("orders", "v2"));
  expect(changed.body.results.map(({ result }) => result)).toEqual([
    "unchanged",
    "unchanged",
    "configured",
  ]);
  expect(await readFile(join(folder, "metarouter-shop-orders.yaml"), "utf8")).toBe(
    text.replace("subset: v1", "subset: v2"),
  );
  await proxy.until(() => proxy.clusterOf("orders")?.includes("|v2|") === true);
});

test("a resource is changed in the file that has it, and the rest of the file stays", async () => {
  const mesh = `# the mesh of the shop\n${serviceEntry("orders")}---\n# routes\n${metaRouter("orders", "v1")}---\n${destinationRule("orders")}# the end\n`;
  const folder = await tempFolder({ "in/mesh.yaml": mesh });
  const { api } = await startPlane({ folder });
  const { body } = await api.apply(metaRouter("orders", "v2"));
  expect(body.results).toMatchObject([{ result: "configured", warnings: [] }]);
  expect(await readFile(join(folder, "in/mesh.yaml"), "utf8")).toBe(
    mesh.replace("subset: v1", "subset: v2"),
  );
  expect((await readdir(folder)).filter((name) => !name.startsWith("."))).toEqual(["in"]);
});

test("nothing is applied when one resource is wrong", async () => {
  const folder = await tempFolder();
  const { api } = await startPlane({ folder });
  const text = `${serviceEntry("orders")}---\n${metaRouter("orders", "v1").replace("hosts:", "hostz:")}`;
  const { status, body } = await api.apply(text);
  expect(status).toBe(422);
  expect(body.problems).toMatchObject([
    { line: expect.any(Number), path: expect.stringContaining("spec") },
  ]);
  expect((await api.list()).resources).toEqual([]);
  expect((await readdir(folder)).filter((name) => !name.startsWith("."))).toEqual([]);
});

test.each([
  ["", "no resource"],
  ["# nothing\n", "no resource"],
  ["just text", "expected a resource"],
  ["a: [", "correct the YAML"],
  [`${metaRouter("a", "v1")}---\n${metaRouter("a", "v2")}`, "given twice"],
  [metaRouter("../../../etc/x", "v1"), "is not a name"],
  [
    metaRouter("a", "v1").replace("namespace: shop", 'namespace: "../.."'),
    "is not the name of a namespace",
  ],
  [metaRouter("a\\0b", "v1").replace("name: a\\0b", 'name: "a\\0b"'), "is not a name"],
])("%j is refused", async (text, why) => {
  const { api } = await startPlane();
  const { status, body } = await api.apply(text);
  expect(status).toBe(422);
  expect(body.problems.map(({ message }) => message).join("\n")).toContain(why);
});

test("a dry run tells what would happen and changes nothing", async () => {
  const folder = await tempFolder({ "orders.yaml": shop("orders") });
  const { api } = await startPlane({ folder });
  const { status, body } = await api.apply(
    `${shop("orders", "v2")}---\n${metaRouter("lost", "v1")}`,
    "?dryRun=true",
  );
  expect(status).toBe(200);
  expect(body.results).toMatchObject([
    { kind: "ServiceEntry", result: "unchanged" },
    { kind: "DestinationRule", result: "unchanged" },
    { kind: "MetaRouter", name: "orders", result: "configured", warnings: [] },
    {
      kind: "MetaRouter",
      name: "lost",
      result: "created",
      warnings: [expect.stringContaining("lost.shop")],
    },
  ]);
  expect((await api.list()).resources).toHaveLength(3);
  expect(await readFile(join(folder, "orders.yaml"), "utf8")).toBe(shop("orders"));
  expect((await api.apply(shop("orders"), "?dryRun=maybe")).status).toBe(400);
});

test("what the compiler has to say of an applied resource comes back as warnings", async () => {
  const { api } = await startPlane();
  const { body } = await api.apply(metaRouter("lost", "v1"));
  expect(body.results).toMatchObject([
    { result: "created", warnings: [expect.stringContaining("lost.shop")] },
  ]);
  expect(await api.condition("MetaRouter/shop/lost", "ResolvedRefs")).toMatchObject({
    status: "False",
  });
});

test("a list is applied item by item", async () => {
  const folder = await tempFolder();
  const { api } = await startPlane({ folder });
  const items = [serviceEntry("orders"), metaRouter("orders", "v1")].map(
    (text) => `- ${text.trim().replaceAll("\n", "\n  ")}\n`,
  );
  const list = `apiVersion: v1\nkind: List\nitems:\n${items.join("")}`;
  expect((await api.apply(list)).body.results.map(({ result }) => result)).toEqual([
    "created",
    "created",
  ]);
  expect((await readdir(folder)).filter((name) => !name.startsWith("."))).toHaveLength(2);
  expect((await api.apply(list)).body.results.map(({ result }) => result)).toEqual([
    "unchanged",
    "unchanged",
  ]);
});

test("a deleted resource is gone from the folder and the proxies, wherever it stood", async () => {
  const folder = await tempFolder({
    "mesh.yaml": `${shop("orders")}---\n${metaRouter("orders", "v2")}`,
    "z.yaml": metaRouter("orders", "v2"),
    "other.yaml": shop("other"),
  });
  const { plane, api } = await startPlane({ folder });
  const proxy = new ProxyClient(plane);
  await proxy.until(() => proxy.clusterOf("orders")?.includes("|v1|") === true);
  const path = "/api/v1/resources/metarouter/shop/orders";
  expect(await api.ask(path, { method: "DELETE" })).toEqual({
    status: 200,
    body: { kind: "MetaRouter", namespace: "shop", name: "orders", result: "deleted" },
  });
  expect((await api.ask(path)).status).toBe(404);
  expect((await api.ask(path, { method: "DELETE" })).status).toBe(404);
  expect(await readFile(join(folder, "mesh.yaml"), "utf8")).toBe(
    `${serviceEntry("orders")}---\n${destinationRule("orders")}`,
  );
  expect((await readdir(folder)).sort()).toEqual([".meltemi", "mesh.yaml", "other.yaml"]);
  await proxy.until(() => proxy.clusterOf("orders")?.includes("||") === true);

  await api.ask("/api/v1/resources/serviceentry/shop/orders", { method: "DELETE" });
  await proxy.until(() => proxy.names(TypeUrl.Listener).length === 1);
});

test("a kind of the whole mesh is under the namespace -", async () => {
  const { api } = await startPlane();
  const protocol =
    "apiVersion: metaprotocol.aeraki.io/v1alpha1\nkind: ApplicationProtocol\nmetadata: {name: mine}\nspec: {protocol: mine, codec: acme.mine}\n";
  expect((await api.apply(protocol)).body.results).toMatchObject([{ namespace: "", name: "mine" }]);
  expect(await api.get("applicationprotocols/-/mine")).toMatchObject({
    kind: "ApplicationProtocol",
  });
  expect(
    (await api.ask("/api/v1/resources/ApplicationProtocol/-/mine", { method: "DELETE" })).status,
  ).toBe(200);
});

test("concurrent applies of one file all take effect", async () => {
  const names = Array.from({ length: 30 }, (_, index) => `r${index}`);
  const folder = await tempFolder({
    "mesh.yaml": names.map((name) => metaRouter(name, "v1")).join("---\n"),
  });
  const { api } = await startPlane({ folder });
  const answers = await Promise.all(names.map((name) => api.apply(metaRouter(name, "v2"))));
  expect(answers.map(({ body }) => body.results[0]?.result)).toEqual(names.map(() => "configured"));
  expect(await readFile(join(folder, "mesh.yaml"), "utf8")).toBe(
    names.map((name) => metaRouter(name, "v2")).join("---\n"),
  );
});

test("an apply beside an edit of the same file loses neither", async () => {
  const folder = await tempFolder({
    "mesh.yaml": `${metaRouter("a", "v1")}---\n${metaRouter("b", "v1")}`,
  });
  const { api } = await startPlane({ folder });
  await writeAll(folder, {
    "mesh.yaml": `${metaRouter("a", "edited")}---\n${metaRouter("b", "v1")}`,
  });
  await api.apply(metaRouter("b", "v2"));
  expect(await readFile(join(folder, "mesh.yaml"), "utf8")).toBe(
    `${metaRouter("a", "edited")}---\n${metaRouter("b", "v2")}`,
  );
  await eventually(
    () => api.get("MetaRouter/shop/a"),
    (view) => JSON.stringify(view.written).includes("edited"),
  );
});

test("names that have the same file share it", async () => {
  const folder = await tempFolder();
  const { api } = await startPlane({ folder });
  const one = metaRouter("b-c", "v1").replace("namespace: shop", "namespace: a");
  const two = metaRouter("c", "v1").replace("namespace: shop", "namespace: a-b");
  await api.apply(one);
  await api.apply(two);
  expect(
    (await api.list()).resources.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  ).toEqual(["a-b/c", "a/b-c"]);
  expect((await readdir(folder)).filter((name) => !name.startsWith("."))).toEqual([
    "metarouter-a-b-c.yaml",
  ]);
});

test("a resource in a file that is not YAML cannot be changed until the file is corrected", async () => {
  const folder = await tempFolder({ "mesh.yaml": shop("orders") });
  const { api } = await startPlane({ folder });
  await writeAll(folder, { "mesh.yaml": "a: [" });
  await eventually(
    () => api.condition("MetaRouter/shop/orders", "Accepted"),
    (condition) => condition?.reason === "Unreadable",
  );
  const applied = await api.apply(metaRouter("orders", "v2"));
  expect(applied.status).toBe(422);
  expect(applied.body.problems[0]?.message).toContain("correct the file first");
  const deleted = await api.ask<{ error: string }>("/api/v1/resources/MetaRouter/shop/orders", {
    method: "DELETE",
  });
  expect(deleted).toMatchObject({
    status: 409,
    body: { error: expect.stringContaining("mesh.yaml:1") },
  });
  expect(await readFile(join(folder, "mesh.yaml"), "utf8")).toBe("a: [");
});

test("a broken resource is mended by an apply", async () => {
  const folder = await tempFolder({
    "mesh.yaml": shop("orders").replace("subset: v1", "subzet: v1"),
  });
  const { api } = await startPlane({ folder });
  expect(await api.condition("MetaRouter/shop/orders", "Accepted")).toMatchObject({
    status: "False",
  });
  expect((await api.apply(metaRouter("orders", "v2"))).body.results).toMatchObject([
    { result: "configured" },
  ]);
  expect(await api.condition("MetaRouter/shop/orders", "Accepted")).toMatchObject({
    status: "True",
  });
});

test("when the folder cannot be written nothing changes, and the answer says so", async () => {
  const folder = await tempFolder({ "metarouter-shop-b.yaml/keep.txt": "a folder in the way" });
  const { api } = await startPlane({ folder });
  const { status, body } = await api.apply(`${metaRouter("a", "v1")}---\n${metaRouter("b", "v1")}`);
  expect(status).toBe(500);
  expect(body.error).toContain("nothing has changed");
  expect((await api.list()).resources).toEqual([]);
  expect((await readdir(folder)).filter((name) => !name.startsWith(".meltemi"))).toEqual([
    "metarouter-shop-b.yaml",
  ]);
});

test("without a folder resources live in memory", async () => {
  const { plane, api } = await startPlane();
  await api.apply(shop("orders"));
  const proxy = new ProxyClient(plane);
  await proxy.until(() => proxy.clusterOf("orders") !== undefined);
  expect(await api.get("MetaRouter/shop/orders")).not.toHaveProperty("origin");
  expect((await api.apply(shop("orders"))).body.results.map(({ result }) => result)).toEqual(
    Array(3).fill("unchanged"),
  );
  await api.ask("/api/v1/resources/MetaRouter/shop/orders", { method: "DELETE" });
  expect((await api.list("?kind=metarouters")).resources).toEqual([]);
});

test("a dry run finds the conflict that the apply finds", async () => {
  const { api } = await startPlane();
  await api.apply(shop("orders"));
  const younger = metaRouter("a-second", "v2", "orders");
  const dry = await api.apply(younger, "?dryRun=true");
  expect(dry.body.results).toMatchObject([
    { result: "created", warnings: [expect.stringContaining("is older")] },
  ]);
  expect((await api.apply(younger)).body.results).toEqual(dry.body.results);
});

test("a file that is not UTF-8 holds what it had, and is never written", async () => {
  const folder = await tempFolder({ "mesh.yaml": shop("orders") });
  const { api } = await startPlane({ folder });
  const latin = Buffer.from(`# caf\xe9\n${shop("orders", "v2")}`, "latin1");
  await writeFile(join(folder, "mesh.yaml"), latin);
  const condition = await eventually(
    () => api.condition("MetaRouter/shop/orders", "Accepted"),
    (one) => one?.status === "False",
  );
  expect(condition).toMatchObject({
    reason: "Unreadable",
    message: expect.stringContaining("mesh.yaml cannot be read: it is not UTF-8; convert it"),
  });
  expect((await api.apply(metaRouter("orders", "v3"))).status).toBe(422);
  expect(await readFile(join(folder, "mesh.yaml"))).toEqual(latin);
});

test("a byte order mark stays when its file is edited", async () => {
  const folder = await tempFolder({ "mesh.yaml": `\uFEFF${shop("orders")}` });
  const { api } = await startPlane({ folder });
  await api.apply(`${serviceEntry("orders", ["v3"])}---\n${metaRouter("orders", "v2")}`);
  expect(await readFile(join(folder, "mesh.yaml"), "utf8")).toBe(
    `\uFEFF${[serviceEntry("orders", ["v3"]), destinationRule("orders"), metaRouter("orders", "v2")].join("---\n")}`,
  );
});
