import { describe, expect, test } from "vitest";
import { contentFindings } from "./packed-content.js";

const CLEAN = [
  "package.json",
  "README.md",
  "LICENSE",
  "dist/index.js",
  "dist/index.d.ts",
  "dist/io/latest.js",
  "src/index.ts",
  "src/io/latest.ts",
];

const findingsOf = (files: readonly string[]) =>
  contentFindings({ name: "@meltemi/core", files }).map(({ what }) => what);

test("a tarball of sources, their build, README and LICENSE passes", () => {
  expect(findingsOf(CLEAN)).toEqual([]);
});

describe("a tarball fails", () => {
  test.each(["README.md", "LICENSE", "dist/index.d.ts"])("without %s", (missing) => {
    const files = CLEAN.filter((file) => file !== missing);
    expect(findingsOf(files)).toEqual([`its tarball lacks: ${missing}`]);
  });

  test.each([
    "src/frame.test.ts",
    "test/case.bin",
    "bench/decode.bench.ts",
    "src/fixtures/a.json",
    "dist/.tsbuildinfo",
  ])("with %s", (extra) => {
    expect(findingsOf([...CLEAN, extra])).toEqual([
      `its tarball contains tests or what belongs to them: ${extra}`,
    ]);
  });

  test("with a build product of a source that was removed", () => {
    expect(findingsOf([...CLEAN, "dist/old.js"])).toEqual([
      "its tarball contains a build product whose source is gone: dist/old.js",
    ]);
  });
});
