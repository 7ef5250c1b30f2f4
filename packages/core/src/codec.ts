import type { AttributeDoc, AttributeSet } from "./attribute.js";
import type { ByteWriter } from "./byte-writer.js";
import type { CONTRACT_VERSION } from "./contract-version.js";
import type { ErrorKind, ProxyError } from "./errors.js";
import type { Limits } from "./limits.js";
import type { Message } from "./message.js";
import type { Mutation } from "./mutation.js";

/**
 * How an answer finds its request:
 * - `id`: both carry a request id, so one upstream connection serves many clients at once;
 * - `order`: answers come in the order of the requests. Where messages carry ids all the same, and
 *   servers may be trusted with them, `setRequestId` lets a cluster with `multiplexing: true` share its
 *   connections as with `id`; clients still get their answers in order;
 * - `connection`: a client's connection is tied to one of its own to the server.
 */
export type Correlation = "id" | "order" | "connection";

/** A protocol: a frozen object made by a factory, so that two copies of core can meet. */
export interface CodecPlugin {
  readonly contract: typeof CONTRACT_VERSION;
  readonly kind: "codec";
  /** Name in configuration and in port names: "dubbo", "qza". Lower case. */
  readonly protocol: string;
  /** Other names, such as "aeraki.meta_protocol.codec.dubbo". */
  readonly aliases?: readonly string[];
  readonly correlation: Correlation;
  /**
   * Where ids can be rewritten: how many low bits the proxy may choose. Up to 32, what a codec puts into
   * `requestIdHigh` of a request is its own: it comes back in `setRequestId` and means nothing to the proxy.
   */
  readonly requestIdBits?: 31 | 32 | 53 | 64;
  /** What decode can put into a message. */
  readonly attributes: readonly AttributeDoc[];
  /** What a client sees for each kind of error, in words, for docs and the CLI. */
  readonly errorReplies: Readonly<Record<ErrorKind, string>>;
  /** Makes the codec of one connection and direction. It may keep state. */
  create(context: CodecContext): Codec;
}

export interface CodecContext {
  /** "request": decodes what clients send. "response": decodes what servers answer. */
  readonly direction: "request" | "response";
  /** Which attributes somebody wants. */
  readonly attributes: AttributeSet;
  readonly limits: Limits;
}

export interface Codec {
  /**
   * Reads the message that starts at `start` and fills `message` (reset, with `bytes` and `start` set).
   * Reads no byte at or behind `end`, and allocates nothing by a length it has only been told.
   * @returns the bytes that the message occupies, 0 when more are needed to tell. It may exceed
   *   `end - start`; the framework then calls again when that many have arrived, and only looks at
   *   `message` when all have, or when the size is over its limit and the client is to be told.
   *   `-n` when only the walk through the message can tell where it ends, and it cannot end before `n`
   *   bytes, more than there are: the next call comes when those are there. Any call after one that
   *   did not return the size of a whole message is for the same message again, perhaps at another place
   *   in memory, so a codec may go on where it stopped.
   * @throws {CodecError} when the bytes are not a message of this protocol; the connection ends. The client
   *   of a request is told before, by `onError`, if `replySize` has been set and that many bytes are there
   */
  decode(bytes: Uint8Array, start: number, end: number, message: Message): number;

  // All that append write only to bytes that `out` has reserved for them: what lies beyond is the memory of
  // other messages.

  /**
   * Appends `message` with the mutation applied. Called only when the mutation is not empty: unmutated
   * messages are copied byte for byte by the framework.
   * @param request for a response: the request that it answers, as for `onError`
   * @returns how many entries of the mutation it could not apply (counted as `mutation_refused`)
   */
  encode(message: Message, mutation: Mutation, out: ByteWriter, request?: Message): number;

  /**
   * Appends a reply in this protocol that tells the client what went wrong. Of the request's bytes only
   * the first `replySize` are there; every field of the message holds what decode left in it.
   */
  onError(request: Message, error: ProxyError, out: ByteWriter): void;

  /**
   * Where messages carry ids: gives the encoded message `out.bytes[start, out.length)`, a copy of `message` or
   * what `encode` made of it, another request id. Where the width changes, `out.splice` makes room.
   */
  setRequestId?(message: Message, high: number, low: number, out: ByteWriter, start: number): void;

  /** Appends the answer to a heartbeat that the peer sent; nothing if it was itself an answer. */
  onHeartbeat?(heartbeat: Message, out: ByteWriter): void;

  /** Appends a heartbeat that asks the peer for an answer, to keep an idle connection alive. */
  heartbeat?(idHigh: number, idLow: number, out: ByteWriter): void;
}
