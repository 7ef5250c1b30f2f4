import type { Metric } from "../stats/metric.js";
import { formatPrometheus, PROMETHEUS_CONTENT_TYPE } from "../stats/prometheus.js";
import { formatText, QUANTILES } from "../stats/text.js";
import type { AdminSource } from "./admin-source.js";
import { badRequest, inFormat, json, type Page, type PageReply, text } from "./page.js";
import { filterStats, STATS_PARAMETERS } from "./stats-filter.js";

export const statsPage: Page = {
  path: "/stats",
  summary: "every statistic, durations in milliseconds",
  parameters: { ...STATS_PARAMETERS, format: "text (default), json or prometheus" },
  render: (source, query) =>
    withStats(source, query, (metrics) =>
      inFormat(query, {
        text: () => text(formatText(metrics)),
        json: () => json(statsJson(metrics)),
        prometheus: () => prometheus(metrics),
      }),
    ),
};

export const prometheusPage: Page = {
  path: "/stats/prometheus",
  summary: "every statistic, for Prometheus to scrape",
  parameters: STATS_PARAMETERS,
  render: (source, query) => withStats(source, query, prometheus),
};

function withStats(
  source: AdminSource,
  query: URLSearchParams,
  render: (metrics: readonly Metric[]) => PageReply,
): PageReply {
  const metrics = filterStats(source.stats.metrics(), query);
  return typeof metrics === "string" ? badRequest(metrics) : render(metrics);
}

function prometheus(metrics: readonly Metric[]): PageReply {
  return { type: PROMETHEUS_CONTENT_TYPE, body: formatPrometheus(metrics) };
}

/** The shape of Envoy's /stats?format=json, so that its tools can read it. */
function statsJson(metrics: readonly Metric[]): unknown {
  const numbers: unknown[] = [];
  const histograms: unknown[] = [];
  for (const { name, stat } of metrics) {
    if (stat.kind !== "histogram") {
      numbers.push({ name, value: stat.value });
      continue;
    }
    const values = QUANTILES.map((q) => ({
      cumulative: stat.count === 0 ? null : stat.quantile(q),
    }));
    histograms.push({ name, count: stat.count, sum: stat.sum, values });
  }
  if (histograms.length === 0) return { stats: numbers };
  const supported = QUANTILES.map((q) => q * 100);
  const all = { supported_quantiles: supported, computed_quantiles: histograms };
  return { stats: [...numbers, { histograms: all }] };
}
