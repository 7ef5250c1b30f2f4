import { expect, test } from "vitest";
import { addressText } from "./address-text.js";
import { formatAge } from "./age.js";
import { counting } from "./counting.js";
import { formatFields } from "./fields.js";
import { formatValue } from "./format.js";
import { matchText } from "./match-text.js";
import { formatTable } from "./table.js";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, "0s"],
  [59 * SECOND, "59s"],
  [60 * SECOND, "1m"],
  [3 * MINUTE + 5 * SECOND, "3m5s"],
  [10 * MINUTE + 5 * SECOND, "10m"],
  [5 * HOUR + 12 * MINUTE, "5h12m"],
  [11 * HOUR + 12 * MINUTE, "11h"],
  [2 * DAY + HOUR, "2d1h"],
  [400 * DAY, "400d"],
  [-5 * SECOND, "0s"],
])("an age of %d ms is %s", (age, text) => {
  expect(formatAge(new Date(NOW - age).toISOString(), NOW)).toBe(text);
});

test("an age that nobody has stamped is unknown", () => {
  expect(formatAge(undefined, NOW)).toBe("<unknown>");
  expect(formatAge("yesterday", NOW)).toBe("<unknown>");
});

test("the columns of a table are as wide as their widest cells, without spaces at the end", () => {
  expect(
    formatTable(
      ["NAME", "HOSTS", "AGE"],
      [
        ["orders", "a", "3m"],
        ["o", "orders.shop", ""],
      ],
    ),
  ).toBe(
    ["NAME     HOSTS         AGE", "orders   a             3m", "o        orders.shop", ""].join(
      "\n",
    ),
  );
});

test("fields have their values in one column", () => {
  expect(
    formatFields([
      ["Name", "orders"],
      ["API version", "v1"],
      ["Note", ""],
    ]),
  ).toBe("Name:        orders\nAPI version: v1\nNote:\n");
});

test.each([
  [{ exact: "a" }, 'must be "a"'],
  [{ prefix: "vip-", ignoreCase: true }, 'must begin with "vip-", in any case'],
  [{ suffix: "z" }, 'must end with "z"'],
  [{ contains: "b", invert: true }, 'must not contain "b"'],
  [{ regex: "1|2" }, "must match /1|2/ as a whole"],
  [{ range: { start: 1, end: 10 } }, "must be an integer from 1 to 9"],
  [{ present: true }, "must be there"],
  [{ present: false }, "must be absent"],
  [{ exact: "", treatMissingAsEmpty: true }, 'must be "", absent counts as empty'],
])("the test %o is in words: %s", (match, words) => {
  expect(matchText(match)).toBe(words);
});

test("things are counted in plain English", () => {
  const texts = [
    counting(1, "route"),
    counting(0, "route"),
    counting(2, "ServiceEntry"),
    counting(2, "Gateway"),
  ];
  expect(texts).toEqual(["1 route", "0 routes", "2 ServiceEntries", "2 Gateways"]);
});

test("YAML has neither aliases nor what is undefined", () => {
  const shared = { a: 1 };
  expect(formatValue({ x: shared, y: shared, z: undefined }, "yaml")).toBe(
    "x:\n  a: 1\ny:\n  a: 1\n",
  );
});

test("an IPv6 address has brackets before its port", () => {
  expect(addressText({ address: "::1", port: 80 })).toBe("[::1]:80");
  expect(addressText({ address: "127.0.0.1", port: 80 })).toBe("127.0.0.1:80");
});
