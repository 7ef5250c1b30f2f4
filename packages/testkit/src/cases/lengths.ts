import { DEFAULT_LIMITS } from "@meltemi/core";
import { check, fail, show } from "../check.js";
import { connect, DIRECTIONS, expectSize, isCodecError, samplesIn } from "../connection.js";
import type { CodecSubject, Direction } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

export const lengthCases: readonly CaseDefinition[] = [
  { name: "a length that cannot be is refused within the header", run: refused },
  {
    name: "a message of exactly the limit is accepted",
    applies: ({ withSize }) => withSize !== undefined,
    run: largest,
  },
  { name: "a length from the wire allocates nothing", run: allocatesNothing },
];

/** More than this for one call of decode is no bookkeeping any more. Bytes. */
const ALLOCATION_LIMIT = 1 << 20;

interface Header {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly what: string;
}

function refused(subject: CodecSubject): void {
  const headers = [...impossibleHeaders(subject), ...refusedSamples(subject)];
  check(headers.length > 0, "the subject needs withSize or samples in `refused`");
  for (const { direction, bytes, what } of headers) {
    const connection = connect(subject, direction);
    for (let end = 0; end <= bytes.length; end++) {
      const outcome = connection.decode(bytes, 0, end);
      if (isCodecError(outcome)) break;
      if (outcome !== 0) fail(`${what}: decode returned ${outcome}, expected a CodecError`);
      if (end === bytes.length) fail(`${what}: decode asks for more than the header`);
    }
  }
}

function largest(subject: CodecSubject): void {
  for (const { direction, bytes, what } of largestHeaders(subject)) {
    const outcome = connect(subject, direction).decode(bytes, 0, bytes.length);
    expectSize(outcome, limitsOf(subject).maxMessageBytes, what);
  }
}

function allocatesNothing(subject: CodecSubject): void {
  const headers = [
    ...impossibleHeaders(subject),
    ...refusedSamples(subject),
    ...largestHeaders(subject),
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

/** Sizes that no message can have: negative, smaller than its own header, over the limit. */
function impossibleHeaders(subject: CodecSubject): Generator<Header> {
  const limit = limitsOf(subject).maxMessageBytes;
  return headersSaying(subject, (header) =>
    [-(2 ** 31), -1, 0, header - 1, limit + 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1].filter(
      (size) => size < header || size > limit,
    ),
  );
}

function largestHeaders(subject: CodecSubject): Generator<Header> {
  return headersSaying(subject, () => [limitsOf(subject).maxMessageBytes]);
}

/** The headers of the samples, changed to say other sizes. `sizes` is given the header's own. */
function* headersSaying(
  subject: CodecSubject,
  sizes: (header: number) => readonly number[],
): Generator<Header> {
  for (const direction of DIRECTIONS) {
    for (const sample of samplesIn(subject, direction)) {
      const header = headerSize(subject, direction, sample.bytes);
      for (const size of sizes(header)) {
        const bytes = subject.withSize?.(sample.bytes, size);
        if (bytes === undefined) continue;
        // Where the new length is written wider or narrower, the header ends elsewhere.
        const end = header + bytes.length - sample.bytes.length;
        const what = `${direction} "${sample.name}" with size ${size}`;
        yield { direction, bytes: bytes.slice(0, end), what };
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
