import { Tally } from "@meltemi/samples";
import type { Expectation, Share } from "./example.js";
import type { Outcome } from "./traffic.js";

export interface Result {
  readonly text: string;
  readonly held: boolean;
  readonly seen: string;
}

export function check(expectation: Expectation, outcomes: readonly Outcome[]): Result {
  const { text, kind, outcomes: expected } = expectation;
  const texts = outcomes
    .filter((outcome) => kind === undefined || outcome.kind === kind)
    .map((outcome) => outcome.text);
  if (typeof expected === "object" && "labels" in expected) {
    return { text, ...checkShare(expected, texts) };
  }
  const seen = texts.join(" ");
  return { text, held: [expected].flat().includes(seen), seen };
}

function checkShare(
  { labels, atLeast, atMost }: Share,
  texts: readonly string[],
): Omit<Result, "text"> {
  const tally = new Tally();
  for (const each of texts) tally.add(each);
  const percent = (100 * texts.filter((each) => each === labels[0]).length) / texts.length;
  const known = texts.every((each) => labels.includes(each));
  return { held: known && percent >= atLeast && percent <= atMost, seen: String(tally) };
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
