import {
  AttributeSet,
  ConfigError,
  type MatchSpec,
  Message,
  MessageKind,
  type StringMatch,
} from "@meltemi/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileMatch } from "./matcher.js";
import { RouteTable } from "./route-table.js";

type Values = Readonly<Record<string, string | number>>;

const NO_BYTES = new Uint8Array(0);

function messageWith(attributes: AttributeSet, values: Values): Message {
  const message = new Message();
  message.reset(MessageKind.Request, NO_BYTES, 0);
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "number") message.setInteger(attributes.attribute(name), value);
    else message.setText(attributes.attribute(name), value);
  }
  return message;
}

const name = fc.constantFrom("cmd", "Cmd", "method", "version");
const value = fc.constantFrom("", "0", "1", "2", "03", "a", "A", "b");
const flag = fc.constantFrom<{ readonly [key: string]: true }>(
  ...[{}, {}, {}, { invert: true as const }, { treatMissingAsEmpty: true as const }],
);
const stringMatch: fc.Arbitrary<StringMatch> = fc
  .tuple(
    // Mostly exact, so that most tables are indexed.
    fc.oneof(
      { weight: 6, arbitrary: value.map((exact) => ({ exact })) },
      { weight: 1, arbitrary: value.map((exact) => ({ exact, ignoreCase: true })) },
      { weight: 1, arbitrary: value.map((prefix) => ({ prefix })) },
      { weight: 1, arbitrary: fc.boolean().map((present) => ({ present })) },
      { weight: 1, arbitrary: fc.constant({ regex: "[0-9]+" }) },
    ),
    flag,
  )
  .map(([test, options]) => ({ ...test, ...options }));
const spec: fc.Arbitrary<MatchSpec> = fc
  .dictionary(name, stringMatch, { maxKeys: 3, noNullPrototype: true })
  .map((attributes) => ({ attributes }));
const values: fc.Arbitrary<Values> = fc.dictionary(
  fc.constantFrom("cmd", "method", "version"),
  fc.oneof(value, fc.nat(3)),
  { noNullPrototype: true },
);

test("the first match is found, as by looking at each in turn", () => {
  const specs = fc.array(spec, { maxLength: 80, size: "max" });
  fc.assert(
    fc.property(specs, fc.array(values, { minLength: 1 }), (matches, messages) => {
      const attributes = new AttributeSet();
      const table = new RouteTable(matches, attributes);
      const matchers = matches.map((match) => compileMatch(match, attributes));
      for (const each of messages) {
        const message = messageWith(attributes, each);
        const expected = matchers.findIndex((matcher) => matcher.matches(message));
        expect(table.find(message)).toBe(expected);
      }
    }),
    { numRuns: 500 },
  );
});

test("an earlier route without the value wins over a later one with it", () => {
  const attributes = new AttributeSet();
  const byCommand = Array.from({ length: 20 }, (_, i) => ({
    attributes: { cmd: { exact: String(i) } },
  }));
  const matches = [
    ...byCommand.slice(0, 10),
    { attributes: { version: { prefix: "2" } } },
    ...byCommand.slice(10),
    {},
  ];
  const table = new RouteTable(matches, attributes);
  expect(table.find(messageWith(attributes, { cmd: 3, version: 2 }))).toBe(3);
  expect(table.find(messageWith(attributes, { cmd: 15, version: 2 }))).toBe(10);
  expect(table.find(messageWith(attributes, { cmd: "15", version: 1 }))).toBe(16);
  expect(table.find(messageWith(attributes, { cmd: 99 }))).toBe(21);
});

test("an empty table finds nothing", () => {
  expect(new RouteTable([], new AttributeSet()).find(new Message())).toBe(-1);
});

test("ten thousand routes that share one value are told apart by another", () => {
  const attributes = new AttributeSet();
  const matches = Array.from({ length: 10_000 }, (_, i) => ({
    attributes: { service: { exact: "orders" }, method: { exact: `m${i}` } },
  }));
  const table = new RouteTable(matches, attributes);
  const message = messageWith(attributes, { service: "orders", method: "m9999" });
  let found = 0;
  const start = performance.now();
  for (let i = 0; i < 10_000; i++) found += table.find(message);
  const elapsedMs = performance.now() - start;
  expect(found).toBe(9999 * 10_000);
  // A linear scan makes 100 million comparisons, which take more than a second.
  expect(elapsedMs).toBeLessThan(500);
});

test("a match that cannot be compiled is refused with its index", () => {
  const matches = [{}, { attributes: { cmd: { regex: "(" } } }];
  const compile = () => new RouteTable(matches, new AttributeSet());
  expect(compile).toThrow(ConfigError);
  expect(compile).toThrow(expect.objectContaining({ path: [1, "attributes", "cmd", "regex"] }));
});
