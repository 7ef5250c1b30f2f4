import { expect, test } from "vitest";
import { metaRouter } from "../../test/support/resources.js";
import { appendDocument, editDocuments } from "./edit-documents.js";
import { readDocuments } from "./yaml-documents.js";

const KEY = "MetaRouter/shop/orders";

function edit(text: string, replacement: string | undefined, file = "f.yaml"): string | undefined {
  return editDocuments(readDocuments(text, file), KEY, replacement, file.endsWith(".json"));
}

test("other documents stay as they are, byte for byte", () => {
  const before = "# mine\na:   {b:    1}   # odd, but mine\n";
  const after = '---\n{"c":   2}\n';
  const text = `${before}---\n${metaRouter("orders", "v1")}${after}`;
  expect(edit(text, metaRouter("orders", "v2"))).toBe(
    `${before}---\n${metaRouter("orders", "v2")}${after}`,
  );
});

test("comments beside what does not change stay", () => {
  const text = `# the orders
apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: orders, namespace: shop} # ours
spec:
  # the only host
  hosts: [orders.shop.svc.cluster.local]
  routes:
    # everything
    - name: all
      route:
        - destination: {host: orders.shop.svc.cluster.local, subset: v1} # for now
`;
  expect(edit(text, metaRouter("orders", "v2"))).toBe(text.replace("subset: v1", "subset: v2"));
});

test("a text with comments of its own is taken as it is", () => {
  const next = `# new\n${metaRouter("orders", "v2")}`;
  expect(edit(`# old\n${metaRouter("orders", "v1")}`, next)).toBe(next);
});

test("an item of a List is replaced in the List", () => {
  const item = (subset: string): string =>
    metaRouter("orders", subset).trim().replaceAll("\n", "\n    ");
  const list = (subset: string): string =>
    `kind: List\nitems:\n  - ${item(subset)}\n  - ${metaRouter("other", "v1").trim().replaceAll("\n", "\n    ")}\n`;
  const edited = edit(list("v1"), metaRouter("orders", "v2")) ?? "";
  const [document] = readDocuments(edited, "f");
  expect(document?.resources.map(({ id }) => id?.name)).toEqual(["orders", "other"]);
  expect(edited).toContain("subset: v2");
  const left = readDocuments(edit(edited, undefined) ?? "", "f")[0]?.resources;
  expect(left?.map(({ id }) => id?.name)).toEqual(["other"]);
});

test("a document with aliases is written out, so that none is cut off", () => {
  const text = metaRouter("orders", "v1")
    .replace("hosts: [", "hosts: [&host ")
    .replace("{host: orders.shop.svc.cluster.local,", "{host: *host ,");
  const edited = edit(text, metaRouter("orders", "v2")) ?? "";
  expect(readDocuments(edited, "f")[0]?.resources[0]?.problems).toEqual([]);
  expect(edited).toContain("subset: v2");
});

test("a JSON file stays JSON", () => {
  const json = JSON.stringify(
    readDocuments(metaRouter("orders", "v1"), "f")[0]?.resources[0]?.written,
  );
  const edited = edit(json, metaRouter("orders", "v2"), "f.json") ?? "";
  expect(JSON.parse(edited).spec.routes[0].route[0].destination.subset).toBe("v2");
});

test("a deleted document goes with its line of ---, and an empty file is empty", () => {
  const other = metaRouter("other", "v1");
  const orders = metaRouter("orders", "v1");
  expect(edit(`${orders}---\n${other}`, undefined)).toBe(`---\n${other}`);
  expect(edit(`${other}---\n${orders}`, undefined)).toBe(other);
  expect(edit(`---\n${orders}`, undefined)).toBe("");
  expect(edit(`# keep me\n---\n${orders}`, undefined)).toBe("# keep me\n");
});

test("a resource that is not in the file is not found", () => {
  expect(edit(metaRouter("other", "v1"), undefined)).toBeUndefined();
});

test("a document is appended behind a line of ---", () => {
  expect(appendDocument("", "a: 1\n")).toBe("a: 1\n");
  expect(appendDocument("a: 1", "b: 2\n")).toBe("a: 1\n---\nb: 2\n");
  expect(appendDocument("a: 1\n", "---\nb: 2\n")).toBe("a: 1\n---\nb: 2\n");
});

test("a document with tens of thousands of keys is edited at once", () => {
  const annotations = Array.from({ length: 20_000 }, (_, index) => `    a${index}: x\n`).join("");
  const text = `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata:
  name: orders
  namespace: shop
  annotations:
${annotations}`;
  const start = performance.now();
  expect(edit(text, text.replace("a19999: x", "a19999: y"))).toContain("a19999: y");
  expect(performance.now() - start).toBeLessThan(5_000);
});
