import { DEFAULT_LIMITS, ErrorKind, MessageKind } from "@meltemi/core";
import { check, fail, show } from "../check.js";
import { connect, DIRECTIONS, expectSize, isCodecError, samplesIn } from "../connection.js";
import { expectErrorReply } from "../expect-error-reply.js";
import { errorOf, keepForReply, outputOf } from "../output.js";
import type { CodecSubject, Direction, MessageSample } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

const applies = ({ withSize }: CodecSubject): boolean => withSize !== undefined;

export const lengthCases: readonly CaseDefinition[] = [
  { name: "a length that cannot be is refused within the header", run: refused },
  { name: "a message of exactly the limit is accepted", applies, run: largest },
  { name: "a length over the limit is told as it is, or refused", applies, run: oversized },
  { name: "an oversized request can be answered", applies, run: answered },
  { name: "a length from the wire allocates nothing", run: allocatesNothing },
];

/** More than this for one call of decode is no bookkeeping any more. Bytes. */
const ALLOCATION_LIMIT = 1 << 20;

interface Header {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly what: string;
}

/** A header of a sample that says another size. */
interface ResizedHeader extends Header {
  readonly sample: MessageSample;
  readonly size: number;
}

function refused(subject: CodecSubject): void {
  const headers = [...impossibleHeaders(subject), ...refusedSamples(subject)];
  const tested = headers.length > 0 || subject.withSize !== undefined;
  check(tested, "the subject needs withSize or samples in `refused`");
  for (const { direction, bytes, what } of headers) {
    const connection = connect(subject, direction);
    for (let end = 0; end <= bytes.length; end++) {
      const outcome = connection.decode(bytes, 0, end);
      if (isCodecError(outcome)) break;
      if (outcome > 0) fail(`${what}: decode returned ${outcome}, expected a CodecError`);
      if (end === bytes.length) fail(`${what}: decode asks for more than the header`);
    }
  }
}

function largest(subject: CodecSubject): void {
  for (const { direction, bytes, size, what } of largestHeaders(subject)) {
    expectSize(connect(subject, direction).decode(bytes, 0, bytes.length), size, what);
  }
}

/** The limit is the proxy's to enforce. A codec that refuses by itself leaves the client without a reply. */
function oversized(subject: CodecSubject): void {
  for (const { direction, bytes, size, what } of oversizedHeaders(subject)) {
    const outcome = connect(subject, direction).decode(bytes, 0, bytes.length);
    if (!isCodecError(outcome)) expectSize(outcome, size, what);
  }
}

/** The proxy replies as soon as it knows the size, from what decode has said by then. */
function answered(subject: CodecSubject): void {
  for (const { direction, sample, bytes, size, what } of oversizedHeaders(subject)) {
    const kind = sample.kind ?? MessageKind.Request;
    if (direction !== "request" || kind !== MessageKind.Request) continue;
    for (let end = 0; end <= bytes.length; end++) {
      const { codec, message, decode } = connect(subject, direction);
      if (decode(bytes, 0, end) !== size) continue;
      const where = `${what}, told after ${end} bytes`;
      const { replySize } = message;
      check(replySize <= end, `${where}: replySize is ${replySize}, more than has come`);
      keepForReply(message, 0, 0, 0);
      const reply = outputOf((out) => codec.onError(message, errorOf(ErrorKind.BadRequest), out));
      expectErrorReply(subject, reply, BigInt(sample.requestId ?? 0), `reply to ${where}`);
    }
  }
}

function allocatesNothing(subject: CodecSubject): void {
  const headers = [
    ...impossibleHeaders(subject),
    ...refusedSamples(subject),
    ...largestHeaders(subject),
    ...oversizedHeaders(subject),
  ];
  for (const { direction, bytes, what } of headers) {
    // Garbage collection may hide an allocation and the engine may add one of its own: the median.
    const amounts = [0, 1, 2].map(() => {
      const connection = connect(subject, direction);
      const before = allocated();
      connection.decode(bytes, 0, bytes.length);
      return allocated() - before;
    });
    const amount = amounts.sort((a, b) => a - b)[1] as number;
    if (amount > ALLOCATION_LIMIT) fail(`${what}: decode allocated ${amount} bytes`);
  }
}

/** Sizes that no message can have: negative, smaller than its own header. */
function impossibleHeaders(subject: CodecSubject): Generator<ResizedHeader> {
  return headersSaying(subject, (header) => [-(2 ** 31), -1, 0, header - 1]);
}

function largestHeaders(subject: CodecSubject): Generator<ResizedHeader> {
  return headersSaying(subject, () => [limitsOf(subject).maxMessageBytes]);
}

function oversizedHeaders(subject: CodecSubject): Generator<ResizedHeader> {
  const limit = limitsOf(subject).maxMessageBytes;
  const sizes = [limit + 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1].filter((size) => size > limit);
  return headersSaying(subject, () => sizes);
}

/** The headers of the samples, changed to say other sizes. `sizes` is given the header's own. */
function* headersSaying(
  subject: CodecSubject,
  sizes: (header: number) => readonly number[],
): Generator<ResizedHeader> {
  for (const direction of DIRECTIONS) {
    for (const sample of samplesIn(subject, direction)) {
      const header = headerSize(subject, direction, sample.bytes);
      for (const size of sizes(header)) {
        const bytes = subject.withSize?.(sample.bytes, size);
        if (bytes === undefined) continue;
        // Where the new length is written wider or narrower, the header ends elsewhere.
        const end = header + bytes.length - sample.bytes.length;
        const what = `${direction} "${sample.name}" with size ${size}`;
        yield { direction, sample, size, bytes: bytes.slice(0, end), what };
      }
    }
  }
}

/** The first bytes from which decode tells the size. */
function headerSize(subject: CodecSubject, direction: Direction, bytes: Uint8Array): number {
  const connection = connect(subject, direction);
  for (let end = 0; end <= bytes.length; end++) {
    const outcome = connection.decode(bytes, 0, end);
    if (isCodecError(outcome)) fail(`a sample was refused after ${end} bytes: ${show(outcome)}`);
    if (outcome !== 0) return end;
  }
  return bytes.length;
}

function refusedSamples(subject: CodecSubject): Header[] {
  return (subject.refused ?? []).map(({ name, direction = "request", bytes }) => {
    return { direction, bytes, what: `refused ${direction} "${name}"` };
  });
}

function limitsOf(subject: CodecSubject): typeof DEFAULT_LIMITS {
  return subject.limits ?? DEFAULT_LIMITS;
}

/** Bytes held by JavaScript, buffers included; always 0 on runtimes that do not tell. */
function allocated(): number {
  const { process } = globalThis as {
    process?: { memoryUsage?(): { heapUsed: number; external: number } };
  };
  const usage = process?.memoryUsage?.();
  return usage === undefined ? 0 : usage.heapUsed + usage.external;
}
