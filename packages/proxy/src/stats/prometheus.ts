import type { Histogram } from "./histogram.js";
import { COARSE_BOUNDS } from "./histogram-buckets.js";
import type { Metric } from "./metric.js";

/** Media type of the text below. */
export const PROMETHEUS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/**
 * The text exposition format 0.0.4 of Prometheus: families in alphabetical order, their members in
 * the order given. Histograms are in milliseconds, with the bounds of Envoy.
 */
export function formatPrometheus(metrics: readonly Metric[]): string {
  const families = new Map<string, Metric[]>();
  for (const metric of metrics) {
    const members = families.get(metric.family);
    if (members === undefined) families.set(metric.family, [metric]);
    else members.push(metric);
  }
  const names = [...families.keys()].sort();
  return names.map((name) => formatFamily(name, families.get(name) ?? [])).join("");
}

function formatFamily(family: string, metrics: readonly Metric[]): string {
  const lines = [`# TYPE ${family} ${metrics[0]?.stat.kind}`];
  for (const { labels, stat } of metrics) {
    if (stat.kind === "histogram") lines.push(...histogramLines(family, labels, stat));
    else lines.push(`${family}${labelText(labels)} ${stat.value}`);
  }
  return `${lines.join("\n")}\n`;
}

function histogramLines(
  family: string,
  labels: Readonly<Record<string, string>>,
  histogram: Histogram,
): readonly string[] {
  const counts = histogram.cumulativeCounts();
  const buckets = COARSE_BOUNDS.map((bound, i) => {
    const le = bound === Number.POSITIVE_INFINITY ? "+Inf" : String(bound);
    return `${family}_bucket${labelText({ ...labels, le })} ${counts[i]}`;
  });
  const text = labelText(labels);
  return [
    ...buckets,
    `${family}_sum${text} ${histogram.sum}`,
    `${family}_count${text} ${counts.at(-1)}`,
  ];
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${labelName(name)}="${escapeLabel(value)}"`,
  );
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function labelName(name: string): string {
  const clean = name.replaceAll(/[^a-zA-Z0-9_]/g, "_");
  return /^\d/.test(clean) ? `_${clean}` : clean;
}

function escapeLabel(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}
