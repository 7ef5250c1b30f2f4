import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ReadResource, readResource } from "@meltemi/api";
import { errorCode, errorText } from "../error-text.js";
import type { Logger } from "../logger.js";
import { keyOf } from "./key-of.js";
import { writeFileAtomically } from "./write-file.js";

/** By file, the last good forms of what it holds. */
export type GoodResources = ReadonlyMap<string, readonly ReadResource[]>;

/**
 * The last good forms of what is in files that are broken, kept so that they survive a restart. There is no such file
 * as long as nothing is broken.
 */
export class LastGoodFile {
  readonly #folder: string;
  readonly #path: string;
  readonly #logger: Logger;
  /** As it is on the disk. */
  #text = "";

  constructor(folder: string, logger: Logger) {
    this.#folder = folder;
    this.#path = join(folder, ".meltemi", "last-good.json");
    this.#logger = logger;
  }

  /** By path in the folder. What cannot be read is left out. */
  async load(): Promise<GoodResources> {
    try {
      const text = await readFile(this.#path, "utf8");
      this.#text = text;
      return new Map(
        Object.entries(JSON.parse(text).files as Record<string, readonly unknown[]>).map(
          ([place, values]) => [place, values.map((value) => this.#read(place, value))],
        ),
      );
    } catch (error) {
      if (errorCode(error) === "ENOENT") return new Map();
      const message = "the last good forms of broken files cannot be read, so they are not used";
      this.#logger.error(message, { file: this.#path, reason: errorText(error) });
      return new Map();
    }
  }

  /** Never throws. */
  async save(good: GoodResources): Promise<void> {
    const files = [...good].sort(([a], [b]) => (a < b ? -1 : 1));
    const values = files.map(([place, list]) => [place, list.map(({ written }) => written)]);
    const content = { files: Object.fromEntries(values) };
    const text = good.size === 0 ? "" : `${JSON.stringify(content, undefined, 2)}\n`;
    if (text === this.#text) return;
    try {
      if (text === "") await rm(this.#path, { force: true });
      else {
        await mkdir(dirname(this.#path), { recursive: true });
        await writeFileAtomically(this.#path, text);
      }
      this.#text = text;
    } catch (error) {
      const message =
        "the last good forms of broken files cannot be written, and would be lost in a restart; make the file writable";
      this.#logger.error(message, { file: this.#path, reason: errorText(error) });
    }
  }

  #read(place: string, value: unknown): ReadResource {
    return { ...readResource(value), file: join(this.#folder, place) };
  }
}

/**
 * The last good forms of what a file holds: the list itself when nothing in it is broken.
 * @param before those of the file as it was before
 */
export function goodOf(
  told: readonly ReadResource[],
  before: readonly ReadResource[],
): readonly ReadResource[] {
  const good = told.filter(({ resource }) => resource !== undefined);
  if (good.length === told.length) return told;
  const known = new Set(good.map(keyOf));
  const broken = new Set(told.map(keyOf));
  // Something that does not tell which resource it is may be any of them.
  const isOpen = broken.has(undefined);
  const kept = before.filter((one) => {
    const key = keyOf(one);
    return one.resource !== undefined && !known.has(key) && (isOpen || broken.has(key));
  });
  return [...good, ...kept];
}
