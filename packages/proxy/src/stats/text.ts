import type { Metric } from "./metric.js";

/** What is shown of a histogram, as shares. */
export const QUANTILES: readonly number[] = [0.5, 0.9, 0.99, 0.999];

/** One line a statistic, as Envoy's /stats has them: "name: value". Durations in milliseconds. */
export function formatText(metrics: readonly Metric[]): string {
  return metrics.map((metric) => `${metric.name}: ${valueText(metric)}\n`).join("");
}

function valueText({ stat }: Metric): string {
  if (stat.kind !== "histogram") return String(stat.value);
  if (stat.count === 0) return "No recorded values";
  return QUANTILES.map((q) => `P${q * 100}(${rounded(stat.quantile(q))})`).join(" ");
}

/** Three significant digits are about what a bucket holds. */
function rounded(ms: number): number {
  return Number(ms.toPrecision(3));
}
