import { attributeCases } from "./cases/attributes.js";
import { contractCases } from "./cases/contract.js";
import type { CaseDefinition } from "./cases/definition.js";
import { encodingCases } from "./cases/encoding.js";
import { errorCases } from "./cases/errors.js";
import { framingCases } from "./cases/framing.js";
import { garbageCases } from "./cases/garbage.js";
import { heartbeatCases } from "./cases/heartbeat.js";
import { lengthCases } from "./cases/lengths.js";
import { outputCases } from "./cases/output.js";
import { requestIdCases } from "./cases/request-id.js";
import { fail, show } from "./check.js";
import type { CodecSubject, ConformanceCase, Deviation } from "./subject.js";

const CASES: readonly CaseDefinition[] = [
  ...contractCases,
  ...framingCases,
  ...lengthCases,
  ...garbageCases,
  ...attributeCases,
  ...encodingCases,
  ...outputCases,
  ...errorCases,
  ...requestIdCases,
  ...heartbeatCases,
];

/**
 * What every codec must do, as cases for any test runner. Cases that the protocol gives no occasion
 * for (heartbeats, request ids, mutations) are left out.
 * @throws {Error} when a deviation names a case that does not exist
 */
export function codecConformance(subject: CodecSubject): readonly ConformanceCase[] {
  const deviations = subject.deviations ?? [];
  for (const { case: name } of deviations) {
    if (CASES.some((definition) => definition.name === name)) continue;
    fail(`deviation from ${show(name)}: there is no such case; copy the name from the case`);
  }
  return CASES.filter(({ applies }) => applies === undefined || applies(subject)).map(
    ({ name, run }) => {
      const deviation = deviations.find((candidate) => candidate.case === name);
      const runFresh = () => run(copyOf(subject));
      return deviation === undefined
        ? { name, run: runFresh }
        : deviating(name, deviation, runFresh);
    },
  );
}

/** Passes as long as the case fails, so that no deviation outlives its reason. */
function deviating(name: string, deviation: Deviation, run: () => void): ConformanceCase {
  return {
    name: `${name} (deviation: ${deviation.reason})`,
    run: () => {
      try {
        run();
      } catch {
        return;
      }
      fail(`the codec passes ${show(name)}: remove the deviation`);
    },
  };
}

/**
 * Bytes of its own for every run, since a broken codec may write into them. Not by `slice`: that of a
 * Node Buffer shares the memory. From here on, every sample is a plain Uint8Array, and `slice` copies.
 */
function copyOf(subject: CodecSubject): CodecSubject {
  const withOwnBytes = <Sample extends { readonly bytes: Uint8Array }>(sample: Sample): Sample => {
    return { ...sample, bytes: new Uint8Array(sample.bytes) };
  };
  return {
    ...subject,
    requests: subject.requests.map(withOwnBytes),
    responses: subject.responses.map(withOwnBytes),
    mutations: (subject.mutations ?? []).map((mutation) => {
      return { ...mutation, message: withOwnBytes(mutation.message) };
    }),
    refused: (subject.refused ?? []).map(withOwnBytes),
  };
}
