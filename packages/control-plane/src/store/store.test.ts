import { readResources } from "@meltemi/api";
import { expect, test } from "vitest";
import { metaRouter } from "../../test/support/resources.js";
import { claimInForce, isInUse } from "./entry.js";
import { Store } from "./store.js";

const KEY = "MetaRouter/shop/orders";
const good = metaRouter("orders", "v1");
const broken = good.replace("hosts:", "hostz:");

function storeOf(): {
  store: Store;
  put(unit: string, text: string, source?: number): void;
  changes: boolean[];
} {
  const changes: boolean[] = [];
  const store = new Store((inForce) => void changes.push(inForce));
  return {
    store,
    changes,
    put: (unit, text, source = 0) => store.sink(source).put(unit, readResources(text, unit)),
  };
}

test("a broken form keeps the last good one in force", () => {
  const { store, put, changes } = storeOf();
  put("a", good);
  const before = store.get(KEY)?.resource;
  put("a", broken);
  const entry = store.get(KEY);
  expect(entry?.resource).toBe(before);
  expect(entry && isInUse(entry)).toBe(false);
  expect(entry && claimInForce(entry).read.problems[0]?.message).toContain("hostz");
  expect(changes).toEqual([true, false]);

  put("a", metaRouter("orders", "v2"));
  expect(store.get(KEY)?.resource).not.toBe(before);
  expect(changes).toEqual([true, false, true]);
});

test("a resource that was never right is known and not in force", () => {
  const { store, put } = storeOf();
  put("a", broken);
  expect(store.get(KEY)?.resource).toBeUndefined();
  expect([...store.resources()]).toEqual([]);
});

test("what is written the same stays the same object, wherever it stands", () => {
  const { store, put, changes } = storeOf();
  put("a", good);
  const resource = store.get(KEY)?.resource;
  const resources = store.resources();
  put(
    "a",
    `# reordered\n${good.replace("{name: orders, namespace: shop}", "{namespace: shop, name: orders}")}`,
  );
  put("b", good);
  store.sink(0).remove("a");
  expect(store.get(KEY)?.resource).toBe(resource);
  expect(store.get(KEY)?.claims.map(({ unit }) => unit)).toEqual(["b"]);
  expect(store.resources()).toBe(resources);
  expect(changes).toEqual([true, false, false, false]);
});

test("of two places that have a resource the first by source and name counts", () => {
  const { store, put } = storeOf();
  put("b", metaRouter("orders", "b"), 0);
  put("a", metaRouter("orders", "other-source"), 1);
  const subset = (): string | undefined =>
    JSON.stringify(store.get(KEY)?.resource?.spec).match(/"subset":"([^"]*)"/)?.[1];
  expect(subset()).toBe("b");
  put("a", metaRouter("orders", "a"), 0);
  expect(subset()).toBe("a");
  store.sink(0).remove("a");
  expect(subset()).toBe("b");
  store.sink(0).remove("b");
  expect(subset()).toBe("other-source");
  store.sink(1).remove("a");
  expect(store.get(KEY)).toBeUndefined();
});

test("a resource whose file is not YAML any more is held, and another one is not", () => {
  const { store, put } = storeOf();
  put("a", `${good}---\n${metaRouter("other", "v1")}`);
  put("a", `${good.replace("hosts: [", "hosts: [[")}---\n${metaRouter("other", "v2")}`);
  const entry = store.get(KEY);
  expect(entry?.resource).toBeDefined();
  expect(entry && claimInForce(entry).held?.line).toBeGreaterThan(0);
  expect(store.problems()).toHaveLength(1);

  put("a", metaRouter("other", "v2"));
  expect(store.get(KEY)).toBeUndefined();
  expect(store.problems()).toEqual([]);
});

test("a document of an unknown kind holds the resource of its name only", () => {
  const { store, put } = storeOf();
  put("a", `${good}---\n${metaRouter("other", "v1")}`);
  put("a", good.replace("kind: MetaRouter", "kind: MetaRuter"));
  expect([...store.resources().keys()]).toEqual([KEY]);
  expect(store.problems()[0]?.message).toContain("MetaRouter");
});

test("a resource that is twice in a file is there once, and the second is a problem", () => {
  const { store, put } = storeOf();
  put("a.yaml", `${good}---\n${metaRouter("orders", "v2")}`);
  expect(JSON.stringify(store.get(KEY)?.resource?.spec)).toContain("v1");
  expect(store.problems()).toEqual([
    expect.objectContaining({
      file: "a.yaml",
      line: 11,
      message: expect.stringContaining("given twice"),
    }),
  ]);
});
