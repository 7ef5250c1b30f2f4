import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { readPlainYaml } from "./plain-yaml.js";

/** What the full parser makes of a text; undefined when it complains. */
function readFully(text: string): { readonly value: unknown } | undefined {
  const [document, second] = parseAllDocuments(text, { prettyErrors: false, logLevel: "error" });
  if (document === undefined || second !== undefined || !("errors" in document)) return undefined;
  if (document.errors.length + document.warnings.length > 0) return undefined;
  return { value: document.toJS() };
}

/** Holds for every text: it is read as the full parser reads it, or left to that. */
function isExactOrDeclined(text: string): void {
  const plain = readPlainYaml(text);
  if (plain !== undefined)
    expect({ text, value: plain.value }).toEqual({ text, ...readFully(text) });
}

test.each([
  ["a: 1", { a: 1 }],
  ["---\n# comment\na: b # comment\n\nc: 'd' # comment\n", { a: "b", c: "d" }],
  [
    "a:\n- b\n- c: 1\n  d: 2\n-\n  e: 3\nf: null\ng:",
    { a: ["b", { c: 1, d: 2 }, { e: 3 }], f: null, g: null },
  ],
  [
    'a:\n  - b: {c: [1, x y, "z"], d: {}}\n    e: []\n',
    { a: [{ b: { c: [1, "x y", "z"], d: {} }, e: [] }] },
  ],
  [
    "- 1\n- 1.5\n- -2\n- true\n- 60s\n- 10.0.0.1\n- 2026-01-31",
    [1, 1.5, -2, true, "60s", "10.0.0.1", "2026-01-31"],
  ],
  [
    "a: outbound|8081||rls.infra.svc\nb: x#y\nc: ^(eu|us)-.*$",
    { a: "outbound|8081||rls.infra.svc", b: "x#y", c: "^(eu|us)-.*$" },
  ],
  ["# 路由\na: 中文，好", { a: "中文，好" }],
])("what people write is read: %j", (text, value) => {
  expect(readPlainYaml(text)).toMatchObject({ value });
  expect(readFully(text)).toEqual({ value });
});

test("the line where the value begins is told", () => {
  expect(readPlainYaml("---\n# comment\n\na: 1")?.line).toBe(4);
});

test.each([
  ["anchors and aliases", "a: &x 1\nb: *x"],
  ["tags", "a: !!str 1"],
  ["block scalars", "a: |\n  b"],
  ["scalars of several lines", "a: b\n  c"],
  ["quotes of several lines", 'a: "b\n  c"'],
  ["escapes", 'a: "\\n"'],
  ["doubled quotes", "a: 'it''s'"],
  ["keys given twice", "a: 1\na: 2"],
  ["keys given twice in braces", "{a: 1, a: 2}"],
  ["the key that would change the object", "__proto__: {a: 1}"],
  ["keys that are not texts", "null: 1"],
  ["merge keys", "<<: {a: 1}"],
  ["explicit keys", "? a\n: 1"],
  ["numbers in unusual forms", "a: 0x10"],
  ["numbers with leading zeros", "a: 007"],
  ["numbers with exponents", "a: 1e3"],
  ["numbers too long to be exact", "a: 12345678901234567890"],
  ["several documents", "a: 1\n---\nb: 1"],
  ["an end of document", "a: 1\n..."],
  ["tabs", "a:\tb"],
  ["colons within a scalar", "a: b: c"],
  ["lines that stand nowhere", "a:\n    b: 1\n  c: 2"],
  ["a list behind a mapping", "a: 1\n- b"],
  ["braces over several lines", "a: {b: 1,\n  c: 2}"],
  ["an empty text", "# nothing"],
  ["a scalar alone", "word"],
  ["nesting that is very deep", "- ".repeat(100)],
])("declined: %s", (_, text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

const key = fc.oneof(
  fc.constantFrom(
    "a",
    "b-c",
    "d.e/f",
    "true",
    "null",
    "x y",
    "",
    "1",
    "-",
    "constructor",
    "__proto__",
    "中",
  ),
  fc.string({ maxLength: 5 }),
);
const scalar = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    1,
    -3,
    1.5,
    "60s",
    "10.0.0.1",
    "a: b",
    "- a",
    "a #b",
    "#",
    "~",
    "yes",
  ),
  fc.constantFrom(
    "0x1F",
    "1e5",
    ".5",
    "-",
    "x:",
    "[a]",
    "{",
    "'",
    '"',
    "*",
    "&a",
    "1_000",
    "+1",
    "...",
  ),
  fc.string(),
  fc.double({ noNaN: true }),
  fc.integer(),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, scalar, tie("list"), tie("map")),
  list: fc.array(tie("any"), { maxLength: 4 }),
  map: fc.dictionary(key, tie("any"), { maxKeys: 4 }),
})).any;

test("every value that is written out is read exactly or declined", () => {
  const style = fc.record({
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
    singleQuote: fc.option(fc.boolean()),
    collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
    lineWidth: fc.constantFrom(0, 80),
  });
  fc.assert(
    fc.property(value, style, (written, options) => isExactOrDeclined(stringify(written, options))),
    { numRuns: 2000 },
  );
});

/** Pieces of YAML, so that random texts are often nearly right. */
const piece = fc.constantFrom(
  ..."abc:-#{}[],'\"|>&*!?%@\n".split(""),
  ..." ~x\u3001".split(""),
  ": ",
  "- ",
  "\n  ",
  "\n    ",
  "\n- ",
  "\na: ",
  "\n  b: ",
  "key:",
  "k: v\n",
  "{a: 1",
  "[1, ",
  "true",
  "0x1",
  "1.0",
  "12",
  "---",
  "\n---\n",
  "...",
  " #",
  "<<: ",
);

test("every text is read exactly or declined", () => {
  const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));
  fc.assert(fc.property(text, isExactOrDeclined), { numRuns: 20_000 });
});

test("a text that is damaged in one place is read exactly or declined", () => {
  const right =
    "kind: A\nspec:\n  hosts: [a, b]\n  routes:\n  - name: x\n    route:\n    - {host: 'a', n: 1}\n";
  const place = fc.nat(right.length);
  fc.assert(
    fc.property(place, fc.nat(3), piece, (at, removed, added) =>
      isExactOrDeclined(right.slice(0, at) + added + right.slice(at + removed)),
    ),
    { numRuns: 5000 },
  );
});

test("a text that is long in any way is answered at once", () => {
  const long = 200_000;
  for (const text of [
    "a".repeat(long),
    `a: ${" ".repeat(long)}`,
    `a: ${"b:c".repeat(long)}`,
    `a: {${"b:".repeat(long)}`,
    `a: {b: ${"c ".repeat(long)}}`,
    `${"a: [".repeat(long)}`,
    `a: "${"b".repeat(long)}`,
    `a:${" #".repeat(long)}x`,
  ]) {
    const start = performance.now();
    readPlainYaml(text);
    expect(performance.now() - start, text.slice(0, 20)).toBeLessThan(1000);
  }
});
