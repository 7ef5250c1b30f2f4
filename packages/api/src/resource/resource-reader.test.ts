import fc from "fast-check";
import { expect, test } from "vitest";
import { readResources } from "./read.js";
import { createResourceReader } from "./resource-reader.js";

const service = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {ports: [{port: 80}]}\n`;

test("documents that have neither changed nor moved are the same objects", () => {
  const reader = createResourceReader("mesh.yaml");
  const [a, , c] = reader.read([service("a"), service("b"), service("c")].join("---\n"));
  const again = reader.read([service("a"), service("d"), service("c")].join("---\n"));
  expect(again.map(({ id }) => id?.name)).toEqual(["a", "d", "c"]);
  expect(again[0]).toBe(a);
  expect(again[2]).toBe(c);
});

test("what has moved is given with its new line, and is the same resource", () => {
  const reader = createResourceReader();
  const [a] = reader.read(`---\n${service("a")}`);
  const [, again] = reader.read(`---\n${service("b")}---\n${service("a")}`);
  expect([a?.line, again?.line]).toEqual([2, 7]);
  expect(again?.resource).toBe(a?.resource);
});

const document = fc.constantFrom(
  service("a"),
  service("b"),
  service("C"),
  `${service("d")}status: {}\nother: 1\n`,
  "# nothing\n",
  'kind: "open\n',
  "\n",
);

test("whatever was read before, a text is read as if for the first time", () => {
  const texts = fc.array(
    fc.array(document, { maxLength: 5 }).map((some) => some.join("---\n")),
    { minLength: 2 },
  );
  fc.assert(
    fc.property(texts, (some) => {
      const reader = createResourceReader("mesh.yaml");
      for (const text of some) expect(reader.read(text)).toEqual(readResources(text, "mesh.yaml"));
    }),
  );
});
