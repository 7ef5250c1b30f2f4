import fc from "fast-check";
import { expect, test } from "vitest";
import { AttributeSet } from "./attribute.js";

test("a name is one attribute, whatever its case and whoever asks first", () => {
  const set = new AttributeSet();
  const wanted = set.want("User-Id");
  expect(set.attribute("user-id")).toBe(wanted);
  expect(set.attribute("USER-ID")).toBe(wanted);
  expect(wanted.name).toBe("user-id");
});

test("a codec's own use of an attribute does not make it wanted, and nothing makes it unwanted", () => {
  const set = new AttributeSet();
  const attribute = set.attribute("method");
  expect(attribute.wanted).toBe(false);
  set.want("METHOD");
  expect(attribute.wanted).toBe(true);
  set.attribute("method");
  expect(attribute.wanted).toBe(true);
});

test("the list that a codec has taken grows with the set", () => {
  const set = new AttributeSet();
  const { all } = set;
  set.want("x-late");
  expect(all.map((attribute) => attribute.name)).toEqual(["x-late"]);
});

test("an index never changes and is the attribute's place in the list", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (names) => {
      const set = new AttributeSet();
      const indices = names.map((name) => set.attribute(name).index);
      expect(names.map((name) => set.want(name).index)).toEqual(indices);
      expect(set.all.map((attribute) => attribute.index)).toEqual([...set.all.keys()]);
      expect(set.all).toHaveLength(new Set(names.map((name) => name.toLowerCase())).size);
    }),
  );
});

test("names of Object.prototype are names like any other", () => {
  const set = new AttributeSet();
  expect(set.attribute("__proto__").index).toBe(0);
  expect(set.attribute("constructor").index).toBe(1);
  expect(set.attribute("toString").wanted).toBe(false);
});
