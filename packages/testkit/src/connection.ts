import {
  AttributeSet,
  type Codec,
  type CodecError,
  DEFAULT_LIMITS,
  Message,
  MessageKind,
} from "@meltemi/core";
import { check, fail, show } from "./check.js";
import { type DecodedMessage, readMessage } from "./decoded-message.js";
import type { CodecSubject, Direction, MessageSample } from "./subject.js";

/** What decode did: the size or the negative bound that it returned, or the CodecError that it threw. */
export type Outcome = number | CodecError;

/** One direction of one connection: a codec, and the message that the proxy reuses with it. */
export interface Connection {
  readonly direction: Direction;
  readonly codec: Codec;
  readonly attributes: AttributeSet;
  readonly message: Message;
  /** One call of decode, on the reset message. */
  decode(bytes: Uint8Array, start: number, end: number): Outcome;
  /** Decodes bytes that must be one whole message. */
  decodeWhole(bytes: Uint8Array, what: string): DecodedMessage;
}

/** Opens a connection that wants every attribute of the samples and the documentation, or none. */
export function connect(
  subject: CodecSubject,
  direction: Direction,
  wanted: "all" | "none" = "all",
): Connection {
  const attributes = new AttributeSet();
  const limits = subject.limits ?? DEFAULT_LIMITS;
  if (wanted === "all") for (const name of attributeNames(subject)) attributes.want(name);
  const codec = subject.plugin.create({ direction, attributes, limits });
  const message = new Message();
  const kind = direction === "request" ? MessageKind.Request : MessageKind.Response;

  function decode(bytes: Uint8Array, start: number, end: number): Outcome {
    message.reset(kind, bytes, start);
    let size: number;
    try {
      size = codec.decode(bytes, start, end, message);
    } catch (error) {
      if (isCodecError(error)) return error;
      return fail(`decode threw ${show(error)}; it may throw nothing but CodecError`);
    }
    check(
      Number.isSafeInteger(size) && (size >= 0 || -size > end - start),
      `decode returned ${size} for ${end - start} bytes, neither a size nor a bound beyond them`,
    );
    message.size = Math.max(size, 0);
    return size;
  }

  function decodeWhole(bytes: Uint8Array, what: string): DecodedMessage {
    expectSize(decode(bytes, 0, bytes.length), bytes.length, what);
    return readMessage(message, attributes);
  }

  return { direction, codec, attributes, message, decode, decodeWhole };
}

export function expectSize(outcome: Outcome, size: number, what: string): void {
  if (outcome !== size) fail(`${what}: decode: ${show(outcome)}, expected ${size}`);
}

/** By name, since the codec may have another copy of core. */
export function isCodecError(error: unknown): error is CodecError {
  return error instanceof Error && error.name === "CodecError" && "reason" in error;
}

/** Every attribute that the samples carry or the plugin documents; "*" in a name stands for a family. */
export function attributeNames(subject: CodecSubject): Set<string> {
  const samples = [...subject.requests, ...subject.responses];
  const mutated = (subject.mutations ?? []).flatMap((mutation) => Object.keys(mutation.attributes));
  const documented = subject.plugin.attributes.map((attribute) => attribute.name);
  return new Set([
    ...documented.filter((name) => !name.includes("*")),
    ...samples.flatMap((sample) => Object.keys(sample.attributes)),
    ...mutated,
  ]);
}

/** Every sample with its direction and a name for failures. */
export function* samplesOf(
  subject: CodecSubject,
): Generator<{ direction: Direction; sample: MessageSample; what: string }> {
  for (const sample of subject.requests) {
    yield { direction: "request", sample, what: `request "${sample.name}"` };
  }
  for (const sample of subject.responses) {
    yield { direction: "response", sample, what: `response "${sample.name}"` };
  }
}

export const DIRECTIONS: readonly Direction[] = ["request", "response"];

export function samplesIn(subject: CodecSubject, direction: Direction): readonly MessageSample[] {
  return direction === "request" ? subject.requests : subject.responses;
}
