import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { type Files, type PlantedWorkspace, plantWorkspace } from "../test/planted-workspace.js";
import { checkConventions } from "./conventions.js";
import type { Manifest } from "./workspace.js";

let planted: PlantedWorkspace | undefined;
afterEach(() => planted?.remove());

/** The codec of this repository is the model. */
const MODEL = JSON.parse(
  readFileSync(new URL("../../../packages/codec-qza/package.json", import.meta.url), "utf8"),
) as Manifest;

const FOLDER = "packages/codec-qza";
const CLEAN: Files = {
  LICENSE: "Apache License",
  "tsconfig.json": `{ "references": [{ "path": "${FOLDER}/tsconfig.build.json" }] }`,
  [`${FOLDER}/tsconfig.build.json`]: "{}",
  [`${FOLDER}/README.md`]: "# Qza",
  [`${FOLDER}/src/index.ts`]: "export {};",
};

/** What is said of the model package with that change of its manifest, and without those files. */
async function findingsOf(change: Partial<Manifest> = {}, without: readonly string[] = []) {
  const manifest = JSON.stringify({ ...MODEL, ...change });
  const files = Object.entries({ ...CLEAN, [`${FOLDER}/package.json`]: manifest });
  planted = await plantWorkspace(
    Object.fromEntries(files.filter(([path]) => !without.includes(path))),
  );
  const { findings } = await checkConventions(planted.root);
  return findings.map(({ where, what }) => `${where} ${what}`);
}

test("a package that keeps the conventions passes", async () => {
  expect(await findingsOf()).toEqual([]);
});

test("a private package need not keep them", async () => {
  expect(await findingsOf({ private: true, license: "none" })).toEqual([]);
});

describe("a broken convention is found", () => {
  test.each<[string, Partial<Manifest>]>([
    ["its name is not @meltemi/ and its folder", { name: "@meltemi/codec-other" }],
    ["has the wrong licence field", { license: "MIT" }],
    ["says nothing of itself", { description: "" }],
    ["is not an ES module", { type: "commonjs" }],
    ["has no proper entry in exports", { exports: { ...MODEL.exports, ".": "./dist/index.js" } }],
    ["hides its package.json", { exports: { ".": MODEL.exports?.["."] ?? "" } }],
    ["does not say which Node it needs", { engines: { node: ">=18" } }],
    ["would be packed without dist", { files: ["src"] }],
    ["would be published privately or without provenance", { publishConfig: {} }],
    ["does not say where its source is", { repository: { directory: "packages/core" } }],
    ["lacks the keyword meltemi", { keywords: ["meltemi-codec"] }],
    ["is a codec that nobody can find", { keywords: ["meltemi"] }],
  ])("%s", async (what, change) => {
    expect(await findingsOf(change)).toEqual([`${FOLDER} ${what}`]);
  });

  test.each([
    [`${FOLDER}/README.md`, `${FOLDER} has no README.md`],
    [`${FOLDER}/src/index.ts`, `${FOLDER} has no src/index.ts`],
    ["LICENSE", `${FOLDER} would be packed without a licence`],
  ])("when %s is missing", async (file, finding) => {
    expect(await findingsOf({}, [file])).toEqual([finding]);
  });

  test("when tsc -b in the root would pass over the package", async () => {
    planted = await plantWorkspace({
      ...CLEAN,
      "tsconfig.json": '{ "references": [] }',
      [`${FOLDER}/package.json`]: JSON.stringify(MODEL),
    });
    const { findings } = await checkConventions(planted.root);
    expect(findings.map(({ what }) => what)).toEqual([
      `does not build ${FOLDER}/tsconfig.build.json`,
    ]);
  });
});
