import { expect, test } from "vitest";
import { problemsOf, readOne, resourceOf, warningsOf } from "../../test/resource-text.js";
import { findKind, KINDS } from "../kinds/kinds.js";
import { readResource, readResources } from "./read.js";

const META = "apiVersion: metaprotocol.aeraki.io/v1alpha1\n";
const protocol = (
  metadata: string,
  spec = "{protocol: qza, codec: aeraki.meta_protocol.codec.qza}",
): string => `${META}kind: ApplicationProtocol\nmetadata: ${metadata}\nspec: ${spec}\n`;
const entry = (metadata: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: ${metadata}\nspec: {hosts: [a]}\n`;

test.each([
  ["metaprotocol.aeraki.io/v1alpha1", []],
  [
    "metaproto.col.aeraki.io/v1alpha1",
    [
      '"metaproto.col.aeraki.io" is a misprint of "metaprotocol.aeraki.io" and is read as that; correct it',
    ],
  ],
  [
    "metaproto.aeraki.io/v1alpha1",
    [
      '"metaproto.aeraki.io" is a misprint of "metaprotocol.aeraki.io" and is read as that; correct it',
    ],
  ],
])("a resource of Meltemi's own may be spelt %s", (apiVersion, warnings) => {
  const text = protocol("{name: qza}").replace("metaprotocol.aeraki.io/v1alpha1", apiVersion);
  expect(resourceOf("ApplicationProtocol", text)).toEqual({
    apiVersion: "metaprotocol.aeraki.io/v1alpha1",
    kind: "ApplicationProtocol",
    metadata: {
      name: "qza",
      namespace: "",
      labels: {},
      annotations: {},
      creationTimestamp: undefined,
    },
    spec: { protocol: "qza", codec: "aeraki.meta_protocol.codec.qza" },
  });
  expect(readOne(text).warnings.map(({ message }) => message)).toEqual(warnings);
});

test.each(["v1alpha3", "v1beta1", "v1"])("a resource of Istio may be of version %s", (version) => {
  const text = entry("{name: a}").replace("/v1", `/${version}`);
  expect(resourceOf("ServiceEntry", text).apiVersion).toBe("networking.istio.io/v1");
  expect(warningsOf(text)).toEqual([]);
});

test.each<[what: string, text: string, problem: string]>([
  ["no kind", "metadata: {name: a}", '1 kind: "kind" is missing; add it, such as kind: MetaRouter'],
  [
    "a kind that is no text",
    "kind: [a]",
    "1 kind: expected the name of a kind, got a list; write such as MetaRouter",
  ],
  [
    "an unknown kind",
    "kind: Deployment",
    '1 kind: "Deployment" is not a kind that Meltemi reads; there are: MetaRouter, ApplicationProtocol,',
  ],
  [
    "a kind misspelt",
    "kind: MetaRoute",
    '1 kind: "MetaRoute" is not a kind that Meltemi reads; did you mean "MetaRouter"?',
  ],
  [
    "a kind in lower case",
    "kind: metarouter",
    '1 kind: "metarouter" is not a kind that Meltemi reads; write MetaRouter',
  ],
  [
    "the plural of a kind",
    "kind: serviceentries",
    '1 kind: "serviceentries" is not a kind that Meltemi reads; write ServiceEntry',
  ],
  [
    "no apiVersion",
    protocol("{name: a}").replace(META, ""),
    '1 apiVersion: "apiVersion" is missing; add apiVersion: metaprotocol.aeraki.io/v1alpha1',
  ],
  [
    "an apiVersion of another kind",
    entry("{name: a}").replace("networking.istio.io/v1", "v1"),
    '1 apiVersion: "v1" is not an apiVersion of ServiceEntry; write networking.istio.io/v1 or networking.istio.io/v1beta1 or networking.istio.io/v1alpha3',
  ],
  [
    "an apiVersion that is no text",
    entry("{name: a}").replace("networking.istio.io/v1", "1"),
    "1 apiVersion: the number 1 is not an apiVersion of ServiceEntry",
  ],
  [
    "no metadata",
    `${META}kind: ApplicationProtocol\nspec: {protocol: a, codec: b}`,
    '1 : "metadata" is missing; add it',
  ],
  ["no name", protocol("{}"), '3 metadata: "name" is missing; add it'],
  ["an empty name", protocol('{name: ""}'), "3 metadata.name: must not be empty"],
  [
    "a name that is a number",
    protocol("{name: 1}"),
    '3 metadata.name: expected a text, got the number 1; put it in quotes: "1"',
  ],
  [
    "a bad name",
    protocol("{name: Orders}"),
    '3 metadata.name: "Orders" is not a name; use lower-case letters, digits, "-" and ".", at most 253',
  ],
  [
    "a bad namespace",
    entry("{name: a, namespace: b.c}"),
    '3 metadata.namespace: "b.c" is not the name of a namespace; use lower-case letters, digits and "-", at most 63',
  ],
  [
    "a label that is a number",
    entry("{name: a, labels: {version: 1}}"),
    "3 metadata.labels.version: expected a text, got the number 1",
  ],
  [
    "a time that is none",
    entry("{name: a, creationTimestamp: yesterday}"),
    '3 metadata.creationTimestamp: "yesterday" is not a time; write such as 2026-01-31T12:00:00Z, or remove it',
  ],
  [
    "a time that cannot be",
    entry("{name: a, creationTimestamp: '2026-13-31T12:00:00Z'}"),
    '3 metadata.creationTimestamp: "2026-13-31T12:00:00Z" is not a time',
  ],
  [
    "an unknown key of metadata",
    protocol("{name: a, label: {}}"),
    '3 metadata: "label" is not a key here; did you mean "labels"?',
  ],
  [
    "an unknown key beside the spec",
    `${protocol("{name: a}")}specs: {}`,
    '5 : "specs" is not a key here; did you mean "spec"?',
  ],
  [
    "no spec",
    `${META}kind: ApplicationProtocol\nmetadata: {name: a}`,
    '1 : "spec" is missing; add it (A protocol and its codec)',
  ],
  [
    "a spec that is a list",
    protocol("{name: a}", "[]"),
    "4 spec: expected an object, got a list; give it protocol, codec",
  ],
  [
    "a protocol with a dash",
    protocol("{name: a}", "{protocol: a-b, codec: c}"),
    '4 spec.protocol: must not have a "-", since a port name such as tcp-metaprotocol-NAME-main is cut there; write it without',
  ],
  [
    "an empty codec",
    protocol("{name: a}", '{protocol: a, codec: ""}'),
    "4 spec.codec: must not be empty",
  ],
  [
    "a text",
    "word",
    '1 : expected a resource, got the text "word"; give it apiVersion, kind, metadata and spec',
  ],
  ["a list", "- a", "1 : expected a resource, got a list; give it"],
  [
    "a key that would change objects",
    protocol("{name: a, labels: {__proto__: b}}"),
    "3 metadata.labels.__proto__: is not a name that can be used; choose another",
  ],
])("refused, and only for that: %s", (_, text, problem) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
  expect(readOne(text).resource).toBeUndefined();
});

test("a namespace is default when there is none", () => {
  expect(resourceOf("ServiceEntry", entry("{name: a}")).metadata.namespace).toBe("default");
  expect(resourceOf("ServiceEntry", entry("{name: a, namespace: null}")).metadata.namespace).toBe(
    "default",
  );
  expect(resourceOf("ServiceEntry", entry("{name: a, namespace: b}")).metadata.namespace).toBe("b");
});

test("the namespace of a resource of the whole mesh is dropped with a warning", () => {
  const text = protocol("{name: a, namespace: b}");
  expect(resourceOf("ApplicationProtocol", text).metadata.namespace).toBe("");
  expect(readOne(text).id).toEqual({ kind: "ApplicationProtocol", namespace: "", name: "a" });
  expect(warningsOf(text)).toEqual([
    "3 metadata.namespace: an ApplicationProtocol is for the whole mesh; remove the namespace",
  ]);
});

test("metadata is kept, but for what only a cluster needs", () => {
  const time = "2026-01-31T12:00:00Z";
  const text = entry(
    `{name: a, labels: {a: b}, annotations: {c/d: e}, creationTimestamp: '${time}', uid: f}`,
  );
  expect(resourceOf("ServiceEntry", text).metadata).toEqual({
    name: "a",
    namespace: "default",
    labels: { a: "b" },
    annotations: { "c/d": "e" },
    creationTimestamp: time,
  });
  expect(warningsOf(text)).toEqual([]);
});

test("keys such as constructor are names as any other", () => {
  const text = entry("{name: a, labels: {constructor: b, toString: c}}");
  expect(resourceOf("ServiceEntry", text).metadata.labels).toEqual({
    constructor: "b",
    toString: "c",
  });
});

test("a text has many resources, between lines of --- and in lists", () => {
  const text = `# first, an empty document
---
${entry("{name: a}")}---
kind: List
apiVersion: v1
items:
- ${entry("{name: b}").trimEnd().replaceAll("\n", "\n  ")}
- {apiVersion: v1, kind: Service, metadata: {name: c}}
---
# nothing
---
kind: ServiceEntryList
items: []
---
${entry("{name: D}")}`;
  const read = readResources(text, "mesh.yaml");
  expect(read.map(({ id, line }) => `${line} ${id?.kind} ${id?.name}`)).toEqual([
    "3 ServiceEntry a",
    "11 ServiceEntry b",
    "15 Service c",
    "22 ServiceEntry D",
  ]);
  expect(read.map(({ file, problems }) => `${file} ${problems.length}`)).toEqual([
    "mesh.yaml 0",
    "mesh.yaml 0",
    "mesh.yaml 0",
    "mesh.yaml 1",
  ]);
});

test("problems in a list are given with their place in it", () => {
  const text = "kind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {}}\n- null";
  expect(readResources(text).flatMap(({ problems }) => problems)).toMatchObject([
    { line: 3, path: "items[0].metadata", message: expect.stringContaining('"name" is missing') },
    {
      line: 4,
      path: "items[1]",
      message: expect.stringContaining("expected a resource, got nothing"),
    },
  ]);
});

test.each([
  ["a quote left open", 'a: "b'],
  ["a brace left open", "a: {b"],
  ["a bracket left open", "a: [b"],
  ["a bad indentation", "a:\n    b: 1\n  c: 2"],
  ["a tab", "\ta: 1"],
  ["a key given twice", "a: 1\na: 2"],
  ["an alias of nothing", "a: *b"],
  ["an alias within its anchor", "a: &b [*b]"],
  ["an unknown tag", "a: !b c"],
  ["far too many brackets", "[".repeat(20_000)],
  [
    "aliases of aliases of aliases",
    `a: &a [${"x,".repeat(20)}]\nb: &b [${"*a,".repeat(20)}]\nc: [${"*b,".repeat(20)}]`,
  ],
])("%s spoils its own document only", (_, broken) => {
  const read = readResources(`${entry("{name: a}")}---\n${broken}\n---\n${entry("{name: b}")}`);
  expect(read.map(({ id, line }) => `${line} ${id?.name}`)).toEqual([
    "1 a",
    expect.stringMatching(/^\d+ undefined$/),
    expect.stringMatching(/^\d+ b$/),
  ]);
  const [, second] = read;
  expect(second?.problems.length).toBeGreaterThan(0);
  expect(second?.problems[0]?.line).toBeGreaterThanOrEqual(6);
});

test("JSON is read as YAML is", () => {
  const [read] = readResources(
    JSON.stringify({ apiVersion: "v1", kind: "Service", metadata: { name: "a" } }, null, 2),
  );
  expect(read?.resource?.metadata.name).toBe("a");
});

test("lines may end as on Windows, and a file may begin with a byte order mark", () => {
  const text = `\uFEFF${entry("{name: a}")}---\n${entry("{name: B}")}`.replaceAll("\n", "\r\n");
  expect(readResources(text).map(({ line, problems }) => `${line} ${problems[0]?.line}`)).toEqual([
    "1 undefined",
    "6 8",
  ]);
});

test("a value is read without being changed, and stands in no file", () => {
  const value = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "a" },
    spec: { ports: [{ port: 80 }] },
  };
  const before = structuredClone(value);
  const { resource, written, file, line } = readResource(value);
  expect(resource?.spec).toMatchObject({ ports: [{ port: 80, protocol: "TCP" }] });
  expect(value).toEqual(before);
  expect(written).toBe(value);
  expect({ file, line }).toEqual({ file: undefined, line: undefined });
  expect(readResource({ ...value, metadata: {} }).problems).toMatchObject([
    { file: undefined, line: undefined },
  ]);
});

test("what was written is given as it was, without defaults", () => {
  expect(readOne(entry("{name: a, namespace: null}")).written).toEqual({
    apiVersion: "networking.istio.io/v1",
    kind: "ServiceEntry",
    metadata: { name: "a", namespace: null },
    spec: { hosts: ["a"] },
  });
});

test("of a resource where everything is wrong the first hundred problems are told", () => {
  const hosts = Array.from({ length: 500 }, (_, index) => `a_${index}`).join(", ");
  const { problems } = readOne(entry("{name: a}").replace("[a]", `[${hosts}]`));
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)?.message).toBe(
    "there is more that is not shown; correct what is, and look again",
  );
});

test("a kind is found by name, plural and short name, in any case", () => {
  expect(
    ["MetaRouter", "metarouters", "MR", "metarouter"].map((name) => findKind(name)?.kind),
  ).toEqual(new Array(4).fill("MetaRouter"));
  expect(findKind("svc")?.kind).toBe("Service");
  expect(findKind("constructor")).toBeUndefined();
});

test("no two kinds share a name", () => {
  const names = KINDS.flatMap(({ kind, plural, shortNames }) => [
    kind.toLowerCase(),
    plural,
    ...shortNames,
  ]);
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  ["a tab", "a:\n  b: 1\n\tc: 2\n  d: 3\n", "3: a tab does not indent; write spaces instead"],
  [
    "a line indented too far",
    "a:\n  b: 1\n   c: 2\nd: 3\n",
    "2: a key follows where a value stands",
  ],
  ["a colon left out", "a:\n  b 1\n  c: 2\n", '2: a line that is neither a key with ": " nor'],
  ["a dash among keys", "a: 1\n- b\n", "2: a line that is neither"],
])("of a document that is not YAML, the first mistake is told alone: %s", (_, text, problem) => {
  const problems = readResources(text).flatMap((resource) => resource.problems);

  expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    expect.stringContaining(problem),
  ]);
});
