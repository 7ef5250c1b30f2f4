import { median, percentile } from "../statistics.js";
import { formatTable } from "../table.js";

/** Something that was measured, once or many times, and what is expected of it. */
export interface Figure {
  readonly name: string;
  readonly unit: "s" | "ms" | "µs" | "MiB" | "x" | "";
  readonly samples: readonly number[];
  /** Left out: nothing is expected. */
  readonly bar?: Bar;
}

interface Bar {
  /** Which of the samples is judged. */
  readonly of: "median" | "p99" | "max";
  readonly atMost: number;
}

const JUDGED: Readonly<Record<Bar["of"], (samples: readonly number[]) => number>> = {
  median,
  p99: (samples) => percentile(samples, 99),
  max: (samples) => Math.max(...samples),
};

function isMet({ samples, bar }: Figure): boolean {
  return bar === undefined || JUDGED[bar.of](samples) <= bar.atMost;
}

/** Figures as a table for people. */
export function formatFigures(figures: readonly Figure[]): string {
  const head = ["figure", "samples", "median", "p99", "max", "unit", "bar"];
  return formatTable([head, ...figures.map(row)]);
}

function row(figure: Figure): readonly string[] {
  const { name, unit, samples, bar } = figure;
  const [median, ...others] = Object.values(JUDGED).map((judge) => short(judge(samples)));
  return [
    name,
    String(samples.length),
    median ?? "",
    ...(samples.length === 1 ? ["", ""] : others),
    unit,
    bar === undefined ? "" : barText(bar, figure),
  ];
}

function barText({ of, atMost }: Bar, figure: Figure): string {
  const judged = figure.samples.length === 1 ? "" : `${of} `;
  return `${judged}<= ${short(atMost)} ${isMet(figure) ? "met" : "missed"}`;
}

/** Three digits tell enough. */
function short(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}
