import { RE2JS, RE2JSException } from "re2js";
import type { Metric } from "../stats/metric.js";

const LONGEST_FILTER = 256; // characters: a look at statistics must not hold up the proxy

/** The parameters of every page that shows statistics, for the index. */
export const STATS_PARAMETERS: Readonly<Record<string, string>> = {
  filter: "only names in which this RE2 regex, such as a part of the name, is found",
  usedonly: "only statistics that are not 0",
};

/**
 * The statistics that the query asks for.
 * @returns a sentence when the query cannot be followed
 */
export function filterStats(
  metrics: readonly Metric[],
  query: URLSearchParams,
): readonly Metric[] | string {
  const chosen = query.has("usedonly") ? metrics.filter(used) : metrics;
  const filter = query.get("filter");
  if (filter === null || filter === "") return chosen;
  if (filter.length > LONGEST_FILTER) return `filter is too long; use ${LONGEST_FILTER} characters`;
  try {
    const regex = RE2JS.compile(filter);
    return chosen.filter(({ name }) => regex.test(name));
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return `filter is no regex: ${error.message}; put a backslash before ( [ * + ? to mean the sign`;
  }
}

function used({ stat }: Metric): boolean {
  return (stat.kind === "histogram" ? stat.count : stat.value) !== 0;
}
