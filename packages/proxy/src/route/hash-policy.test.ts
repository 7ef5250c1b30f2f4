import { AttributeSet, Message, MessageKind } from "@meltemi/core";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import type { HashPolicyConfig } from "../config/config.js";
import { Word64 } from "../hash/word64.js";
import { xxHash64 } from "../hash/xx-hash64.js";
import { HashPolicy } from "./hash-policy.js";

const ADDRESS = "10.0.0.1";

let attributes: AttributeSet;
beforeEach(() => {
  attributes = new AttributeSet();
});

type Values = Readonly<Record<string, string | number>>;

function message(values: Values): Message {
  const bytes = Buffer.from(Object.values(values).join(""));
  const made = new Message();
  made.reset(MessageKind.Request, bytes, 0);
  let at = 0;
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "number") made.setInteger(attributes.attribute(name), value);
    else made.setRange(attributes.attribute(name), at, at + Buffer.byteLength(value));
    at += Buffer.byteLength(String(value));
  }
  return made;
}

function hashed(
  config: Partial<HashPolicyConfig>,
  values: Values,
  address = ADDRESS,
): bigint | undefined {
  const policy = new HashPolicy({ attributes: [], sourceAddress: false, ...config }, attributes);
  const hash = policy.hash(message(values), address);
  return hash && wholeOf(hash);
}

const wholeOf = ({ low, high }: Word64): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);

function hashOf(text: string): bigint {
  const bytes = Buffer.from(text);
  return wholeOf(xxHash64(bytes, 0, bytes.length, 0, new Word64()));
}

/** Envoy's way of putting hashes together. */
const combined = (...texts: readonly string[]): bigint =>
  texts
    .map(hashOf)
    .reduce((hash, next) => BigInt.asUintN(64, (hash << 1n) | (hash >> 63n)) ^ next, 0n);

test("one value is hashed as it is, be it short, long or not ASCII, and attributes have no case", () => {
  const value = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ minLength: 200, maxLength: 700 }),
    fc.constantFrom("x".repeat(256), "x".repeat(257), `${"x".repeat(255)}é`, "日".repeat(256)),
  );
  fc.assert(
    fc.property(value, (text) => {
      expect(hashed({ attributes: ["User"] }, { user: text })).toBe(hashOf(text));
    }),
  );
});

test("an integer hashes as its decimal text does", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true })),
      (value) => {
        expect(hashed({ attributes: ["id"] }, { id: value })).toBe(hashOf(String(value)));
      },
    ),
  );
});

test("several values count in their order, and the client's address comes last", () => {
  const values = { a: "x", b: 7 };
  expect(hashed({ attributes: ["a", "b"] }, values)).toBe(combined("x", "7"));
  expect(hashed({ attributes: ["b", "a"] }, values)).toBe(combined("7", "x"));
  expect(hashed({ attributes: ["a", "b"], sourceAddress: true }, values)).toBe(
    combined("x", "7", ADDRESS),
  );
});

test("a value that is missing counts as empty, unless all are", () => {
  expect(hashed({ attributes: ["a", "b"] }, { b: "x" })).toBe(combined("", "x"));
  expect(hashed({ attributes: ["a", "b"] }, { a: "x" })).toBe(combined("x", ""));
  expect(hashed({ attributes: ["a", "b"] }, { c: "x" })).toBeUndefined();
  expect(hashed({ attributes: ["a"], sourceAddress: true }, {})).toBe(combined("", ADDRESS));
  expect(hashed({ sourceAddress: true }, {}, "::1")).toBe(hashOf("::1"));
});

test("a value that is there and empty is no missing one", () => {
  expect(hashed({ attributes: ["a"] }, { a: "" })).toBe(hashOf(""));
});

test("codecs are told which attributes are hashed", () => {
  new HashPolicy({ attributes: ["X-User"], sourceAddress: false }, attributes);
  expect(attributes.all.map(({ name, wanted }) => [name, wanted])).toEqual([["x-user", true]]);
});
