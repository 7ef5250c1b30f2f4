import { cellText } from "./cell.js";
import type { Comparison, Run } from "./comparison.js";
import { median, type Spread } from "./statistics.js";
import { formatTable } from "./table.js";

/**
 * In a closed loop there is always somebody with work to do. Where proxy and generator together have
 * used less than this share of one CPU, other programs had the rest.
 */
const SHARE_THAT_TELLS = 0.8;

/** Comparisons of the same two proxies as a table for people. */
export function formatComparisons(comparisons: readonly Comparison[]): string {
  const [first, second] = comparisons[0]?.names ?? ["", ""];
  const withBars = comparisons.some(({ cell }) => cell.bar !== undefined);
  const head = [
    "cell",
    `${first} req/s`,
    `${second} req/s`,
    "ratio (min-max)",
    ...(withBars ? ["bar"] : []),
    `${first} µs/req`,
    `${second} µs/req`,
    "ratio (min-max)",
    "busy: proxy",
    "generator",
  ];
  const rows = comparisons.map((comparison) => row(comparison, withBars));
  const table = formatTable([head, ...rows]);
  return comparisons.some(isDisturbed) ? `${table}\n${DISTURBED_NOTE}` : table;
}

const DISTURBED_NOTE =
  "* the machine was busy with other things: req/s and its ratio mean little, µs/req still does";

function isDisturbed({ runs }: Comparison): boolean {
  const shares = runs.flat().map((run) => run.proxyBusy + run.generatorBusy);
  return median(shares) < SHARE_THAT_TELLS;
}

function row(comparison: Comparison, withBars: boolean): readonly string[] {
  const { cell, runs, throughputRatio, cpuRatio } = comparison;
  const first = runs.map(([run]) => run);
  const second = runs.map(([, run]) => run);
  return [
    `${cellText(cell)}${isDisturbed(comparison) ? " *" : ""}`,
    thousands(middle(first, "requestsPerSecond")),
    thousands(middle(second, "requestsPerSecond")),
    ratio(throughputRatio),
    ...(withBars ? [bar(throughputRatio.median, cell.bar)] : []),
    middle(first, "cpuPerRequest").toFixed(2),
    middle(second, "cpuPerRequest").toFixed(2),
    ratio(cpuRatio),
    `${percent(middle(first, "proxyBusy"))}/${percent(middle(second, "proxyBusy"))}`,
    `${percent(middle(first, "generatorBusy"))}/${percent(middle(second, "generatorBusy"))}`,
  ];
}

function bar(reached: number, atLeast: number | undefined): string {
  if (atLeast === undefined) return "";
  return `>= ${atLeast.toFixed(2)} ${reached >= atLeast ? "met" : "missed"}`;
}

type Figure = Exclude<keyof Run, "verdict">;

function middle(runs: readonly Run[], figure: Figure): number {
  return median(runs.map((run) => run[figure]));
}

function thousands(value: number): string {
  return `${(value / 1000).toFixed(1)}k`;
}

function ratio({ median: middleOf, min, max }: Spread): string {
  return `${middleOf.toFixed(2)} (${min.toFixed(2)}-${max.toFixed(2)})`;
}

function percent(value: number): string {
  return `${Math.round(value * 100)}%`;
}
