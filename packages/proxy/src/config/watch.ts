import { createHash } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { dirname, resolve } from "node:path";

export interface WatchOptions {
  /** The text that is in use already. Left out: what the file holds when watching begins. */
  readonly current?: string;
  /** Milliseconds of quiet after an event before the file is read. @default 50 */
  readonly debounceMs?: number;
  /** Gets what `onChange` throws. The watch goes on. Left out: it is dropped. */
  readonly onError?: (error: unknown) => void;
}

export interface ConfigWatch {
  /** Ends the watch. `onChange` is not called again once the promise has settled. */
  close(): Promise<void>;
}

/**
 * Calls `onChange` with the file's text whenever the text differs from the last, one call at a time.
 *
 * Folders are watched and contents compared, so that edits in place, editors that replace the file and
 * the symbolic links of a Kubernetes ConfigMap are all seen, and a touch is not taken for a change. A
 * file that is gone or empty for a while is waited for. File systems without events (NFS) are not watched.
 * The watch alone does not keep the process alive.
 *
 * @throws {Error} when the file's folder does not exist
 */
export function watchConfig(
  file: string,
  onChange: (text: string) => void | Promise<void>,
  options: WatchOptions = {},
): ConfigWatch {
  return new FileWatch(resolve(file), onChange, options);
}

class FileWatch implements ConfigWatch {
  readonly #file: string;
  readonly #onChange: (text: string) => void | Promise<void>;
  readonly #options: WatchOptions;
  /** By folder: the one in which the file stands, and the one to which a link leads. */
  readonly #watchers = new Map<string, FSWatcher>();
  #hash: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void>;
  #closed = false;

  constructor(
    file: string,
    onChange: (text: string) => void | Promise<void>,
    options: WatchOptions,
  ) {
    this.#file = file;
    this.#onChange = onChange;
    this.#options = options;
    if (options.current !== undefined) this.#hash = hashOf(options.current);
    this.#watchFolder(dirname(file));
    // Read once at the start: the file may have changed between its first reading and this watch.
    this.#work = this.#look();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    await this.#work;
  }

  #watchFolder(folder: string): void {
    if (this.#watchers.has(folder)) return;
    const watcher = watch(folder, { persistent: false }, () => this.#arm());
    watcher.on("error", () => this.#unwatchFolder(folder)); // the folder is gone
    this.#watchers.set(folder, watcher);
  }

  #unwatchFolder(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #arm(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#work = this.#work.then(() => this.#look());
    }, this.#options.debounceMs ?? 50);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    let text: string;
    try {
      await this.#followLink();
      text = await readFile(this.#file, "utf8");
    } catch {
      text = "";
    }
    if (text === "") {
      this.#hash ??= NO_FILE;
      return; // in the midst of being replaced or written: another event follows
    }
    const hash = hashOf(text);
    const first = this.#hash === undefined;
    if (this.#closed || hash === this.#hash) return;
    this.#hash = hash;
    if (first) return;
    try {
      await this.#onChange(text);
    } catch (error) {
      this.#options.onError?.(error);
    }
  }

  /** Watches the folder that a symbolic link leads to now, and no longer where it led before. */
  async #followLink(): Promise<void> {
    const own = dirname(this.#file);
    const target = dirname(await realpath(this.#file));
    for (const folder of this.#watchers.keys()) {
      if (folder !== own && folder !== target) this.#unwatchFolder(folder);
    }
    if (!this.#closed) this.#watchFolder(target);
  }
}

const NO_FILE = "";

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
