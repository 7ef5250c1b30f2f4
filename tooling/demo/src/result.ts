import type { Expectation } from "./steps.js";
import type { Outcome } from "./traffic.js";

export interface Result {
  readonly text: string;
  readonly held: boolean;
  readonly seen: string;
}

export function check(expectation: Expectation, outcomes: readonly Outcome[]): Result {
  const { text, subCmd } = expectation;
  const seen = outcomes
    .filter((outcome) => subCmd === undefined || outcome.subCmd === subCmd)
    .map((outcome) => outcome.text)
    .join(" ");
  return { text, held: seen === expectation.outcomes, seen };
}

/** That every request was answered by a server. No request at all proves nothing. */
export function checkAnswered(text: string, outcomes: readonly Outcome[]): Result {
  const failed = outcomes.filter((outcome) => !outcome.answered);
  const seen = [`${outcomes.length} requests, ${failed.length} failed`, failed[0]?.text];
  return {
    text,
    held: outcomes.length > 0 && failed.length === 0,
    seen: seen.filter((part) => part !== undefined).join(": "),
  };
}

export function summary(results: readonly Result[]): string {
  const width = Math.max(0, ...results.map((result) => result.text.length));
  return results
    .map(({ text, held, seen }) => `${text.padEnd(width)}  ${held ? "held" : "NOT held"} (${seen})`)
    .join("\n");
}
