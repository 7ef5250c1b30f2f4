import type { ByteWriter } from "@meltemi/core";
import { expectBytes } from "../check.js";
import { type Connection, connect, samplesOf } from "../connection.js";
import { expectSample } from "../expect-message.js";
import { dirtyWriter, mutationOf, requestOf } from "../output.js";
import type { CodecSubject, Direction } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

const applies = (subject: CodecSubject): boolean => subject.plugin.requestIdBits !== undefined;

export const requestIdCases: readonly CaseDefinition[] = [
  { name: "a request id can be rewritten and restored", applies, run: rewritten },
  {
    name: "a request id can be rewritten in a mutated message",
    applies: (subject) => applies(subject) && (subject.mutations ?? []).length > 0,
    run: rewrittenMutated,
  },
];

/** What is already in the writer when the message is appended. */
const PREFIX: Uint8Array = Uint8Array.from({ length: 41 }, (_, index) => 255 - index);

function rewritten(subject: CodecSubject): void {
  for (const { direction, sample, what } of samplesOf(subject)) {
    const original = connect(subject, direction);
    const bytes = sample.bytes.slice();
    const { requestId } = original.decodeWhole(bytes, what);
    for (const id of idsFor(subject)) {
      const where = `${what} with id ${id}`;
      const out = dirtyWriter(PREFIX, 0xcc);
      out.append(sample.bytes, 0, sample.bytes.length);
      setId(original, id, out);
      const copy = connect(subject, direction);
      const decoded = copy.decodeWhole(out.bytes.slice(PREFIX.length, out.length), where);
      expectSample(decoded, { ...sample, requestId: id }, direction, where);
      setId(copy, requestId, out);
      expectBytes(out.bytes.slice(PREFIX.length, out.length), sample.bytes, `${where}, restored`);
      expectBytes(out.bytes.slice(0, PREFIX.length), PREFIX, `${where}: what was there before`);
    }
    expectBytes(bytes, sample.bytes, `${what}: the original`);
  }
}

function rewrittenMutated(subject: CodecSubject): void {
  for (const sample of subject.mutations ?? []) {
    const direction: Direction = sample.direction ?? "request";
    const original = connect(subject, direction);
    original.decodeWhole(sample.message.bytes, `mutation "${sample.name}"`);
    for (const id of idsFor(subject)) {
      const where = `mutation "${sample.name}" with id ${id}`;
      const out = dirtyWriter(PREFIX, 0xcc);
      const request = requestOf(subject, sample);
      original.codec.encode(original.message, mutationOf(sample), out, request);
      setId(original, id, out);
      const bytes = out.bytes.slice(PREFIX.length, out.length);
      const decoded = connect(subject, direction).decodeWhole(bytes, where);
      const attributes = { ...sample.message.attributes, ...sample.attributes };
      expectSample(decoded, { ...sample.message, requestId: id }, direction, where, attributes);
    }
  }
}

function setId(connection: Connection, id: bigint, out: ByteWriter): void {
  const high = Number(id >> 32n);
  const low = Number(id & 0xffff_ffffn);
  connection.codec.setRequestId?.(connection.message, high, low, out, PREFIX.length);
}

/** Each byte different, and both ends of the range. */
function idsFor(subject: CodecSubject): bigint[] {
  const largest = (1n << BigInt(subject.plugin.requestIdBits ?? 32)) - 1n;
  return [0n, 1n, 0x7fn, 0x80n, 0x0102_0304_0506_0708n & largest, largest >> 1n, largest];
}
