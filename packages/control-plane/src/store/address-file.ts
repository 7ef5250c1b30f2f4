import { mkdir, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errorCode, errorText } from "../error-text.js";
import type { Logger } from "../logger.js";
import { writeFileAtomically } from "../sources/write-file.js";

/** Hosts that are gone whose addresses are kept for when they come back. */
const MOST_REMEMBERED = 1000;

/** The addresses that were given to hosts, kept in a file so that they survive a restart. */
export class AddressFile {
  readonly #path: string | undefined;
  readonly #logger: Logger;
  #addresses: ReadonlyMap<string, string> = new Map();
  #inUse: ReadonlyMap<string, string> | undefined;

  /** @param folder the folder of the resources. Undefined: kept in memory only */
  constructor(folder: string | undefined, logger: Logger) {
    this.#path = folder === undefined ? undefined : join(folder, ".meltemi", "addresses.json");
    this.#logger = logger;
  }

  /** By host: those in use, and those of hosts that may come back. */
  get addresses(): ReadonlyMap<string, string> {
    return this.#addresses;
  }

  /** Reads the file. One that is damaged is put aside, and addresses are given anew. */
  async load(): Promise<void> {
    if (this.#path === undefined) return;
    try {
      this.#addresses = parse(await readFile(this.#path, "utf8"));
    } catch (error) {
      if (errorCode(error) === "ENOENT") return;
      const aside = `${this.#path}.damaged`;
      await rename(this.#path, aside).catch(() => {});
      const message = "the file of addresses cannot be read, so services may get other addresses";
      this.#logger.error(message, { file: this.#path, aside, reason: errorText(error) });
    }
  }

  /**
   * Takes note of what is in use now, and has written it when it resolves: an address must not be told to anybody
   * before that.
   */
  async keep(inUse: ReadonlyMap<string, string>): Promise<void> {
    if (inUse === this.#inUse) return;
    this.#inUse = inUse;
    const next = remember(this.#addresses, inUse);
    if (isSame(this.#addresses, next)) return;
    this.#addresses = next;
    if (this.#path === undefined) return;
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      const text = JSON.stringify({ addresses: Object.fromEntries(next) }, undefined, 2);
      await writeFileAtomically(this.#path, `${text}\n`);
    } catch (error) {
      const message =
        "addresses cannot be written and may change with a restart; make the file writable";
      this.#logger.error(message, { file: this.#path, reason: errorText(error) });
    }
  }
}

function remember(
  before: ReadonlyMap<string, string>,
  inUse: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const taken = new Set(inUse.values());
  const gone = [...before].filter(([host, address]) => !inUse.has(host) && !taken.has(address));
  const all = [...inUse, ...gone.slice(0, MOST_REMEMBERED)];
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([host, address]) => b.get(host) === address);
}

/** @throws {Error} when it is not such a file */
function parse(text: string): ReadonlyMap<string, string> {
  const content: unknown = JSON.parse(text);
  const { addresses } = content as { addresses?: unknown };
  if (typeof addresses !== "object" || addresses === null) throw new Error("no addresses in it");
  const entries = Object.entries(addresses).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return new Map(entries);
}
