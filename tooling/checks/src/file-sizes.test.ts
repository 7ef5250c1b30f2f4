import { afterEach, expect, test } from "vitest";
import { type PlantedWorkspace, plantWorkspace } from "../test/planted-workspace.js";
import { checkFileSizes } from "./file-sizes.js";

let planted: PlantedWorkspace | undefined;
afterEach(() => planted?.remove());

/** Judges files of the given numbers of lines. */
async function sizesOf(...lines: number[]) {
  const files = Object.fromEntries(
    lines.map((count, index) => [`f${index}.ts`, "// line\n".repeat(count)]),
  );
  planted = await plantWorkspace(files);
  return checkFileSizes(planted.root, Object.keys(files));
}

test("small files pass, and the distribution is told", async () => {
  const { findings, notes } = await sizesOf(10, 20, 30, 129, 399);
  expect(findings).toEqual([]);
  expect(notes).toEqual([
    "5 source files without tests; lines: median 30, 95th percentile 399, largest 399",
  ]);
});

test("one file above 600 lines fails", async () => {
  const { findings } = await sizesOf(...Array<number>(40).fill(10), 601);
  expect(findings).toEqual([
    expect.objectContaining({ where: "f40.ts", what: "601 lines, 600 at most" }),
  ]);
});

test("a median of 130 lines fails, and the largest files are named", async () => {
  const { findings } = await sizesOf(10, 130, 131);
  expect(findings.map(({ what }) => what)).toEqual([
    "the median of file sizes is 130 lines, less than 130 wanted",
  ]);
  expect(findings[0]?.fix).toContain("f2.ts");
});

test("a 95th percentile of 400 lines fails", async () => {
  const { findings } = await sizesOf(...Array<number>(18).fill(10), 400, 500);
  expect(findings.map(({ what }) => what)).toEqual([
    "the 95th percentile of file sizes is 500 lines, less than 400 wanted",
  ]);
});
