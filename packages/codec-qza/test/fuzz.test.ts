import { CodecError } from "@meltemi/core";
import { decodeAll, fuzzInputs } from "@meltemi/testkit";
import { expect, test } from "vitest";
import { open } from "./codec.js";
import { bytesOf, ERROR_RESPONSE, qzaMessage, REQUEST } from "./fixtures.js";

const runs = Number(process.env["FUZZ_RUNS"] ?? 2_000);
const samples = [
  bytesOf(REQUEST),
  bytesOf(ERROR_RESPONSE),
  qzaMessage({ extension: new Uint8Array(300), body: new Uint8Array(50) }),
];

// decodeAll throws a plain Error for a size that is negative or no integer, and for a size that changes.
test.each(["request", "response"] as const)(
  `${runs} pieces of garbage are %ss or a CodecError`,
  (direction) => {
    let decoded = 0;
    let refused = 0;
    for (const bytes of fuzzInputs(samples, { seed: 20_240_101, runs })) {
      const { codec, attributes } = open(direction);
      const half = bytes.length >> 1;
      try {
        const chunks = [bytes.slice(0, half), bytes.slice(half)];
        decoded += decodeAll(codec, chunks, { direction, attributes }).length;
      } catch (error) {
        expect(error).toBeInstanceOf(CodecError);
        refused++;
      }
    }
    // Garbage of which none was a message, or none was refused, would have tested nothing.
    expect(decoded).toBeGreaterThan(runs / 20);
    expect(refused).toBeGreaterThan(runs / 20);
  },
  20_000 + runs,
);
