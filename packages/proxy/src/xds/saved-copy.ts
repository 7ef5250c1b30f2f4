import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Resource } from "@meltemi/xds";

/** What stands in the file. */
interface SavedFile {
  readonly meltemi: 1;
  readonly resources: readonly SavedResource[];
}

interface SavedResource {
  readonly typeUrl: string;
  readonly name: string;
  readonly version: string;
  readonly base64: string;
}

/** Resources as the control plane last sent them. @throws when there is no such file, or it is none of ours */
export async function readSavedCopy(file: string): Promise<readonly Resource[]> {
  const text = await readFile(file, "utf8");
  if (text === "") return []; // of a machine that went down while it was written
  const saved = JSON.parse(text) as Partial<SavedFile> | null;
  if (saved?.meltemi !== 1 || !Array.isArray(saved.resources)) {
    throw new Error(
      `${file} is not a saved copy; remove it, or name another file in xds.savedCopy`,
    );
  }
  return (saved.resources as readonly SavedResource[]).map(
    ({ typeUrl, name, version, base64 }) => ({
      typeUrl: String(typeUrl),
      name: String(name),
      version: String(version),
      bytes: Buffer.from(String(base64), "base64"),
    }),
  );
}

/** Replaces the file whole, so that whoever reads it meanwhile finds the old copy or the new one. */
export async function writeSavedCopy(file: string, resources: Iterable<Resource>): Promise<void> {
  const saved: SavedFile = {
    meltemi: 1,
    resources: Array.from(resources, ({ typeUrl, name, version, bytes }) => ({
      typeUrl,
      name,
      version,
      base64: Buffer.from(bytes).toString("base64"),
    })),
  };
  await mkdir(dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  // On disk before it takes the other's place.
  await writeFile(fresh, JSON.stringify(saved), { mode: 0o600, flush: true });
  await rename(fresh, file);
}
