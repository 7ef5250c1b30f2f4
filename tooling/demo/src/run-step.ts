import type { Step } from "./example.js";
import { check, checkAnswered, type Result } from "./result.js";
import type { Traffic } from "./traffic.js";

export interface StepOptions {
  readonly step: Step;
  readonly traffic: Traffic;
  /** Applies a file of the example. Resolves when every proxy has it in force. */
  readonly apply: (file: string) => Promise<void>;
}

/**
 * Makes the change of a step and sends the step's requests. A change that does not get through makes every
 * expectation of the step fail.
 */
export async function runStep({ step, traffic, apply }: StepOptions): Promise<readonly Result[]> {
  const { change, kinds, requests, expectations } = step;
  const results: Result[] = [];
  if (change !== undefined) {
    const refused = apply(change.file).then(() => undefined, String);
    if (change.when === "during-requests") {
      const outcomes = await traffic.sendDuring(kinds, refused);
      results.push(checkAnswered("no request fails across the change", outcomes));
    }
    const seen = await refused;
    if (seen !== undefined) {
      return [...results, ...expectations.map(({ text }) => ({ text, held: false, seen }))];
    }
  }
  const outcomes = await (step.burst === true
    ? traffic.sendBurst(kinds, requests)
    : traffic.send(kinds, requests));
  return [...results, ...expectations.map((expectation) => check(expectation, outcomes))];
}
