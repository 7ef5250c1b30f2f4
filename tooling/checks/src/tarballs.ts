import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { readJson } from "./workspace.js";

const run = promisify(execFile);

/** A packed package, and the same unpacked as an install would lay it out. */
export interface Tarball {
  readonly name: string;
  /** Absolute path of the .tgz. */
  readonly file: string;
  /** Absolute path of the unpacked package. */
  readonly folder: string;
  /** Paths of its files, relative to `folder`. */
  readonly files: readonly string[];
}

/**
 * Packs every package of packages/ into `target`, in one run of pnpm, and unpacks each into
 * `target`/node_modules.
 */
export async function packWorkspace(root: string, target: string): Promise<Tarball[]> {
  const [program, ...args] = pnpm(root);
  const { stdout } = await run(
    program,
    [...args, "-r", "--filter", "./packages/*", "pack", "--json", "--pack-destination", target],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  );
  const packed = [JSON.parse(stdout)].flat() as { name: string; filename: string }[];
  return Promise.all(
    packed.map(async ({ name, filename }) => {
      const folder = join(target, "node_modules", name);
      await mkdir(folder, { recursive: true });
      await run("tar", ["-xzf", filename, "-C", folder, "--strip-components=1"]);
      const entries = globSync("**/*", { cwd: folder, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
      return { name, file: filename, folder, files };
    }),
  );
}

/** The pnpm that runs this script, else the one that package.json names. */
function pnpm(root: string): [string, ...string[]] {
  const running = process.env["npm_execpath"];
  if (running !== undefined && /pnpm\.c?js$/.test(running)) return [process.execPath, running];
  const { packageManager } = readJson<{ packageManager: string }>(root, "package.json");
  return ["npx", "--loglevel=error", "-y", packageManager];
}
