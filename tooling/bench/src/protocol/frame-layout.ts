import { writeUint32 } from "@meltemi/core";

/**
 * A frame of the load, complete but for what tells one request from another. All frames of a protocol
 * and direction have one size, so that finding the next is one addition: the generator must cost less
 * than what it measures.
 */
export interface FrameLayout {
  readonly template: Uint8Array;
  /** 32 bits: the request id, or the lower half of one of 64 bits. The backend copies it. */
  readonly idAt: number;
  /** 32 bits that no proxy looks at: here the number of the client's connection. The backend copies them. */
  readonly connectionAt: number;
  /** A byte that no proxy looks at: here `markerOf(id)`, and one more in the answer. */
  readonly markerAt: number;
}

/** The frame of a right answer, and how any other answer of the protocol is described. */
export interface AnswerLayout extends FrameLayout {
  /** Two words of 32 bits that say size and outcome. Only a right answer has both as in the template. */
  readonly sizeAt: number;
  readonly statusAt: number;
  /** Bytes at the start that every answer has, errors as well, with all that `sizeOf` and `statusOf` read. */
  readonly headBytes: number;
  /** Size of the whole frame of which the head is at `at`. */
  sizeOf(bytes: Uint8Array, at: number): number;
  /** What its head says of the outcome: "status 60". */
  statusOf(bytes: Uint8Array, at: number): string;
}

/** Follows from the id, so that an answer with another request's body is noticed. At most 63. */
export function markerOf(id: number): number {
  return (id ^ (id >>> 10)) & 0x3f;
}

/** `count` frames in a row, of that connection. */
export function framesOf(layout: FrameLayout, count: number, connection: number): Uint8Array {
  const { template, connectionAt } = layout;
  const bytes = new Uint8Array(template.length * count);
  for (let at = 0; at < bytes.length; at += template.length) {
    bytes.set(template, at);
    writeUint32(bytes, at + connectionAt, connection);
  }
  return bytes;
}
