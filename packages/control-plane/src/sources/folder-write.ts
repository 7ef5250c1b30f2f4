import { readFile, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { resourceKey } from "@meltemi/api";
import { errorCode, errorText } from "../error-text.js";
import { appendDocument, editDocuments } from "./edit-documents.js";
import type { Change } from "./source.js";
import { splitMark, textOfBytes } from "./text-of-bytes.js";
import { type StagedFile, stageFile, writeFileAtomically } from "./write-file.js";
import { readDocuments, type YamlDocumentText } from "./yaml-documents.js";

/** A file as it is and as it is to be, empty where there is none. */
export interface FileEdit {
  readonly before: string;
  readonly after: string;
}

/**
 * What changes do to the files of a folder. A resource is written where it stands; a new one gets a file of its own.
 * @param known the documents that were last seen in a file
 * @returns by path in the folder, only files that change
 */
export async function planFolderWrite(
  folder: string,
  changes: readonly Change[],
  known: (place: string) => readonly YamlDocumentText[],
): Promise<ReadonlyMap<string, FileEdit>> {
  const edits = new Map<string, FileEdit>();
  const marks = new Map<string, string>();
  const open = async (place: string): Promise<FileEdit> => {
    let edit = edits.get(place);
    if (edit === undefined) {
      const [mark, text] = splitMark(await readText(join(folder, place)));
      marks.set(place, mark);
      edit = { before: text, after: text };
      edits.set(place, edit);
    }
    return edit;
  };
  /** Replaces it where it is in force, deletes it wherever it stands. */
  const editUnits = async (
    key: string,
    units: readonly string[],
    document: string | undefined,
  ): Promise<boolean> => {
    for (const place of units) {
      const { before, after } = await open(place);
      let documents = readDocuments(after, place, known(place));
      let edited = editDocuments(documents, key, document, isJson(place));
      while (edited !== undefined) {
        edits.set(place, { before, after: edited });
        if (document !== undefined) return true;
        documents = readDocuments(edited, place, documents);
        edited = editDocuments(documents, key, document, isJson(place)); // it may be there twice
      }
    }
    return false;
  };
  for (const { id, units, document } of changes) {
    const key = resourceKey(id.kind, id.namespace, id.name);
    const isWritten = await editUnits(key, units, document);
    if (isWritten || document === undefined) continue;
    const place = fileNameOf(id);
    const { before, after } = await open(place);
    edits.set(place, { before, after: appendDocument(after, document) });
  }
  const changed = [...edits].filter(([, { before, after }]) => before !== after);
  return new Map(
    changed.map(([place, { before, after }]) => {
      const mark = marks.get(place) ?? "";
      return [place, { before: mark + before, after: after === "" ? "" : mark + after }];
    }),
  );
}

/**
 * Writes files, all or none. Those that are to be empty are deleted.
 * @throws {Error} when one cannot be written, with what to do
 */
export async function writeFiles(
  folder: string,
  edits: ReadonlyMap<string, FileEdit>,
): Promise<void> {
  const staged: { path: string; before: string; file: StagedFile | undefined }[] = [];
  const done: typeof staged = [];
  try {
    for (const [place, { before, after }] of edits) {
      const path = await followLink(join(folder, place));
      const file = after === "" ? undefined : await stageFile(path, after);
      staged.push({ path, before, file });
    }
    for (const edit of staged) {
      done.push(edit);
      if (edit.file === undefined) await rm(edit.path, { force: true });
      else await edit.file.commit();
    }
  } catch (error) {
    await Promise.allSettled(staged.map(({ file }) => file?.discard()));
    await Promise.allSettled(done.map(({ path, before }) => restore(path, before)));
    const reason = errorCode(error) ?? errorText(error);
    throw new Error(
      `${folder} cannot be written (${reason}); make it writable, nothing has changed`,
    );
  }
}

/**
 * `metarouter-shop-orders.yaml`. Names have been checked and hold no separator of paths; those that differ and have
 * the same file share it.
 */
function fileNameOf({ kind, namespace, name }: Change["id"]): string {
  const parts = [kind, namespace, name].filter((part) => part !== "");
  const text = parts.join("-").toLowerCase();
  return `${text.slice(0, LONGEST_NAME)}.yaml`;
}

/** File systems take 255 bytes; drafts of a file have longer names than the file. */
const LONGEST_NAME = 200;

function isJson(place: string): boolean {
  return /\.json$/i.test(place);
}

async function restore(path: string, text: string): Promise<void> {
  if (text === "") await rm(path, { force: true });
  else await writeFileAtomically(path, text);
}

/** A link stays a link; the file that it leads to is written. */
async function followLink(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}

async function readText(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return "";
    throw new Error(
      `${path} cannot be read (${code ?? errorText(error)}); put it right, nothing has changed`,
    );
  }
  const text = textOfBytes(bytes);
  if (text === undefined) {
    throw new Error(`${path} is not UTF-8; convert it, nothing has changed`);
  }
  return text;
}
