import { AttributeSet, DEFAULT_LIMITS } from "@meltemi/core";
import { expectBytes, expectSame, fail, show } from "../check.js";
import {
  type Connection,
  connect,
  DIRECTIONS,
  expectSize,
  type Outcome,
  samplesIn,
  samplesOf,
} from "../connection.js";
import { decodeAll } from "../decode-all.js";
import { type DecodedMessage, readMessage } from "../decoded-message.js";
import { expectEqualMessages, expectSample } from "../expect-message.js";
import type { CodecSubject } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

export const framingCases: readonly CaseDefinition[] = [
  { name: "a message that arrives byte by byte is sized once and for all", run: growing },
  { name: "a message cut off anywhere is waited for, never refused", run: truncated },
  { name: "messages that arrive together come apart", run: coalesced },
  { name: "any chunking gives the same messages", run: chunked },
  { name: "where a message lies in the buffer makes no difference", run: moved },
  { name: "no byte at or behind the end is read", run: poisoned },
  { name: "nothing is left over from the message before", run: reused },
  { name: "the codecs of two connections share nothing", run: interleaved },
  { name: "decode changes none of the bytes", run: untouched },
];

/** 0 or a bound while more is needed, then the size, and nothing else again. */
function growing(subject: CodecSubject): void {
  for (const { direction, sample, what } of samplesOf(subject)) {
    const connection = connect(subject, direction);
    const { bytes } = sample;
    let told = 0;
    for (let end = 0; end <= bytes.length; end++) {
      const outcome = connection.decode(bytes, 0, end);
      const where = `${what}, ${end} of ${bytes.length} bytes`;
      if (told === 0 && needsMore(outcome, bytes.length)) continue;
      expectSize(outcome, bytes.length, where);
      told = bytes.length;
    }
    expectSize(told, bytes.length, `${what}, whole`);
    expectSample(readMessage(connection.message, connection.attributes), sample, direction, what);
  }
}

function truncated(subject: CodecSubject): void {
  for (const { direction, sample, what } of samplesOf(subject)) {
    for (let end = 0; end < sample.bytes.length; end++) {
      // A buffer of its own, so that a read behind the end finds nothing, not the rest of the sample.
      const outcome = connect(subject, direction).decode(sample.bytes.slice(0, end), 0, end);
      if (needsMore(outcome, sample.bytes.length) || outcome === sample.bytes.length) continue;
      fail(
        `${what}, cut off after ${end} bytes: ${show(outcome)}, expected 0, a bound or the size`,
      );
    }
  }
}

/** 0, or a bound that the message reaches. */
function needsMore(outcome: Outcome, size: number): boolean {
  return typeof outcome === "number" && outcome <= 0 && -outcome <= size;
}

function coalesced(subject: CodecSubject): void {
  for (const direction of DIRECTIONS) {
    const connection = connect(subject, direction);
    const samples = samplesIn(subject, direction);
    const stream = concat(samples.map((sample) => sample.bytes));
    let start = 0;
    for (const sample of samples) {
      const what = `${direction} "${sample.name}" at ${start} of ${stream.length}`;
      const outcome = connection.decode(stream, start, stream.length);
      expectSize(outcome, sample.bytes.length, what);
      expectSample(readMessage(connection.message, connection.attributes), sample, direction, what);
      start += sample.bytes.length;
    }
    expectSame(connection.decode(stream, start, start), 0, "decode of no bytes");
  }
}

/** In two pieces cut at every byte, and in pieces of equal length, each in a buffer of its own. */
function chunked(subject: CodecSubject): void {
  for (const direction of DIRECTIONS) {
    const samples = samplesIn(subject, direction);
    const stream = concat(samples.map((sample) => sample.bytes));
    const limits = subject.limits ?? DEFAULT_LIMITS;
    for (let cut = 0; cut < stream.length; cut++) {
      const pairs = [stream.slice(0, cut), stream.slice(cut)];
      for (const chunks of [pairs, pieces(stream, cut + 1)]) {
        const what = `${direction}s in ${chunks.length} chunks, first of ${chunks[0]?.length} bytes`;
        const { codec, attributes } = connect(subject, direction);
        let decoded: DecodedMessage[];
        try {
          decoded = decodeAll(codec, chunks, { direction, attributes, limits });
        } catch (error) {
          fail(`${what}: ${show(error)}`);
        }
        expectSame(decoded.length, samples.length, `${what}: number of messages`);
        for (const [index, sample] of samples.entries()) {
          const message = decoded[index] as DecodedMessage;
          expectSample(message, sample, direction, `${what}, "${sample.name}"`);
        }
      }
    }
  }
}

function moved(subject: CodecSubject): void {
  for (const { direction, sample, what } of samplesOf(subject)) {
    for (const start of [1, 2, 3, 7, 64, 4097]) {
      const buffer = new Uint8Array(start + sample.bytes.length).fill(0xff);
      buffer.set(sample.bytes, start);
      const connection = connect(subject, direction);
      const outcome = connection.decode(buffer, start, buffer.length);
      expectSize(outcome, sample.bytes.length, `${what} at ${start}`);
      const decoded = readMessage(connection.message, connection.attributes);
      expectSample(decoded, sample, direction, `${what} at ${start}`);
    }
  }
}

function poisoned(subject: CodecSubject): void {
  for (const { direction, sample, what } of samplesOf(subject)) {
    for (let end = 0; end <= sample.bytes.length; end++) {
      const clean = observe(connect(subject, direction), sample.bytes.slice(0, end), end);
      for (const poison of [0x00, 0x01, 0x7f, 0xff]) {
        const buffer = new Uint8Array(sample.bytes.length + 64).fill(poison);
        buffer.set(sample.bytes.subarray(0, end));
        const other = observe(connect(subject, direction), buffer, end);
        const where = `${what}, ${end} bytes and then 0x${poison.toString(16)}`;
        expectSame(show(other.outcome), show(clean.outcome), `${where}: decode`);
        expectEqualMessages(other.message, clean.message, where);
      }
    }
  }
}

const NO_ATTRIBUTES = new AttributeSet();

/** The texts of an incomplete message are nobody's business yet: only whole messages are read. */
function observe(
  connection: Connection,
  bytes: Uint8Array,
  end: number,
): { outcome: Outcome; message: DecodedMessage } {
  const outcome = connection.decode(bytes, 0, end);
  const whole = outcome === end && end > 0;
  const message = readMessage(connection.message, whole ? connection.attributes : NO_ATTRIBUTES);
  return { outcome, message };
}

/** Every sample after every other one, on one connection with one message. */
function reused(subject: CodecSubject): void {
  for (const direction of DIRECTIONS) {
    const samples = samplesIn(subject, direction);
    const connection = connect(subject, direction);
    for (const before of samples) {
      for (const sample of samples) {
        const what = `${direction} "${sample.name}" after "${before.name}"`;
        const expected = connect(subject, direction).decodeWhole(sample.bytes, what);
        connection.decodeWhole(before.bytes, `${direction} "${before.name}"`);
        expectEqualMessages(connection.decodeWhole(sample.bytes, what), expected, what);
      }
    }
  }
}

function interleaved(subject: CodecSubject): void {
  for (const direction of DIRECTIONS) {
    const samples = samplesIn(subject, direction);
    for (const [index, sample] of samples.entries()) {
      const neighbour = samples[(index + 1) % samples.length] ?? sample;
      const ours = connect(subject, direction);
      const theirs = connect(subject, direction);
      for (let end = 0; end < sample.bytes.length; end++) {
        ours.decode(sample.bytes, 0, end);
        theirs.decode(neighbour.bytes, 0, Math.min(end, neighbour.bytes.length));
      }
      const what = `${direction} "${sample.name}" beside "${neighbour.name}" on another connection`;
      theirs.decodeWhole(neighbour.bytes, what);
      expectSample(ours.decodeWhole(sample.bytes, what), sample, direction, what);
    }
  }
}

function untouched(subject: CodecSubject): void {
  for (const { direction, sample, what } of samplesOf(subject)) {
    const bytes = sample.bytes.slice();
    connect(subject, direction).decodeWhole(bytes, what);
    expectBytes(bytes, sample.bytes, `${what} after decode`);
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, i) => bytes.slice(i * size, (i + 1) * size));
}
