import type { Message } from "@meltemi/core";

/** How to find one's way in the Hessian bodies of one direction. All lie in `bytes[at, end)`. */
export interface Body {
  /** Sets the attributes that are wanted, and reads no further than they need. */
  read(message: Message, bytes: Uint8Array, at: number, end: number): void;
  /** Offset of the attachments, or where they belong; -1 when the way to them cannot be read. */
  attachmentsAt(bytes: Uint8Array, at: number, end: number): number;
}
