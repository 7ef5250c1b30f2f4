import { ErrorKind } from "@meltemi/core";
import { fail, show } from "../check.js";
import { type Connection, connect, DIRECTIONS, isCodecError, samplesIn } from "../connection.js";
import { readMessage } from "../decoded-message.js";
import { fuzzInputs } from "../fuzz-inputs.js";
import { errorOf, mutationOf, outputOf } from "../output.js";
import type { CodecSubject } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

export const garbageCases: readonly CaseDefinition[] = [
  { name: "garbage is decoded or refused, and nothing else happens", run: decodeGarbage },
  { name: "what was decoded from garbage can be answered and encoded", run: answerGarbage },
];

function decodeGarbage(subject: CodecSubject): void {
  forGarbage(subject, ({ message, attributes }) => readMessage(message, attributes));
}

function answerGarbage(subject: CodecSubject): void {
  const mutations = subject.mutations ?? [];
  forGarbage(subject, ({ codec, message, direction }) => {
    if (direction === "request") {
      outputOf((out) => codec.onError(message, errorOf(ErrorKind.Fault), out));
    }
    for (const sample of mutations) {
      if ((sample.direction ?? "request") !== direction) continue;
      const mutation = mutationOf(sample);
      outputOf((out) => {
        try {
          codec.encode(message, mutation, out);
        } catch (error) {
          if (!isCodecError(error)) throw error;
        }
      });
    }
  });
}

/** Calls `use` with every whole message that decode finds in the garbage. */
function forGarbage(subject: CodecSubject, use: (connection: Connection) => void): void {
  const { seed = 1, garbageRuns: runs = 500 } = subject;
  for (const direction of DIRECTIONS) {
    const samples = samplesIn(subject, direction).map((sample) => sample.bytes);
    let run = 0;
    for (const bytes of fuzzInputs(samples, { seed, runs })) {
      const what = `${direction} garbage ${run++} of seed ${seed}`;
      const connection = connect(subject, direction);
      try {
        decodeAlong(connection, bytes, use);
      } catch (error) {
        fail(`${what}: ${show(error)}`);
      }
    }
  }
}

function decodeAlong(
  connection: Connection,
  bytes: Uint8Array,
  use: (connection: Connection) => void,
): void {
  let start = 0;
  while (start < bytes.length) {
    const size = connection.decode(bytes, start, bytes.length);
    if (isCodecError(size) || size === 0 || size > bytes.length - start) return;
    use(connection);
    start += size;
  }
}
