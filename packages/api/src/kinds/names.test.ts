import { expect, test } from "vitest";
import { ipVersion, isAddressBlock } from "./ip.js";
import { isHostName, isHostPattern, isLabel, isSubdomain } from "./names.js";

const longest = "a".repeat(63);

test.each(["a", "a1", "1a", "a-b", longest])("%s is a label", (text) => {
  expect(isLabel(text)).toBe(true);
});

test.each(["", "-", "-a", "a-", "A", "a_b", "a.b", "ä", `${longest}a`])(
  "%j is no label",
  (text) => {
    expect(isLabel(text)).toBe(false);
  },
);

test("a subdomain is labels with dots between, 253 characters at most", () => {
  expect(isSubdomain("a.b-c.1")).toBe(true);
  expect(isSubdomain("a".repeat(253))).toBe(true);
  for (const text of ["", ".", "a.", ".a", "a..b", "a".repeat(254)])
    expect(isSubdomain(text)).toBe(false);
});

test.each(["a", "A.b", "a.b.", "1.a", "org.apache.DemoService", `${longest}.${longest}`])(
  "%s is a host name",
  (text) => {
    expect(isHostName(text)).toBe(true);
  },
);

test.each([
  "",
  ".",
  "a..b",
  "-a.b",
  "a-.b",
  "a_b",
  "*.a",
  "10.0.0.1",
  "a.1",
  "a".repeat(64),
  "a.".repeat(128),
])("%j is no host name", (text) => {
  expect(isHostName(text)).toBe(false);
});

test("a pattern is a host name, a * for its first label, or * alone", () => {
  for (const text of ["a.b", "*.a", "*"]) expect(isHostPattern(text)).toBe(true);
  for (const text of ["a.*", "*a", "**", "*."]) expect(isHostPattern(text)).toBe(false);
});

test.each<[string, 4 | 6 | undefined]>([
  ["0.0.0.0", 4],
  ["255.255.255.255", 4],
  ["256.0.0.1", undefined],
  ["1.2.3", undefined],
  ["1.2.3.4.5", undefined],
  ["", undefined],
  ["::", 6],
  ["::1", 6],
  ["fd00::1:2", 6],
  ["1:2:3:4:5:6:7:8", 6],
  ["::ffff:10.0.0.1", 6],
  ["1:2:3:4:5:6:10.0.0.1", 6],
  ["1:2:3:4:5:6:7", undefined],
  ["1:2:3:4:5:6:7:8:9", undefined],
  ["1::2::3", undefined],
  ["1:2:3:4:5:6:7::8", undefined],
  [":1", undefined],
  ["1:", undefined],
  ["12345::", undefined],
  ["10.0.0.1::", undefined],
  ["fe80::1%eth0", undefined],
])("%j has the IP version %s", (text, version) => {
  expect(ipVersion(text)).toBe(version);
});

test("a block is an address with or without a length that fits", () => {
  for (const text of ["10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "fd00::/64", "::/128"])
    expect(isAddressBlock(text)).toBe(true);
  for (const text of [
    "10.0.0.0/33",
    "fd00::/129",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "a/8",
    "10.0.0.0/-1",
  ])
    expect(isAddressBlock(text)).toBe(false);
});
