import { basename, join, relative, sep } from "node:path";
import type { ReadResource } from "@meltemi/api";
import { errorCode, errorText } from "../error-text.js";
import type { Logger } from "../logger.js";
import { QuietTimer } from "../quiet-timer.js";
import { findFiles, isHidden, isResourceFile } from "./find-files.js";
import { FolderWatch } from "./folder-watch.js";
import { planFolderWrite, writeFiles } from "./folder-write.js";
import { keyOf } from "./key-of.js";
import { type GoodResources, goodOf, LastGoodFile } from "./last-good.js";
import { readContent } from "./read-content.js";
import type { Change, Sink, WritableSource } from "./source.js";
import { readDocuments, resourcesOf, type YamlDocumentText } from "./yaml-documents.js";

export interface FolderOptions {
  /** Milliseconds without a change after which changed files are read. @default 15 */
  readonly quietMs?: number;
  /** The longest that changed files wait while others keep changing, in milliseconds. @default 60 */
  readonly maxWaitMs?: number;
  /**
   * Milliseconds that a resource must be missing from its file before it is believed to be gone: files are replaced
   * and written in steps. @default 250
   */
  readonly settleMs?: number;
  /** Milliseconds between looks at the whole folder, for file systems without events (NFS). @default 30_000 */
  readonly rescanMs?: number;
}

interface FolderFile {
  readonly stamp: string;
  readonly documents: readonly YamlDocumentText[];
  readonly told: readonly ReadResource[];
  /** The last good forms: `told` itself when nothing is broken. */
  readonly good: readonly ReadResource[];
}

/**
 * A folder of YAML and JSON files, followed as they change. Only files that changed are read, and of them only the
 * documents that changed.
 */
export class FolderSource implements WritableSource {
  readonly name: string;
  readonly #folder: string;
  readonly #logger: Logger;
  readonly #options: Required<FolderOptions>;
  readonly #watch: FolderWatch;
  /** By path in the folder: the units of this source. */
  readonly #files = new Map<string, FolderFile>();
  /** Second looks at files in which something is missing. */
  readonly #doubts = new Map<string, NodeJS.Timeout>();
  readonly #changed = new Set<string>();
  #folderChanged = false;
  readonly #burst: QuietTimer;
  #rescan: NodeJS.Timeout | undefined;
  #sink: Sink | undefined;
  readonly #lastGood: LastGoodFile;
  /** What files that are still to be read for the first time held when they were good. */
  #remembered: GoodResources = new Map();
  /** Whether what is broken has changed since it was last saved. */
  #isBrokenDirty = false;
  /** Looks and writes happen one after another. */
  #work: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(folder: string, logger: Logger, options: FolderOptions = {}) {
    this.name = `folder ${folder}`;
    this.#folder = folder;
    this.#logger = logger;
    this.#options = { quietMs: 15, maxWaitMs: 60, settleMs: 250, rescanMs: 30_000, ...options };
    this.#lastGood = new LastGoodFile(folder, logger);
    this.#burst = new QuietTimer(this.#options, () => this.#takeBurst());
    this.#watch = new FolderWatch((inside, name) => this.#notice(inside, name), this.#logger);
  }

  async start(sink: Sink): Promise<void> {
    this.#sink = sink;
    try {
      await this.#enqueue(async () => {
        this.#remembered = await this.#lastGood.load();
        await this.#scan();
        this.#isBrokenDirty ||= this.#remembered.size > 0;
        this.#remembered = new Map();
      });
    } catch (error) {
      await this.stop();
      throw new Error(
        `${this.#folder} cannot be read (${errorCode(error) ?? errorText(error)}); give a folder of YAML files`,
      );
    }
    this.#rescan = setInterval(() => this.#notice(this.#folder, null), this.#options.rescanMs);
    this.#rescan.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#watch.close();
    clearInterval(this.#rescan);
    this.#burst.cancel();
    for (const timer of this.#doubts.values()) clearTimeout(timer);
    await this.#work;
  }

  async write(changes: readonly Change[]): Promise<void> {
    await this.#enqueue(async () => {
      const files = await planFolderWrite(this.#folder, changes, (place) => {
        return this.#files.get(place)?.documents ?? [];
      });
      await writeFiles(this.#folder, files);
      for (const place of files.keys()) await this.#look(place, true);
    });
  }

  #enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => {}).then(() => this.#saveGood());
    return done;
  }

  #notice(inside: string, name: string | null): void {
    // Of hidden files only `..data` matters, by which a ConfigMap changes as a whole.
    if (name !== null && isHidden(name) && !name.startsWith("..")) return;
    const place = relative(this.#folder, join(inside, name ?? ""))
      .split(sep)
      .join("/");
    if (isResourceFile(basename(place)) && !place.startsWith("../")) this.#changed.add(place);
    else this.#folderChanged = true;
    if (!this.#stopped) this.#burst.touch();
  }

  #takeBurst(): void {
    this.#enqueue(() => this.#takeChanges()).catch((error: unknown) => {
      const reason = errorText(error);
      const message = "the folder cannot be read, what was read before stays in force";
      this.#logger.error(message, { folder: this.#folder, reason });
    });
  }

  async #takeChanges(): Promise<void> {
    const changed = [...this.#changed];
    this.#changed.clear();
    if (this.#folderChanged) return await this.#scan();
    for (const place of changed) {
      // A file that is new may be a folder or a link: that is for a look at the whole.
      if (!this.#files.has(place)) return await this.#scan();
      await this.#look(place);
    }
  }

  async #scan(): Promise<void> {
    this.#folderChanged = false;
    let found = await findFiles(this.#folder);
    while (!this.#stopped && this.#watch.follow(found.folders)) {
      found = await findFiles(this.#folder);
    }
    const hidden = [...this.#files.keys(), ...this.#remembered.keys()].filter((place) =>
      isInside(place, found.unreadable),
    );
    const changed = [...found.files].filter(
      ([place, { stamp }]) => this.#files.get(place)?.stamp !== stamp,
    );
    const gone = [...this.#files.keys()].filter(
      (place) => !found.files.has(place) && !isInside(place, found.unreadable),
    );
    const suspects = new Set([...changed.map(([place]) => place), ...gone, ...hidden]);
    for (const places of batches([...suspects], 64)) {
      await Promise.all(places.map((place) => this.#look(place)));
    }
  }

  /**
   * Reads a file and tells what it holds.
   * @param believe whether what is missing is gone, rather than about to come back
   */
  async #look(place: string, believe = false): Promise<void> {
    clearTimeout(this.#doubts.get(place));
    this.#doubts.delete(place);
    const path = join(this.#folder, place);
    const content = await readContent(path);
    if (this.#stopped) return;
    const known = this.#files.get(place);
    const before = known?.told ?? [];
    const remembered = known === undefined ? this.#remembered.get(place) : undefined;
    const good = known?.good ?? remembered ?? [];
    if (content.state === "unreadable") {
      const problem = unreadable(path, content.reason);
      const told = [...before.filter(({ id }) => id !== undefined), problem];
      const documents = known?.documents ?? [];
      if (remembered !== undefined) this.#sink?.put(place, remembered);
      // The problem alone: what was there before is then held because of it.
      this.#tell(place, { stamp: "", documents, told, good: goodOf(told, good) }, [problem]);
      return;
    }
    const text = content.state === "text" ? content.text : "";
    const documents = readDocuments(text, path, known?.documents);
    const resources = resourcesOf(documents);
    if (remembered !== undefined && resources.some(({ resource }) => resource === undefined)) {
      this.#sink?.put(place, remembered);
    }
    const missing = believe ? [] : missingFrom(resources, before);
    if (content.state === "gone" && missing.length === 0) {
      this.#files.delete(place);
      this.#isBrokenDirty ||= isBroken(known);
      if (known !== undefined) this.#sink?.remove(place);
      return;
    }
    const stamp = content.state === "text" ? content.stamp : "";
    const told = [...resources, ...missing];
    this.#tell(place, { stamp, documents, told, good: goodOf(told, good) });
    if (missing.length > 0) this.#doubt(place);
  }

  #tell(place: string, file: FolderFile, told: readonly ReadResource[] = file.told): void {
    this.#isBrokenDirty ||= isBroken(file) || isBroken(this.#files.get(place));
    this.#files.set(place, file);
    this.#sink?.put(place, told);
  }

  /** Only what is broken is saved: a folder that is all right costs nothing. */
  async #saveGood(): Promise<void> {
    if (!this.#isBrokenDirty) return;
    this.#isBrokenDirty = false;
    const broken = [...this.#files].filter(([, file]) => isBroken(file));
    await this.#lastGood.save(new Map(broken.map(([place, { good }]) => [place, good])));
  }

  #doubt(place: string): void {
    const timer = setTimeout(() => {
      void this.#enqueue(() => this.#look(place, true));
    }, this.#options.settleMs);
    timer.unref();
    this.#doubts.set(place, timer);
  }
}

function isBroken(file: FolderFile | undefined): boolean {
  return file !== undefined && file.good !== file.told;
}

function missingFrom(
  resources: readonly ReadResource[],
  before: readonly ReadResource[],
): readonly ReadResource[] {
  const there = new Set(resources.map(keyOf));
  return before.filter((one) => one.id !== undefined && !there.has(keyOf(one)));
}

function unreadable(file: string, reason: string): ReadResource {
  const nowhere = { file, line: undefined, column: undefined, path: "" };
  const message = `${basename(file)} cannot be read: ${reason}`;
  return {
    resource: undefined,
    id: undefined,
    written: undefined,
    file,
    line: undefined,
    problems: [{ ...nowhere, message }],
    warnings: [],
  };
}

function isInside(place: string, folders: ReadonlySet<string>): boolean {
  return [...folders].some((folder) => place.startsWith(`${folder}/`));
}

function batches<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
