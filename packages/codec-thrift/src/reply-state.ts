import type { Message } from "@meltemi/core";
import type { MessageBegin } from "./message-begin.js";

// A reply repeats the request's name. The bytes that are kept for it end with the name, and codecState
// holds its length, so nothing has to be read again: length << 1 | strict.

/** Before the name is known: a reply can be made, without it. `kept` bytes are there. */
export function setNameless(message: Message, kept: number): void {
  message.replySize = kept;
  message.codecState = 1;
}

export function setName(message: Message, begin: MessageBegin): void {
  message.replySize = begin.nameEnd - message.start;
  message.codecState = ((begin.nameEnd - begin.nameStart) << 1) | (begin.strict ? 1 : 0);
}

export function nameLengthOf(message: Message): number {
  return message.codecState >> 1;
}

export function isStrict(message: Message): boolean {
  return (message.codecState & 1) === 1;
}
