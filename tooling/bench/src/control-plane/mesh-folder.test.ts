import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readResources } from "@meltemi/api";
import { afterEach, expect, test } from "vitest";
import { MeshFolder, type MeshFolderOptions } from "./mesh-folder.js";
import { metaRouter } from "./mesh-resources.js";

const folders: MeshFolder[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => folder.remove())));

async function create(resourcesPerFile: number): Promise<MeshFolder> {
  const size = { services: 25, endpoints: 3, withSubsets: 5 };
  const real = { services: 2, endpoints: { v1: 9001, v2: 9002 } };
  const options: MeshFolderOptions = { ...size, resourcesPerFile, real };
  const folder = await MeshFolder.create(options);
  folders.push(folder);
  return folder;
}

/** File by file, in the order of names. */
async function textsOf({ path }: MeshFolder): Promise<readonly string[]> {
  const names = (await readdir(path)).sort();
  return await Promise.all(names.map((name) => readFile(join(path, name), "utf8")));
}

test.for([
  { resourcesPerFile: 10, files: 3 + 1 + 3 },
  { resourcesPerFile: 1, files: 25 + 5 + 25 },
])("a mesh of $resourcesPerFile resources a file is right as it is written", async (expected) => {
  const texts = await textsOf(await create(expected.resourcesPerFile));
  const resources = texts.flatMap((text) => readResources(text));
  expect(texts).toHaveLength(expected.files);
  expect(resources.flatMap(({ problems, warnings }) => [...problems, ...warnings])).toEqual([]);
  const count = (kind: string): number => resources.filter(({ id }) => id?.kind === kind).length;
  expect(["ServiceEntry", "DestinationRule", "MetaRouter"].map(count)).toEqual([25, 5, 25]);
});

test("an edit changes one router and nothing else", async () => {
  const folder = await create(10);
  const before = (await textsOf(folder)).flatMap((text) => text.split("---\n"));
  const write = await folder.editRouter(1, metaRouter(1, "edited", "v2"));
  expect((await textsOf(folder)).flatMap((text) => text.split("---\n"))).toEqual(before);
  await write();
  const after = (await textsOf(folder)).flatMap((text) => text.split("---\n"));
  expect(after.filter((document, index) => document !== before[index])).toEqual([
    metaRouter(1, "edited", "v2"),
  ]);
});
