import fc from "fast-check";
import { expect, test } from "vitest";
import { Mutation } from "./mutation.js";

function entries(mutation: Mutation): [string, string | undefined][] {
  return Array.from({ length: mutation.size }, (_, i) => [mutation.nameAt(i), mutation.valueAt(i)]);
}

test("entries keep the order in which their names came, and the last value of each", () => {
  const mutation = new Mutation();
  mutation.set("b", "1");
  mutation.set("a", "2");
  mutation.remove("c");
  mutation.set("b", "3");
  expect(entries(mutation)).toEqual([
    ["b", "3"],
    ["a", "2"],
    ["c", undefined],
  ]);
  mutation.remove("a");
  mutation.set("c", "");
  expect(entries(mutation)).toEqual([
    ["b", "3"],
    ["a", undefined],
    ["c", ""],
  ]);
});

test("a mutation behaves as a Map from name to value does", () => {
  const change = fc.tuple(
    fc.constantFrom("set", "remove", "clear"),
    fc.constantFrom("a", "b", "c", "__proto__"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const mutation = new Mutation();
      const model = new Map<string, string | undefined>();
      for (const [action, name, value] of changes) {
        if (action === "clear") {
          mutation.clear();
          model.clear();
        } else if (action === "set") {
          mutation.set(name, value);
          model.set(name, value);
        } else {
          mutation.remove(name);
          model.set(name, undefined);
        }
        expect(entries(mutation)).toEqual([...model]);
      }
    }),
  );
});
