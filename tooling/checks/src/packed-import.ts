import { execFile } from "node:child_process";
import { mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Finding } from "./finding.js";
import type { Tarball } from "./tarballs.js";
import { publicPackages } from "./workspace.js";

const SCRIPT = `
for (const name of process.argv.slice(2)) {
  try {
    await import(name);
  } catch (error) {
    console.log(name + "\\t" + String(error.message).replaceAll("\\n", " "));
  }
}
`;

/**
 * Imports each unpacked package under plain Node, with the npm libraries it declares and no other: a
 * file that was not packed, or a library that was not declared, shows here and nowhere else.
 * @param target where the packages were unpacked, in its node_modules
 */
export async function importFindings(
  root: string,
  target: string,
  tarballs: readonly Tarball[],
): Promise<Finding[]> {
  for (const tarball of tarballs) await linkLibraries(root, tarball);
  await writeFile(join(target, "import.mjs"), SCRIPT);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["import.mjs", ...tarballs.map(({ name }) => name)],
    { cwd: target },
  );
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [where = "", reason = ""] = line.split("\t");
      return {
        where,
        what: `cannot be imported once packed: ${reason}`,
        fix: "declare the library in dependencies, or pack the file with files, in its package.json",
      };
    });
}

async function linkLibraries(root: string, { name, folder }: Tarball): Promise<void> {
  const source = publicPackages(root).find(({ manifest }) => manifest.name === name);
  if (source === undefined) return;
  const { dependencies, peerDependencies } = source.manifest;
  for (const library of Object.keys({ ...dependencies, ...peerDependencies })) {
    if (library.startsWith("@meltemi/")) continue; // unpacked as well
    const link = join(folder, "node_modules", library);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await realpath(join(root, source.folder, "node_modules", library)), link);
  }
}
