import { expect, test } from "vitest";
import { metaRouter } from "../../test/support/resources.js";
import { isBlank, readDocuments, resourcesOf } from "./yaml-documents.js";

const broken = metaRouter("broken", "v1").replace("hosts:", "hostz:");

test("lines of resources and problems are those of the file", () => {
  const text = `# the mesh\n---\n${metaRouter("a", "v1")}---\n\n${broken}`;
  const resources = resourcesOf(readDocuments(text, "mesh.yaml"));
  expect(resources.map(({ id, line }) => [id?.name, line])).toEqual([
    ["a", 3],
    ["broken", 14],
  ]);
  expect(resources[1]?.problems[0]).toMatchObject({ file: "mesh.yaml", line: 18 });
  expect(text.split("\n")[17]).toContain("hostz");
});

test("a document that has not changed is not read again", () => {
  const before = readDocuments([metaRouter("a", "v1"), metaRouter("b", "v1")].join("---\n"), "f");
  const after = readDocuments(
    [metaRouter("a", "v2"), metaRouter("b", "v1")].join("---\n"),
    "f",
    before,
  );
  expect(after[0]?.resources[0]).not.toBe(before[0]?.resources[0]);
  expect(after[1]?.resources[0]).toBe(before[1]?.resources[0]);
});

test("a document that is not YAML leaves the others readable", () => {
  const text = ["a: [", metaRouter("b", "v1")].join("\n---\n");
  const [first, second] = resourcesOf(readDocuments(text, "f"));
  expect(first).toMatchObject({ id: undefined, resource: undefined });
  expect(second?.resource?.metadata.name).toBe("b");
});

test("a file with directives is read as a whole", () => {
  const text = `%YAML 1.2\n---\n${metaRouter("a", "v1")}...\n---\n${metaRouter("b", "v1")}`;
  const documents = readDocuments(text, "f");
  expect(documents).toHaveLength(1);
  expect(resourcesOf(documents).map(({ id }) => id?.name)).toEqual(["a", "b"]);
});

test.each([
  ["", true],
  ["\n  \n# only this\n---\n", true],
  ["--- # nothing\n", true],
  ["a: b\n", false],
  ["# a\nb", false],
])("%j holds nothing: %s", (text, blank) => {
  expect(isBlank(text)).toBe(blank);
});
