import type { MicroCase } from "./micro-case.js";
import { median } from "./statistics.js";

/** A case that is expected to cost at most so many times what another costs. */
export interface MicroBar {
  readonly name: string;
  readonly beside: string;
  readonly atMost: number;
}

export interface MicroBarResult extends MicroBar {
  /** Median of the pairs. */
  readonly ratio: number;
}

/**
 * Runs the two cases in turn, `pairs` times, `times` operations each. Figures taken a second apart differ
 * by more than the cases do where others use the machine; two in a row do not.
 * @throws {Error} when there is no case of a name
 */
export function measureBar(
  bar: MicroBar,
  cases: readonly MicroCase[],
  pairs: number,
  times: number,
): MicroBarResult {
  const first = caseOf(bar.name, cases);
  const second = caseOf(bar.beside, cases);
  const ratios = Array.from(
    { length: pairs },
    () => durationOf(first, times) / durationOf(second, times),
  );
  return { ...bar, ratio: median(ratios) };
}

function caseOf(name: string, cases: readonly MicroCase[]): MicroCase {
  const found = cases.find((known) => known.name === name);
  if (found === undefined) throw new Error(`no case "${name}" for a bar; see micro-codecs.ts`);
  return found;
}

function durationOf({ run }: MicroCase, times: number): number {
  const before = process.hrtime.bigint();
  run(times);
  return Number(process.hrtime.bigint() - before);
}

export function formatBar({ name, beside, ratio, atMost }: MicroBarResult): string {
  const verdict = ratio <= atMost ? "met" : "missed";
  return `${name} / ${beside}: ${ratio.toFixed(2)}, bar <= ${atMost.toFixed(2)} ${verdict}`;
}
