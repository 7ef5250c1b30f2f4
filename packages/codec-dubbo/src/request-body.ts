import type { Attribute, AttributeSet, Message } from "@meltemi/core";
import { countTypes } from "./arguments.js";
import { asciiEnd, skipAsciiString } from "./ascii.js";
import { FIXED_NAMES, HEAD_NAMES } from "./attributes.js";
import type { Body } from "./body.js";
import { TAGS, Tag } from "./hessian-grammar.js";
import { isString, textStart } from "./hessian-string.js";
import { setString } from "./hessian-text.js";
import type { HessianWalker } from "./hessian-walker.js";
import { WantedAttachments } from "./wanted-attachments.js";

const INTERFACE = HEAD_NAMES.indexOf("interface");

/** Within so many bytes interface and method end, as a rule. */
const USUAL_HEAD = 96;

/**
 * The Hessian body of a request: the strings of HEAD_NAMES, the arguments, the map of attachments. What
 * cannot be read is not there: whether the request is well-formed is for the server to say.
 */
export class RequestBody implements Body {
  readonly #walker: HessianWalker;
  readonly #attributes: AttributeSet;
  readonly #head: readonly Attribute[];
  readonly #path: Attribute;
  readonly #attachments: WantedAttachments;
  // What is to be read, prepared for this version of the attributes.
  #version = -1;
  /** How many of the strings at the head. */
  #headCount = 0;
  #wantsAttachments = false;

  constructor(attributes: AttributeSet, walker: HessianWalker) {
    this.#walker = walker;
    this.#attributes = attributes;
    this.#head = HEAD_NAMES.map((name) => attributes.attribute(name));
    this.#path = attributes.attribute("path");
    this.#attachments = new WantedAttachments(attributes, FIXED_NAMES.request, walker);
  }

  read(message: Message, bytes: Uint8Array, at: number, end: number): void {
    if (this.#attributes.version !== this.#version) this.#prepare();
    const count = this.#headCount;
    if (count === 0) return;
    const wantsAttachments = this.#wantsAttachments;
    const ascii = asciiEnd(bytes, at, wantsAttachments ? end : Math.min(end, at + USUAL_HEAD));
    const walker = this.#walker;
    let types = at;
    let next = at;
    walker.reset();
    for (let i = 0; i < count; i++) {
      const attribute = this.#head[i] as Attribute;
      types = next;
      next = skipAsciiString(bytes, types, ascii);
      if (next >= 0) {
        if (attribute.wanted) message.setRange(attribute, textStart(bytes, types), next);
      } else {
        next = walker.skip(bytes, types, end);
        if (next < 0) return;
        if (!isString(bytes[types] as number)) continue; // null, as a rule
        if (attribute.wanted) setString(message, attribute, bytes, types, next);
      }
      // What the server takes for the path unless an attachment says otherwise.
      if (i === INTERFACE && this.#path.wanted) setString(message, this.#path, bytes, types, next);
    }
    if (!wantsAttachments) return;
    const attachments = this.#skipArguments(bytes, types, next, end, ascii);
    if (attachments >= 0) this.#attachments.read(message, bytes, attachments, end, ascii);
  }

  #prepare(): void {
    this.#version = this.#attributes.version;
    this.#wantsAttachments = this.#attachments.refresh();
    let count = this.#head.length;
    if (!this.#wantsAttachments) {
      while (count > 0 && this.#head[count - 1]?.wanted === false) count--;
    }
    this.#headCount = count;
  }

  attachmentsAt(bytes: Uint8Array, at: number, end: number): number {
    let types = at;
    let next = at;
    this.#walker.reset();
    for (let i = 0; i < HEAD_NAMES.length; i++) {
      types = next;
      next = this.#walker.skip(bytes, types, end);
      if (next < 0) return -1;
    }
    return this.#skipArguments(bytes, types, next, end, at);
  }

  /** Passes over the arguments at `at`, whose types are the string at `types`, which ends at `at`. */
  #skipArguments(bytes: Uint8Array, types: number, at: number, end: number, ascii: number): number {
    const tag = bytes[types] as number;
    if (!isString(tag) || TAGS[tag] === Tag.StringChunk) return -1;
    let position = at;
    for (let left = countTypes(bytes, textStart(bytes, types), at); left !== 0; left--) {
      if (left < 0) return -1;
      const next = skipAsciiString(bytes, position, ascii);
      position = next < 0 ? this.#walker.skip(bytes, position, end) : next;
      if (position < 0) return -1;
    }
    return position;
  }
}
