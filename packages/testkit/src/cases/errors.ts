import { ErrorKind, MessageKind } from "@meltemi/core";
import { check, expectBytes } from "../check.js";
import { type Connection, connect } from "../connection.js";
import { expectErrorReply } from "../expect-error-reply.js";
import { errorOf, keepForReply, outputOf } from "../output.js";
import type { CodecSubject } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

export const errorCases: readonly CaseDefinition[] = [
  { name: "every kind of error becomes an error reply to the request", run: replies },
  { name: "an error reply needs only the kept bytes of its request", run: kept },
  { name: "replySize stays within the message and 128 bytes", run: replySizes },
];

const LARGEST_REPLY_SIZE = 128;

/** Every request that expects an answer, decoded. Oneway messages are never answered. */
function* answered(subject: CodecSubject): Generator<{ connection: Connection; what: string }> {
  for (const sample of subject.requests) {
    const what = `request "${sample.name}"`;
    const connection = connect(subject, "request");
    const { kind } = connection.decodeWhole(sample.bytes, what);
    if (kind === MessageKind.Request) yield { connection, what };
  }
}

function replies(subject: CodecSubject): void {
  for (const { connection, what } of answered(subject)) {
    const { codec, message } = connection;
    const id = (BigInt(message.requestIdHigh) << 32n) | BigInt(message.requestIdLow);
    for (const kind of Object.values(ErrorKind)) {
      const bytes = outputOf((out) => codec.onError(message, errorOf(kind), out));
      expectErrorReply(subject, bytes, id, `reply "${kind}" to ${what}`);
    }
  }
}

/** The read buffer is long gone: only `replySize` bytes were kept, somewhere else. */
function kept(subject: CodecSubject): void {
  for (const { connection, what } of answered(subject)) {
    const { codec, message } = connection;
    for (const kind of Object.values(ErrorKind)) {
      const error = errorOf(kind);
      const { bytes, start } = message;
      const expected = outputOf((out) => codec.onError(message, error, out));
      for (const [at, fill, room] of [
        [0, 0, 0],
        [5, 0x00, message.size],
        [5, 0xff, message.size],
      ] as const) {
        keepForReply(message, at, fill, room);
        const reply = outputOf((out) => codec.onError(message, error, out));
        expectBytes(reply, expected, `reply "${kind}" to ${what}, of which replySize was kept`);
        message.moveTo(bytes, start);
      }
    }
  }
}

function replySizes(subject: CodecSubject): void {
  for (const { connection, what } of answered(subject)) {
    const { replySize, size } = connection.message;
    const most = Math.min(size, LARGEST_REPLY_SIZE);
    const fits = Number.isInteger(replySize) && replySize >= 0 && replySize <= most;
    check(fits, `${what}: replySize is ${replySize}, expected 0 to ${most}`);
  }
}
