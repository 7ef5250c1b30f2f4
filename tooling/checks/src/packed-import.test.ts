import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type PlantedWorkspace, plantWorkspace } from "../test/planted-workspace.js";
import { importFindings } from "./packed-import.js";

let planted: PlantedWorkspace | undefined;
afterEach(() => planted?.remove());

/** What is said of an unpacked package with that entry, of a source with those dependencies. */
async function findingsOf(entry: string, dependencies: Readonly<Record<string, string>> = {}) {
  const manifest = { name: "@meltemi/core", type: "module", exports: "./index.js", dependencies };
  const unpacked = "packed/node_modules/@meltemi/core";
  planted = await plantWorkspace({
    "packages/core/package.json": JSON.stringify(manifest),
    "packages/core/node_modules/yaml/package.json": '{ "name": "yaml", "main": "index.js" }',
    "packages/core/node_modules/yaml/index.js": "exports.parse = 1;",
    [`${unpacked}/package.json`]: JSON.stringify(manifest),
    [`${unpacked}/index.js`]: entry,
  });
  const target = join(planted.root, "packed");
  const folder = join(planted.root, unpacked);
  return importFindings(planted.root, target, [
    { name: "@meltemi/core", file: "", folder, files: [] },
  ]);
}

test("a package that imports what it declares passes", async () => {
  expect(await findingsOf('import "yaml";', { yaml: "2.9.1" })).toEqual([]);
});

test("an npm library that is not declared is found", async () => {
  const [finding] = await findingsOf('import "yaml";');
  expect(finding?.where).toBe("@meltemi/core");
  expect(finding?.what).toMatch(/cannot be imported once packed: Cannot find package 'yaml'/);
});

test("a file that was not packed is found", async () => {
  const [finding] = await findingsOf('import "./codec.js";');
  expect(finding?.what).toMatch(/cannot be imported once packed: Cannot find module/);
});
