import fc from "fast-check";
import { expect, test } from "vitest";
import { TextCache } from "./text-cache.js";

test("bytes become the text that they are in UTF-8, however often they come", () => {
  const cache = new TextCache();
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(bytes, fc.nat(10), fc.nat(10), (some, before, behind) => {
      const around = Buffer.alloc(before + some.length + behind, 0x2a);
      around.set(some, before);
      const text = Buffer.from(some).toString("utf8");
      for (let time = 0; time < 3; time++) {
        expect(cache.text(around, before, before + some.length)).toBe(text);
      }
    }),
    { numRuns: 500 },
  );
});

test("a byte order mark is part of the text, and a name with one is another name", () => {
  const cache = new TextCache();
  for (const text of ["admin", "\ufeffadmin", "\ufeff", `\ufeff${"x".repeat(1000)}`]) {
    const bytes = Buffer.from(text);
    for (let time = 0; time < 2; time++) expect(cache.text(bytes, 0, bytes.length)).toBe(text);
  }
});

test("tens of thousands of names share the slots and are never taken for one another", () => {
  const cache = new TextCache();
  const names = Array.from({ length: 20_000 }, (_, i) => `org.example.Service${i}`);
  for (const name of [...names, ...names]) {
    const bytes = Buffer.from(name);
    if (cache.text(bytes, 0, bytes.length) !== name) expect.fail(`another text for ${name}`);
  }
  expect(cache.text(Buffer.from("last"), 0, 4)).toBe("last");
});

test("what has been read does not change when its buffer is used again", () => {
  const cache = new TextCache();
  const shared = Buffer.from("service-a");
  expect(cache.text(shared, 0, 9)).toBe("service-a");
  shared.write("service-b");
  expect(cache.text(shared, 0, 9)).toBe("service-b");
  expect(cache.text(Buffer.from("service-a"), 0, 9)).toBe("service-a");
});

test("both sides of the longest remembered length are read", () => {
  const cache = new TextCache();
  for (const length of [0, 1, 63, 64, 65, 1000]) {
    const text = "x".repeat(length);
    expect(cache.text(Buffer.from(text), 0, length)).toBe(text);
    expect(cache.text(Buffer.from(text), 0, length)).toBe(text);
  }
});
