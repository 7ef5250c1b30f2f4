import type { Attribute, AttributeSet, Message } from "@meltemi/core";
import { asciiEnd, skipAsciiString } from "./ascii.js";
import { END, TYPED_MAP, UNTYPED_MAP } from "./hessian-grammar.js";
import { isString, textStart } from "./hessian-string.js";
import { setString, textOf } from "./hessian-text.js";
import { type HessianWalker, skipType } from "./hessian-walker.js";

/** An attribute that is an attachment, with what tells its key from others. */
interface Name {
  readonly attribute: Attribute;
  /** UTF-16 units of the name, in lower case. */
  readonly units: Uint16Array;
  readonly lengthBit: number;
}

/** The attachments that somebody wants, read from their map into messages. */
export class WantedAttachments {
  readonly #attributes: AttributeSet;
  /** Attributes that come from elsewhere, whatever attachments there are of the same name. */
  readonly #fixedNames: ReadonlySet<string>;
  readonly #walker: HessianWalker;
  readonly #names: Name[] = [];
  /** How many attributes of the set have been looked at. */
  #known = 0;
  /** A bit for the length of each wanted name, modulo 32: most keys are ruled out by it alone. */
  #lengths = 0;

  constructor(attributes: AttributeSet, fixedNames: ReadonlySet<string>, walker: HessianWalker) {
    this.#attributes = attributes;
    this.#fixedNames = fixedNames;
    this.#walker = walker;
  }

  /** Whether any attachment is wanted. To be called whenever another attribute is, before `read`. */
  refresh(): boolean {
    this.#learn();
    this.#lengths = 0;
    for (const { attribute, lengthBit } of this.#names) {
      if (attribute.wanted) this.#lengths |= lengthBit;
    }
    return this.#lengths !== 0;
  }

  /**
   * Reads the attachments at `at`. Where they cannot be read on, what was found before stays.
   * @param asciiUpTo an offset up to which all is ASCII, from `at` or before
   */
  read(message: Message, bytes: Uint8Array, at: number, end: number, asciiUpTo: number): void {
    let ascii = asciiUpTo;
    let position = entriesStart(bytes, at, end);
    while (position >= 0 && position < end && bytes[position] !== END) {
      if (position >= ascii) ascii = asciiEnd(bytes, position, end);
      const key = position;
      let attribute: Attribute | undefined;
      let value = skipAsciiString(bytes, key, ascii);
      if (value >= 0) {
        attribute = this.#find(bytes, textStart(bytes, key), value);
      } else {
        value = this.#walker.skip(bytes, key, end);
        if (value < 0) return;
        if (isString(bytes[key] as number)) attribute = this.#findText(textOf(bytes, key, value));
      }
      position = skipAsciiString(bytes, value, ascii);
      if (position >= 0) {
        if (attribute !== undefined) {
          message.setRange(attribute, textStart(bytes, value), position);
        }
        continue;
      }
      position = this.#walker.skip(bytes, value, end);
      if (position < 0) return;
      if (attribute !== undefined && isString(bytes[value] as number)) {
        setString(message, attribute, bytes, value, position);
      }
    }
  }

  /** The wanted attribute whose name is the ASCII text `bytes[start, end)`, in any case. */
  #find(bytes: Uint8Array, start: number, end: number): Attribute | undefined {
    const length = end - start;
    if ((this.#lengths & (1 << length)) === 0) return undefined;
    for (const { attribute, units } of this.#names) {
      if (attribute.wanted && units.length === length && matches(units, bytes, start)) {
        return attribute;
      }
    }
    return undefined;
  }

  #findText(key: string): Attribute | undefined {
    const name = key.toLowerCase();
    return this.#names.find(({ attribute }) => attribute.wanted && attribute.name === name)
      ?.attribute;
  }

  #learn(): void {
    const { all } = this.#attributes;
    for (; this.#known < all.length; this.#known++) {
      const attribute = all[this.#known] as Attribute;
      const { name } = attribute;
      if (this.#fixedNames.has(name)) continue;
      const units = Uint16Array.from({ length: name.length }, (_, i) => name.charCodeAt(i));
      this.#names.push({ attribute, units, lengthBit: 1 << name.length });
    }
  }
}

/** Offset of the first key of the map at `at`; -1 when there is no map. */
export function entriesStart(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  if (bytes[at] === UNTYPED_MAP) return at + 1;
  return bytes[at] === TYPED_MAP ? skipType(bytes, at + 1, end) : -1;
}

function matches(units: Uint16Array, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < units.length; i++) {
    let byte = bytes[start + i] as number;
    if (byte >= 0x41 && byte <= 0x5a) byte |= 0x20; // A to Z
    if (byte !== units[i]) return false;
  }
  return true;
}
