import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { errorCode, errorText } from "../error-text.js";
import { stampOf } from "./find-files.js";
import { splitMark, textOfBytes } from "./text-of-bytes.js";

/** What a file holds at a moment. */
export type FileContent =
  | {
      readonly state: "text";
      /** Without a byte order mark. */
      readonly text: string;
      readonly stamp: string;
    }
  | { readonly state: "gone" }
  | { readonly state: "unreadable"; readonly reason: string };

/** A file of resources above that size is taken for something else. */
const MAX_BYTES = 64 * 2 ** 20;

/** Never throws. */
export async function readContent(path: string): Promise<FileContent> {
  try {
    // A pipe would otherwise keep its reader waiting.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      // Before the text: if it changes in between, the next look sees another stamp.
      const found = await file.stat({ bigint: true });
      if (!found.isFile()) return { state: "gone" };
      if (found.size > MAX_BYTES) {
        const reason = `it has ${found.size} bytes, ${MAX_BYTES} at most; split it`;
        return { state: "unreadable", reason };
      }
      const text = textOfBytes(await file.readFile());
      if (text === undefined) {
        return { state: "unreadable", reason: "it is not UTF-8; convert it" };
      }
      return { state: "text", text: splitMark(text)[1], stamp: stampOf(found) };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { state: "gone" };
    const reason = `${code ?? errorText(error)}; make it readable for this process`;
    return { state: "unreadable", reason };
  }
}
