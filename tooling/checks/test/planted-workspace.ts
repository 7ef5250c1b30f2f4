import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Content by path, relative to the root of the workspace. */
export type Files = Readonly<Record<string, string>>;

/** A workspace in a temporary folder, laid out and linked like the real one. */
export interface PlantedWorkspace {
  readonly root: string;
  remove(): Promise<void>;
}

/** Writes `files`, and for each of `links` a link in that folder's node_modules to a package. */
export async function plantWorkspace(
  files: Files,
  links: Readonly<Record<string, readonly string[]>> = {},
): Promise<PlantedWorkspace> {
  const root = await mkdtemp(join(tmpdir(), "meltemi-planted-"));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  for (const [folder, targets] of Object.entries(links)) {
    for (const target of targets) {
      const link = join(root, folder, "node_modules/@meltemi", target);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(root, "packages", target), link);
    }
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** The package.json of a package with one entry, as dependency-cruiser needs to find its source. */
export function manifestText(id: string): string {
  return JSON.stringify({
    name: `@meltemi/${id}`,
    type: "module",
    exports: { ".": { "@meltemi/source": "./src/index.ts", default: "./dist/index.js" } },
  });
}
