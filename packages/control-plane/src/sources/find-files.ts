import type { BigIntStats, Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errorCode } from "../error-text.js";

/** What a folder holds, its subfolders included. */
export interface FoundFiles {
  /** Files of resources by their path in the folder, with "/" between the names. */
  readonly files: ReadonlyMap<string, FoundFile>;
  /** Folders in which something may change, by path: those that were entered and those that links lead to. */
  readonly folders: ReadonlyMap<string, FolderIdentity>;
  /** Folders, by their path in the folder, that could not be listed: what was in them may still be there. */
  readonly unreadable: ReadonlySet<string>;
}

export interface FoundFile {
  /** Differs when the file has been changed. */
  readonly stamp: string;
}

/** Differs when another folder has taken the place of one that was deleted. */
export type FolderIdentity = string;

/** The name of a proxy's bootstrap file, which may lie among the resources. */
const BOOTSTRAP = "meltemi.yaml";

/** Whether a file of that name holds resources. */
export function isResourceFile(name: string): boolean {
  return /\.(?:yaml|yml|json)$/i.test(name) && !isHidden(name) && name !== BOOTSTRAP;
}

/** Files of editors, `..data` of a ConfigMap, and what this control plane keeps for itself. */
export function isHidden(name: string): boolean {
  return name.startsWith(".");
}

/**
 * Looks for files of resources. Symbolic links are followed; a folder that is reached twice is entered once.
 * @throws {Error} when the folder itself cannot be listed
 */
export async function findFiles(folder: string): Promise<FoundFiles> {
  const files = new Map<string, FoundFile>();
  const folders = new Map<string, FolderIdentity>();
  const unreadable = new Set<string>();
  const entered = new Set<string>();

  const enter = async (inside: string): Promise<void> => {
    const path = join(folder, inside);
    const real = await realpath(path);
    if (entered.has(real)) return;
    entered.add(real);
    const entries = await readdir(path, { withFileTypes: true });
    folders.set(path, await identify(path));
    const visible = entries.filter(({ name }) => !isHidden(name)).sort(byName);
    // Looked at side by side, but subfolders are entered in order: of two paths to one folder the first counts.
    const found = await Promise.all(visible.map((entry) => lookAt(join(path, entry.name), entry)));
    for (const [index, { name }] of visible.entries()) {
      const what = found[index];
      const place = inside === "" ? name : `${inside}/${name}`;
      if (what === "folder") {
        await enter(place).catch((error: unknown) => {
          if (errorCode(error) !== "ENOENT") unreadable.add(place);
        });
      } else if (what !== undefined && isResourceFile(name)) {
        files.set(place, what);
        if (what.target !== undefined) folders.set(what.target, await identify(what.target));
      }
    }
  };
  await enter("");
  return { files, folders, unreadable };
}

async function identify(folder: string): Promise<FolderIdentity> {
  const { dev, ino } = await stat(folder, { bigint: true });
  return `${dev}:${ino}`;
}

interface File extends FoundFile {
  /** Of a symbolic link: the folder that it leads into. */
  readonly target: string | undefined;
}

/** Undefined for what is neither file nor folder: a pipe would keep its reader waiting. */
async function lookAt(path: string, entry: Dirent): Promise<File | "folder" | undefined> {
  if (entry.isDirectory()) return "folder";
  const isLink = entry.isSymbolicLink();
  if (!isLink && !isResourceFile(entry.name)) return undefined;
  try {
    const found = await stat(path, { bigint: true });
    if (found.isDirectory()) return "folder";
    if (!found.isFile()) return undefined;
    const target = isLink ? dirname(await realpath(path)) : undefined;
    return { stamp: stampOf(found), target };
  } catch {
    return undefined; // gone again, or a link to nowhere
  }
}

/** A stamp that is another one after every change of the file. */
export function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(":");
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
