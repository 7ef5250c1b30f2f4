import type { ByteWriter, Mutation } from "@meltemi/core";
import { END, NULL, TAGS, Tag, UNTYPED_MAP } from "./hessian-grammar.js";
import { isString, textStart, textUnits } from "./hessian-string.js";
import { textOf } from "./hessian-text.js";
import type { HessianWalker } from "./hessian-walker.js";
import { writeString } from "./hessian-writer.js";
import { entriesStart } from "./wanted-attachments.js";

/** What becomes of an entry of the mutation. */
const Fate = { Refused: 0, Nothing: 1, Append: 2, Replace: 3, Remove: 4 } as const;

/** Integers kept of an entry of the map: offsets of key, value and end, and the mutation's entry for it. */
const ENTRY = 4;
const UNNAMED = -1;
/** Maps with more entries are not edited. Bounds the memory that a hostile message leaves behind. */
const MAX_ENTRIES = 16_384;

/**
 * Rewrites a map of attachments. All that the mutation does not name stays byte for byte and in its place,
 * since values may refer to earlier ones by number.
 */
export class AttachmentEditor {
  readonly #walker: HessianWalker;
  #bytes: Uint8Array = new Uint8Array(0);
  /** The map, from its first byte to its END; empty where there was none. */
  #start = 0;
  #end = 0;
  #isNew = false;
  /** Offset of what follows the map. */
  #behind = 0;
  #entries = new Int32Array(16 * ENTRY);
  #used = 0;
  readonly #fates: number[] = [];

  constructor(walker: HessianWalker) {
    this.#walker = walker;
  }

  /**
   * Decides what the mutation does to the map at `at`, or to no map where `at` is `end`. Whatever precedes
   * the map has been walked; -1 for `at` says that it could not be.
   * @returns how many entries of the mutation are refused
   */
  plan(
    bytes: Uint8Array,
    at: number,
    end: number,
    mutation: Mutation,
    fixedNames: ReadonlySet<string>,
  ): number {
    this.#bytes = bytes;
    this.#used = 0;
    this.#fates.length = 0;
    const readable = at >= 0 && this.#readMap(at, end);
    let refused = 0;
    for (let i = 0; i < mutation.size; i++) {
      const editable = readable && !fixedNames.has(mutation.nameAt(i).toLowerCase());
      const fate = editable ? this.#decide(mutation, i) : Fate.Refused;
      if (fate === Fate.Refused) refused++;
      this.#fates.push(fate);
    }
    return refused;
  }

  /** Whether the plan comes to anything. */
  get changes(): boolean {
    return this.#fates.some((fate) => fate >= Fate.Append);
  }

  /** Appends the map as planned. Returns the offset of what follows the old one. */
  write(mutation: Mutation, out: ByteWriter): number {
    const bytes = this.#bytes;
    if (this.#isNew) out.uint8(UNTYPED_MAP);
    let copied = this.#start;
    for (let entry = 0; entry < this.#used; entry += ENTRY) {
      const index = this.#entries[entry + 3] as number;
      const fate = index === UNNAMED ? Fate.Nothing : this.#fates[index];
      if (fate === Fate.Replace) {
        out.append(bytes, copied, this.#entries[entry + 1] as number);
        writeString(out, mutation.valueAt(index) as string);
      } else if (fate === Fate.Remove) {
        out.append(bytes, copied, this.#entries[entry] as number);
      } else {
        continue;
      }
      copied = this.#entries[entry + 2] as number;
    }
    out.append(bytes, copied, this.#end);
    for (let i = 0; i < mutation.size; i++) {
      if (this.#fates[i] !== Fate.Append) continue;
      writeString(out, mutation.nameAt(i));
      writeString(out, mutation.valueAt(i) as string);
    }
    out.uint8(END);
    return this.#behind;
  }

  /** Notes where the entries are. False when the attachments are no map, or not to be read to their end. */
  #readMap(at: number, end: number): boolean {
    const bytes = this.#bytes;
    this.#start = at;
    this.#isNew = at === end || bytes[at] === NULL;
    if (this.#isNew) {
      this.#end = at;
      this.#behind = at === end ? at : at + 1;
      return true;
    }
    let key = entriesStart(bytes, at, end);
    while (key >= 0 && key < end) {
      if (bytes[key] === END) {
        this.#end = key;
        this.#behind = key + 1;
        return true;
      }
      const value = this.#walker.skip(bytes, key, end);
      if (value < 0) return false;
      const next = this.#walker.skip(bytes, value, end);
      if (!this.#note(key, value, next)) return false;
      key = next;
    }
    return false;
  }

  #note(key: number, value: number, next: number): boolean {
    if (this.#used === this.#entries.length) {
      if (this.#used >= MAX_ENTRIES * ENTRY) return false;
      const entries = new Int32Array(this.#used * 2);
      entries.set(this.#entries);
      this.#entries = entries;
    }
    this.#entries[this.#used] = key;
    this.#entries[this.#used + 1] = value;
    this.#entries[this.#used + 2] = next;
    this.#entries[this.#used + 3] = UNNAMED;
    this.#used += ENTRY;
    return true;
  }

  /** Marks the entries of that name. All of them, should there be several: Java keeps the last. */
  #decide(mutation: Mutation, index: number): number {
    const name = mutation.nameAt(index);
    let found = false;
    for (let entry = 0; entry < this.#used; entry += ENTRY) {
      const value = this.#entries[entry + 1] as number;
      if (!isKey(this.#bytes, this.#entries[entry] as number, value, name)) continue;
      // Later values may refer to this one, or to something inside it.
      if ((TAGS[this.#bytes[value] as number] as number) > Tag.BinaryChunk) return Fate.Refused;
      this.#entries[entry + 3] = index;
      found = true;
    }
    if (mutation.valueAt(index) === undefined) return found ? Fate.Remove : Fate.Nothing;
    return found ? Fate.Replace : Fate.Append;
  }
}

/** Whether the value in `bytes[at, end)` is the string `name`. */
function isKey(bytes: Uint8Array, at: number, end: number, name: string): boolean {
  if (!isString(bytes[at] as number)) return false;
  const start = textStart(bytes, at);
  if (textUnits(bytes, at) !== end - start) return textOf(bytes, at, end) === name; // not ASCII
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) {
    if (name.charCodeAt(i) !== bytes[start + i]) return false;
  }
  return true;
}
