import { type FSWatcher, watch } from "node:fs";
import { errorText } from "../error-text.js";
import type { Logger } from "../logger.js";
import type { FolderIdentity } from "./find-files.js";

interface Watched {
  readonly identity: FolderIdentity;
  readonly watcher: FSWatcher;
}

/** Tells what changes in a set of folders. Alone it does not keep the process alive. */
export class FolderWatch {
  readonly #watched = new Map<string, Watched>();
  readonly #onChange: (folder: string, name: string | null) => void;
  readonly #logger: Logger;
  #complained = false;

  constructor(onChange: (folder: string, name: string | null) => void, logger: Logger) {
    this.#onChange = onChange;
    this.#logger = logger;
  }

  /**
   * Watches these folders and no others.
   * @returns whether one of them was not watched before: what changed in it until now went unseen
   */
  follow(folders: ReadonlyMap<string, FolderIdentity>): boolean {
    for (const [folder, { identity }] of this.#watched) {
      if (folders.get(folder) !== identity) this.#unwatch(folder);
    }
    let added = false;
    for (const [folder, identity] of folders) {
      if (!this.#watched.has(folder)) added = this.#watch(folder, identity) || added;
    }
    return added;
  }

  close(): void {
    for (const folder of this.#watched.keys()) this.#unwatch(folder);
  }

  #watch(folder: string, identity: FolderIdentity): boolean {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) =>
        this.#onChange(folder, name),
      );
      watcher.on("error", () => this.#unwatch(folder)); // the folder is gone
      this.#watched.set(folder, { identity, watcher });
      return true;
    } catch (error) {
      if (!this.#complained) {
        this.#complained = true;
        const reason = errorText(error);
        const remedy = "changes are noticed late; raise fs.inotify.max_user_watches";
        this.#logger.warn(`a folder cannot be watched; ${remedy}`, { folder, reason });
      }
      return false;
    }
  }

  #unwatch(folder: string): void {
    this.#watched.get(folder)?.watcher.close();
    this.#watched.delete(folder);
  }
}
