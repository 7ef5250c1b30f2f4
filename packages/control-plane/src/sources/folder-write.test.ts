import { lstat, mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../../test/support/temp-folder.js";
import { planFolderWrite, writeFiles } from "./folder-write.js";

test("when one file cannot be written the others are as they were", async () => {
  const folder = await tempFolder({ "a.yaml": "old a", "b.yaml": "old b" });
  await mkdir(join(folder, "z.yaml"));
  const edits = new Map([
    ["a.yaml", { before: "old a", after: "new a" }],
    ["b.yaml", { before: "old b", after: "" }],
    ["c.yaml", { before: "", after: "new c" }],
    ["z.yaml", { before: "", after: "in the way" }],
  ]);
  await expect(writeFiles(folder, edits)).rejects.toThrow("nothing has changed");
  expect((await readdir(folder)).sort()).toEqual(["a.yaml", "b.yaml", "z.yaml"]);
  expect(await readFile(join(folder, "a.yaml"), "utf8")).toBe("old a");
  expect(await readFile(join(folder, "b.yaml"), "utf8")).toBe("old b");
});

test("a link stays a link, and what it leads to is written", async () => {
  const elsewhere = await tempFolder({ "real.yaml": "old" });
  const folder = await tempFolder();
  await symlink(join(elsewhere, "real.yaml"), join(folder, "a.yaml"));
  await writeFiles(folder, new Map([["a.yaml", { before: "old", after: "new" }]]));
  expect((await lstat(join(folder, "a.yaml"))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(elsewhere, "real.yaml"), "utf8")).toBe("new");
});

test("the longest name that a resource can have gets a file", async () => {
  const folder = await tempFolder();
  const id = { kind: "MetaRouter", namespace: "n".repeat(63), name: "x".repeat(253) } as const;
  const change = { id, units: [], document: "a: 1\n" };
  const edits = await planFolderWrite(folder, [change], () => []);
  await writeFiles(folder, edits);
  const [file = ""] = await readdir(folder);
  expect(await readFile(join(folder, file), "utf8")).toBe("a: 1\n");
});
