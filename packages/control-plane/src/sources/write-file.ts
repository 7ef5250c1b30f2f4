import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** A file that has been written beside its place. */
export interface StagedFile {
  /** Puts it in its place, at once. */
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Writes a file that takes its place only when it is whole and on the disk: a crash leaves the old one or the new
 * one.
 */
export async function stageFile(path: string, text: string): Promise<StagedFile> {
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  const discard = (): Promise<void> => rm(draft, { force: true });
  try {
    const file = await open(draft, "wx", 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return { commit: () => rename(draft, path), discard };
}

/** Replaces a file at once. */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  const staged = await stageFile(path, text);
  try {
    await staged.commit();
  } catch (error) {
    await staged.discard();
    throw error;
  }
}
