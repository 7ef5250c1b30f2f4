import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { folderWith } from "./command.js";
import { EVERY_KIND } from "./every-kind.js";
import { startMesh } from "./mesh.js";
import { ORDERS_ENTRY, ORDERS_HOST, ORDERS_ROUTER, ORDERS_RULE, SHOP } from "./shop.js";

/** Tables of a test differ in the age alone. */
const withoutAges = (text: string): string => text.replace(/ \d+[smhd]$/gm, " AGE");

test("apply tells what became of each resource, and get lists them", async () => {
  const { meltemi } = await startMesh();

  expect(await meltemi(["apply", "-f", "-"], SHOP)).toEqual({
    exit: 0,
    out: "serviceentry/orders created\ndestinationrule/orders created\nmetarouter/orders created\n",
    error: "",
  });
  const changed = SHOP.replace("weight: 90", "weight: 80").replace("weight: 10", "weight: 20");
  expect((await meltemi(["apply", "-f", "-"], changed)).out).toBe(
    "serviceentry/orders unchanged\ndestinationrule/orders unchanged\nmetarouter/orders configured\n",
  );

  const routers = await meltemi(["get", "mr", "-A"]);
  expect(withoutAges(routers.out)).toMatchInlineSnapshot();
});

test("each kind has columns of its own", async () => {
  const { meltemi } = await startMesh({ "mesh.yaml": EVERY_KIND });
  const { exit, out, error } = await meltemi(["get", "all", "-n", "shop"]);

  expect({ exit, error }).toEqual({ exit: 0, error: "" });
  expect(withoutAges(out)).toMatchInlineSnapshot();
});

test("what is applied is kept in the folder", async () => {
  const { meltemi, folder } = await startMesh({ "shop.yaml": `# By hand.\n${SHOP}` });
  const changed = ORDERS_ROUTER.replace("value: 25", "value: 50");
  const other = ORDERS_ROUTER.replace("name: orders", "name: Orders-2").replace(
    `[${ORDERS_HOST}]`,
    "[other.shop]",
  );

  const { exit, out } = await meltemi(
    ["apply", "-f", "-"],
    `${changed}---\n${other.toLowerCase()}`,
  );
  expect({ exit, out }).toMatchObject({ exit: 1 });
  expect((await meltemi(["apply", "-f", "-"], changed)).exit).toBe(0);
  expect(await readFile(join(folder, "shop.yaml"), "utf8")).toMatch(/^# By hand\.\n.*value: 50/s);
});

test("resources of all files are applied or none, and problems are at lines of their files", async () => {
  const { meltemi } = await startMesh();
  const files = await folderWith({
    "a.yaml": ORDERS_ENTRY,
    "b/b.yml": `# b\n${ORDERS_ROUTER.replace("hosts:", "host:")}`,
  });
  const refused = await meltemi(["apply", "-f", join(files, "a.yaml"), "-f", join(files, "b")]);

  expect(refused).toMatchObject({ exit: 1, out: "" });
  expect(refused.error).toMatch(/^.*\/b\/b\.yml:[56] spec.*hosts/m);
  expect(await meltemi(["get", "all", "-A"])).toEqual({
    exit: 0,
    out: "",
    error: "no resources found\n",
  });

  const recursive = await meltemi(["apply", "-f", files, "-R", "--dry-run"]);
  expect(recursive.exit).toBe(1);
});

test("a dry run changes nothing", async () => {
  const { meltemi } = await startMesh();

  expect(await meltemi(["apply", "-f", "-", "--dry-run"], ORDERS_ENTRY)).toMatchObject({
    exit: 0,
    out: "serviceentry/orders created (dry run)\n",
  });
  expect((await meltemi(["get", "se", "-n", "shop"])).error).toBe(
    "no resources found in the namespace shop\n",
  );
});

test("a resource is given to programs as it was written, with its status, and may be applied again", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });
  const asYaml = await meltemi(["get", "metarouter", "orders", "-n", "shop", "-o", "yaml"]);
  const resource = parse(asYaml.out);

  expect(resource).toMatchObject({
    ...parse(ORDERS_ROUTER),
    status: { conditions: expect.arrayContaining([expect.objectContaining({ type: "Accepted" })]) },
  });
  expect((await meltemi(["apply", "-f", "-"], asYaml.out)).exit).toBe(0);

  const list = JSON.parse((await meltemi(["get", "mr,se", "-A", "-o", "json"])).out);
  expect(list).toMatchObject({
    kind: "List",
    items: [{ kind: "MetaRouter" }, { kind: "ServiceEntry", spec: { resolution: "STATIC" } }],
  });
  expect((await meltemi(["get", "all", "-n", "shop", "-o", "name"])).out).toBe(
    "metarouter/orders\nserviceentry/orders\ndestinationrule/orders\n",
  );
});

test("describe tells what a resource says and what became of it", async () => {
  const { meltemi, folder } = await startMesh({
    "shop.yaml": SHOP.replace("subset: v1", "subset: v9"),
  });
  const { exit, out } = await meltemi(["describe", "metarouter/orders", "-n", "shop"]);

  expect(exit).toBe(0);
  expect(out.replace(folder, "FOLDER")).toMatchInlineSnapshot();
});

test("what is not there is exit code 1, and the message says how to look for it", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });
  const missing = {
    exit: 1,
    out: "",
    error:
      "there is no metarouter/orders in the namespace default; list what there is: meltemi get metarouter -A\n",
  };
  expect(await meltemi(["get", "mr", "orders"])).toEqual(missing);
  expect(await meltemi(["describe", "mr", "orders"])).toEqual(missing);
  expect(await meltemi(["delete", "mr", "orders"])).toEqual(missing);
  expect((await meltemi(["get", "applicationprotocol", "none"])).error).toBe(
    "there is no applicationprotocol/none; list what there is: meltemi get applicationprotocol\n",
  );
  expect(await meltemi(["delete", "mr", "orders", "--ignore-not-found"])).toEqual({
    exit: 0,
    out: "",
    error: "",
  });
});

test("resources are deleted by name or by the file that has them", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });

  expect(await meltemi(["delete", "metarouters", "orders", "-n", "shop"])).toEqual({
    exit: 0,
    out: "metarouter/orders deleted\n",
    error: "",
  });
  const rest = await meltemi(
    ["delete", "-f", "-"],
    `${ORDERS_RULE}---\n${ORDERS_ROUTER}---\n${ORDERS_ENTRY}`,
  );
  expect(rest).toMatchObject({
    exit: 1,
    out: "destinationrule/orders deleted\nserviceentry/orders deleted\n",
    error: expect.stringMatching(/^there is no metarouter\/orders in the namespace shop/),
  });
});
