import { ByteWriter, MessageKind } from "@meltemi/core";
import { expectSame } from "../check.js";
import { connect, DIRECTIONS, samplesIn } from "../connection.js";
import { expectKind } from "../expect-message.js";
import { outputOf } from "../output.js";
import type { CodecSubject, Direction } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

export const heartbeatCases: readonly CaseDefinition[] = [
  {
    name: "a heartbeat of its own making decodes as one",
    applies: (subject) => connect(subject, "response").codec.heartbeat !== undefined,
    run: ownHeartbeat,
  },
  {
    name: "a heartbeat is answered with its id, and an answer never",
    applies: (subject) => connect(subject, "request").codec.onHeartbeat !== undefined,
    run: answered,
  },
];

/** The proxy asks the server (codec of responses); the server decodes requests. */
function ownHeartbeat(subject: CodecSubject): void {
  const id = 0x0102_0304;
  const bytes = outputOf((out) => connect(subject, "response").codec.heartbeat?.(0, id, out));
  answerTo(subject, "request", bytes, "heartbeat of its own", BigInt(id));
}

function answered(subject: CodecSubject): void {
  for (const direction of DIRECTIONS) {
    for (const sample of samplesIn(subject, direction)) {
      if (sample.kind !== MessageKind.Heartbeat) continue;
      const id = BigInt(sample.requestId ?? 0);
      answerTo(subject, direction, sample.bytes, `${direction} "${sample.name}"`, id);
    }
  }
}

/** The answer goes the other way, carries the id, and asks for nothing. Nothing is fine as well. */
function answerTo(
  subject: CodecSubject,
  direction: Direction,
  bytes: Uint8Array,
  what: string,
  id: bigint,
): void {
  const asked = connect(subject, direction);
  const heartbeat = asked.decodeWhole(bytes, what);
  expectKind(heartbeat.kind, MessageKind.Heartbeat, `${what}`);
  expectSame(heartbeat.requestId, id, `${what}: requestId`);
  const answer = outputOf((out) => asked.codec.onHeartbeat?.(asked.message, out));
  if (answer.length === 0) return;
  const answering = connect(subject, direction === "request" ? "response" : "request");
  const decoded = answering.decodeWhole(answer, `answer to ${what}`);
  expectKind(decoded.kind, MessageKind.Heartbeat, `answer to ${what}`);
  expectSame(decoded.requestId, id, `answer to ${what}: requestId`);
  const out = new ByteWriter();
  answering.codec.onHeartbeat?.(answering.message, out);
  expectSame(out.length, 0, `bytes sent upon the answer to ${what}`);
}
