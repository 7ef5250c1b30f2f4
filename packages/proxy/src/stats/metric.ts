import type { Counter } from "./counter.js";
import type { Gauge } from "./gauge.js";
import type { Histogram } from "./histogram.js";

export type Stat = Counter | Gauge | Histogram;
export type StatKind = Stat["kind"];

/** Names of one statistic. */
export interface MetricNames {
  /** Envoy's flat name: "cluster.qza.upstream_rq_total". Unique in a store. */
  readonly name: string;
  /** Prometheus' name: "envoy_cluster_upstream_rq_total". */
  readonly family: string;
  /** Prometheus' labels, which tell the members of a family apart. */
  readonly labels: Readonly<Record<string, string>>;
  /** With whom it goes; undefined: it stays. */
  readonly owner: string | undefined;
}

/** A statistic and its names. */
export interface Metric extends MetricNames {
  readonly stat: Stat;
}
