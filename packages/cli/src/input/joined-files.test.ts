import { readYamlDocuments } from "@meltemi/api";
import { expect, test } from "vitest";
import { joinFiles } from "./joined-files.js";

const problemAt = (line: number | undefined) => ({
  file: undefined,
  line,
  column: 3,
  path: "spec",
  message: "wrong",
});

test("the documents of the joined text are those of the files, in their order", () => {
  const files = [
    "a: 1",
    "\uFEFFa: 2\n---\na: 3\n",
    "# a comment\n---\na: 4\n...\n",
    "%YAML 1.2\n---\na: 5\n",
    '{"a": 6}\n',
    "a: |\n  7",
  ].map((text, index) => ({ file: `${index}.yaml`, text }));
  const documents = readYamlDocuments("joined", joinFiles(files).text);

  expect(documents.flatMap(({ problems }) => problems)).toEqual([]);
  const values = documents.map(({ value }) => value).filter((value) => value !== null);
  expect(values).toEqual([
    { a: 1 },
    { a: 2 },
    { a: 3 },
    { a: 4 },
    { a: 5 },
    { a: 6 },
    { a: expect.stringMatching(/^7/) },
  ]);
});

test("a line of the joined text is found in its file again", () => {
  const files = [
    { file: "one.yaml", text: "a: 1\nb: here\n" },
    { file: "two.yaml", text: "a: 1" },
    { file: "three.yaml", text: "%YAML 1.2\n---\nb: there\n" },
  ];
  const { text, locate } = joinFiles(files);
  const lines = text.split("\n");

  const first = lines.indexOf("b: here") + 1;
  const last = lines.indexOf("b: there") + 1;
  expect(locate(problemAt(first))).toEqual({ ...problemAt(2), file: "one.yaml" });
  expect(locate(problemAt(last))).toEqual({ ...problemAt(3), file: "three.yaml" });
  expect(locate(problemAt(undefined))).toEqual(problemAt(undefined));
});
