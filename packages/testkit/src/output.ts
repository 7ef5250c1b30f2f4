import {
  ByteWriter,
  ErrorKind,
  type Message,
  MessageKind,
  Mutation,
  type ProxyError,
} from "@meltemi/core";
import { connect, samplesOf } from "./connection.js";
import type { CodecSubject, MutationSample } from "./subject.js";

/** One thing that a codec can append: an encoded message, an error reply, a heartbeat. */
export interface Output {
  readonly what: string;
  readonly write: (out: ByteWriter) => void;
}

/** Everything that the samples give reason to append, each from a freshly decoded message. */
export function* outputsOf(subject: CodecSubject): Generator<Output> {
  for (const sample of subject.mutations ?? []) {
    const { codec, message, decodeWhole } = connect(subject, sample.direction ?? "request");
    const what = `mutation "${sample.name}"`;
    decodeWhole(sample.message.bytes, what);
    const request = requestOf(subject, sample);
    yield { what, write: (out) => codec.encode(message, mutationOf(sample), out, request) };
  }
  for (const { direction, sample, what } of samplesOf(subject)) {
    const { codec, message, decodeWhole } = connect(subject, direction);
    const { kind } = decodeWhole(sample.bytes, what);
    if (direction === "request" && kind === MessageKind.Request) {
      const error = errorOf(ErrorKind.Unspecified);
      yield { what: `reply to ${what}`, write: (out) => codec.onError(message, error, out) };
    }
    if (kind === MessageKind.Heartbeat && codec.onHeartbeat !== undefined) {
      yield { what: `answer to ${what}`, write: (out) => codec.onHeartbeat?.(message, out) };
    }
  }
  const { codec } = connect(subject, "response");
  if (codec.heartbeat !== undefined) {
    yield { what: "heartbeat", write: (out) => codec.heartbeat?.(0, 7, out) };
  }
}

/** What `write` appends to an empty writer. */
export function outputOf(write: (out: ByteWriter) => void): Uint8Array {
  const out = new ByteWriter();
  write(out);
  return out.bytes.slice(0, out.length);
}

/** A writer that holds `prefix`, its free room filled with `dirt` as after earlier use. */
export function dirtyWriter(prefix: Uint8Array, dirt: number): ByteWriter {
  const out = new ByteWriter(1 << 16);
  out.bytes.fill(dirt);
  out.append(prefix, 0, prefix.length);
  return out;
}

/** A writer that knows how far it has been reserved. */
export class WatchedWriter extends ByteWriter {
  reserved = 0;

  override reserve(size: number): number {
    const at = super.reserve(size);
    this.reserved = Math.max(this.reserved, this.length);
    return at;
  }
}

/** A writer with no room to spare, so that every reserve moves its storage. */
export class TightWriter extends ByteWriter {
  constructor() {
    super(0);
  }

  protected override grow(capacity: number): void {
    const bytes = new Uint8Array(capacity);
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
  }
}

export function mutationOf(sample: Pick<MutationSample, "set">): Mutation {
  const mutation = new Mutation();
  for (const [name, value] of Object.entries(sample.set)) {
    if (value === undefined) mutation.remove(name);
    else mutation.set(name, value);
  }
  return mutation;
}

/** What encode is given as the request that the sample answers: no more of it than the proxy keeps. */
export function requestOf(subject: CodecSubject, sample: MutationSample): Message | undefined {
  if (sample.request === undefined) return undefined;
  const { message, decodeWhole } = connect(subject, "request");
  decodeWhole(sample.request, `request of mutation "${sample.name}"`);
  keepForReply(message, 7, 0xcc, 64);
  return message;
}

export function errorOf(kind: ErrorKind): ProxyError {
  return { kind, source: "proxy", retriable: false, text: `conformance: ${kind}` };
}

/** The message as the proxy keeps it for a reply: `replySize` bytes at `start`, and `fill` around them. */
export function keepForReply(message: Message, start: number, fill: number, room: number): void {
  const kept = new Uint8Array(start + message.replySize + room).fill(fill);
  kept.set(message.bytes.subarray(message.start, message.start + message.replySize), start);
  message.moveTo(kept, start);
}
