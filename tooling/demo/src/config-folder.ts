import {
  access,
  constants,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ports } from "./ports.js";

/** Makes the folder, or a new one among the temporary files when none is given or it cannot be written. */
export async function makeConfigFolder(preferred: string | undefined): Promise<string> {
  if (preferred !== undefined) {
    try {
      await mkdir(preferred, { recursive: true });
      await access(preferred, constants.W_OK);
      return preferred;
    } catch {
      // A read-only checkout.
    }
  }
  return mkdtemp(join(tmpdir(), "meltemi-demo-"));
}

/**
 * Writes the files of an example over those of the mesh, with the ports in use, each by a rename: a proxy
 * that watches sees the old file or the new one, never half of it.
 * @returns the names of the files
 */
export async function writeExample(
  example: string,
  folder: string,
  ports: Ports,
): Promise<readonly string[]> {
  const names = (await readdir(example)).filter((name) => name.endsWith(".yaml")).sort();
  for (const name of names) {
    const text = replacePorts(await readFile(join(example, name), "utf8"), ports);
    const unfinished = join(folder, `.${name}.new`);
    await writeFile(unfinished, text);
    await rename(unfinished, join(folder, name));
  }
  return names;
}

export function replacePorts(yaml: string, ports: Ports): string {
  return yaml.replace(/\bport: (\d+)/g, (whole, port: string) => {
    const inUse = ports.get(Number(port));
    return inUse === undefined ? whole : `port: ${inUse}`;
  });
}
