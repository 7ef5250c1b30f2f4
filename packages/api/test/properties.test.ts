import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import {
  apiVersionOf,
  KINDS,
  type ReadResource,
  readResource,
  readResources,
  type Schema,
} from "../src/index.js";

/** What readers may rely on whatever was read. */
function mustHold(read: ReadResource): void {
  expect(read.resource === undefined).toBe(read.problems.length > 0);
  for (const { message, line } of [...read.problems, ...read.warnings]) {
    expect(message).not.toBe("");
    expect(line ?? 1).toBeGreaterThan(0);
  }
  if (read.resource === undefined) return;
  const { kind, metadata } = read.resource;
  expect(read.id).toEqual({ kind, namespace: metadata.namespace, name: metadata.name });
}

test("any text is answered", () => {
  const lines = fc.constantFrom(
    "kind: MetaRouter",
    "apiVersion: metaprotocol.aeraki.io/v1alpha1",
    "metadata: {name: a}",
    "spec:",
    "  hosts: [a]",
    "  routes:",
    "  - route: [{destination: {host: a}}]",
    "---",
    "kind: List",
    "items:",
    "- a",
    "&a *a",
    "%YAML 1.2",
    "...",
    "\t",
    '"',
  );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.array(lines).map((parts) => parts.join("\n")),
  );
  fc.assert(
    fc.property(text, (some) => readResources(some, "f").forEach(mustHold)),
    { numRuns: 1000 },
  );
});

/** Any JSON, with keys that are dangerous or known. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, -1, 1.5, "", "a", "60s", Number.NaN, undefined),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom("__proto__", "constructor", "toString", "spec", "hosts", "name", "items", ""),
      tie("value"),
    ),
  ),
})).value;

/** Values that nearly fit a schema. */
function nearly(schema: Schema): fc.Arbitrary<unknown> {
  const right = fitting(schema);
  return fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: json });
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const { type, properties, items, additionalProperties: values, oneOf, required = [] } = schema;
  if (type === undefined) return oneOf ? fc.oneof(...oneOf.map(fitting)) : json;
  if (type === "object" && properties !== undefined) {
    const model = Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key, nearly(value)]),
    );
    return fc.record(model, { requiredKeys: [...required] });
  }
  if (type === "object")
    return fc.dictionary(fc.constantFrom("a", "b"), values ? nearly(values) : json);
  if (type === "array")
    return fc.array(nearly(items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 3 });
  if (type === "boolean") return fc.boolean();
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (type === "string") {
    return schema.pattern === undefined
      ? fc.constantFrom("a", "b.c", "10.0.0.1", "v1", "*", "shop")
      : fc.constantFrom("1s", "60s", "1.5s", "50ms", "1h");
  }
  return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 100, 100) });
}

const resource = fc.oneof(
  ...KINDS.map((definition) => {
    const { kind, group, version, schema, hasSpec } = definition;
    const apiVersion = apiVersionOf(group, version);
    const metadata = { name: "a", labels: { "kubernetes.io/service-name": "a" } };
    return nearly(schema).map((spec): unknown =>
      hasSpec
        ? { apiVersion, kind, metadata, spec }
        : { ...(typeof spec === "object" ? spec : {}), apiVersion, kind, metadata },
    );
  }),
);

test("any value is answered and left as it was", () => {
  fc.assert(
    fc.property(fc.oneof(json, resource, fc.anything()), (value) => {
      const before = fc.stringify(value);
      mustHold(readResource(value));
      expect(fc.stringify(value)).toBe(before);
    }),
    { numRuns: 1000 },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test("what was read is read again as the same", () => {
  let right = 0;
  fc.assert(
    fc.property(resource, (value) => {
      const first = readResource(value).resource;
      if (first === undefined) return;
      right++;
      const { apiVersion, kind, metadata, spec } = first;
      const { hasSpec = true } = KINDS.find((one) => one.kind === kind) ?? {};
      const again = readResource(
        hasSpec ? first : { ...(spec as object), apiVersion, kind, metadata },
      );
      expect(again.problems).toEqual([]);
      expect(again.resource).toEqual(first);
    }),
    { numRuns: 1000 },
  );
  expect(right).toBeGreaterThan(100);
});

test("a value and its YAML are read as the same", () => {
  fc.assert(
    fc.property(
      resource,
      fc.constantFrom("any" as const, "block" as const, "flow" as const),
      (value, collectionStyle) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        const [fromText] = readResources(stringify(plain, { collectionStyle }));
        const fromValue = readResource(plain);
        expect(fromText?.resource).toEqual(fromValue.resource);
        expect(fromText?.problems.length).toBe(fromValue.problems.length);
      },
    ),
    { numRuns: 300 },
  );
});

const HEAD = "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: a}\nspec:\n";
const many = <T>(text: (index: number) => T): T[] =>
  Array.from({ length: 5000 }, (_, index) => text(index));

test.each([
  ["different keys", many((index) => `k${index}: 1`).join("\n")],
  ["different keys in braces", `{${many((index) => `k${index}: 1`).join(", ")}}`],
  ["wrong entries", `${HEAD}  hosts: [${many(() => "1").join()}]`],
  ["unknown keys", `${HEAD}  hosts: [a]\n${many((index) => `  host${index}: 1`).join("\n")}`],
  [
    "endpoints of no port",
    `${HEAD}  hosts: [a]\n  resolution: STATIC\n  ports: [${many((index) => `{number: ${index + 1}, name: p${index}}`).join()}]\n  endpoints: [${many((index) => `{address: 1.1.1.1, ports: {q${index}: 1}}`).join()}]`,
  ],
  ["documents", "---\n".repeat(5000)],
  ["open quotes", 'a: "\n---\n'.repeat(5000)],
  ["brackets", "[".repeat(100_000)],
  ["letters of one name", `kind: ${"a".repeat(1_000_000)}`],
])("a text with thousands of %s is answered within seconds", (_, text) => {
  const start = performance.now();
  readResources(text);
  expect(performance.now() - start).toBeLessThan(10_000);
});
