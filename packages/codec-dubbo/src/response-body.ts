import type { AttributeSet, ByteWriter, Message } from "@meltemi/core";
import { FIXED_NAMES } from "./attributes.js";
import type { Body } from "./body.js";
import { intSize, intValue } from "./hessian-int.js";
import type { HessianWalker } from "./hessian-walker.js";
import { WantedAttachments } from "./wanted-attachments.js";

/** The int that a body of status 20 starts with. From 3 on, attachments follow the value. */
const ResultType = { Exception: 0, Value: 1, Null: 2 } as const;
/** What attachments add to a result type. */
const WITH_ATTACHMENTS = 3;
const NONE = -1;

/** The Hessian body of a response of status 20: result type, value or exception, map of attachments. */
export class ResponseBody implements Body {
  readonly #walker: HessianWalker;
  readonly #attributes: AttributeSet;
  readonly #attachments: WantedAttachments;
  /** Of the attributes, for which it is known whether attachments are wanted. */
  #version = -1;
  #wantsAttachments = false;

  constructor(attributes: AttributeSet, walker: HessianWalker) {
    this.#walker = walker;
    this.#attributes = attributes;
    this.#attachments = new WantedAttachments(attributes, FIXED_NAMES.response, walker);
  }

  read(message: Message, bytes: Uint8Array, at: number, end: number): void {
    if (this.#attributes.version !== this.#version) {
      this.#version = this.#attributes.version;
      this.#wantsAttachments = this.#attachments.refresh();
    }
    if (!this.#wantsAttachments || !hasAttachments(bytes, at, end)) return;
    const attachments = this.attachmentsAt(bytes, at, end);
    if (attachments >= 0) this.#attachments.read(message, bytes, attachments, end, attachments);
  }

  attachmentsAt(bytes: Uint8Array, at: number, end: number): number {
    const type = resultType(bytes, at, end);
    if (type === NONE) return -1;
    const value = at + intSize(bytes, at, end);
    this.#walker.reset();
    if (type % WITH_ATTACHMENTS === ResultType.Null) return value;
    return this.#walker.skip(bytes, value, end);
  }
}

/** Whether the server's application threw an exception. */
export function isException(bytes: Uint8Array, at: number, end: number): boolean {
  const type = resultType(bytes, at, end);
  return type === ResultType.Exception || type === ResultType.Exception + WITH_ATTACHMENTS;
}

/** Whether attachments follow the value, as its result type says. */
export function hasAttachments(bytes: Uint8Array, at: number, end: number): boolean {
  return resultType(bytes, at, end) >= WITH_ATTACHMENTS;
}

/** 0 to 5, NONE for what is no result type. */
function resultType(bytes: Uint8Array, at: number, end: number): number {
  if (intSize(bytes, at, end) === 0) return NONE;
  const type = intValue(bytes, at);
  return type >= ResultType.Exception && type <= ResultType.Null + WITH_ATTACHMENTS ? type : NONE;
}

/** Appends the message up to its attachments, giving it the result type that announces them. */
export function writeWithAttachments(
  out: ByteWriter,
  bytes: Uint8Array,
  start: number,
  body: number,
  attachments: number,
): void {
  const type = intValue(bytes, body) + WITH_ATTACHMENTS;
  out.append(bytes, start, body);
  out.uint8(0x90 + type);
  out.append(bytes, body + intSize(bytes, body, attachments), attachments);
}
