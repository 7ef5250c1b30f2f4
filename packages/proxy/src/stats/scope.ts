import type { StatsScope } from "@meltemi/core";
import type { Counter } from "./counter.js";
import type { Gauge } from "./gauge.js";
import type { Histogram } from "./histogram.js";
import type { MetricNames } from "./metric.js";

export interface ScopeOptions {
  /** What flat names start with: "cluster.qza.". */
  readonly prefix: string;
  /** What Prometheus names start with: "envoy_cluster_". */
  readonly family: string;
  /** Prometheus labels. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** With whom its statistics go: "cluster qza". @default they stay for ever */
  readonly owner?: string;
}

/** Where a scope gets its statistics from. */
export interface StatsRegistry {
  counter(names: MetricNames): Counter;
  gauge(names: MetricNames): Gauge;
  histogram(names: MetricNames): Histogram;
}

/** Makes statistics whose names share a beginning. The same name gives the same statistic again. */
export class Scope implements StatsScope {
  readonly #options: ScopeOptions;
  readonly #registry: StatsRegistry;

  constructor(options: ScopeOptions, registry: StatsRegistry) {
    this.#options = options;
    this.#registry = registry;
  }

  /** @throws {Error} when the name is in use for another kind of statistic; so the other two */
  counter(name: string): Counter {
    return this.#registry.counter(this.#names(name));
  }

  gauge(name: string): Gauge {
    return this.#registry.gauge(this.#names(name));
  }

  histogram(name: string): Histogram {
    return this.#registry.histogram(this.#names(name));
  }

  /** A scope inside this one; `suffix` ends with a dot: "outlier_detection.". */
  scope(suffix: string): Scope {
    const { prefix, family } = this.#options;
    const options = { ...this.#options, prefix: prefix + suffix, family: family + suffix };
    return new Scope(options, this.#registry);
  }

  #names(name: string): MetricNames {
    const { prefix, family, tags = {}, owner } = this.#options;
    return { name: prefix + name, family: prometheusName(family + name), labels: tags, owner };
  }
}

/** Prometheus allows letters, digits, "_" and ":", and no digit in front. */
function prometheusName(name: string): string {
  const clean = name.replaceAll(/[^a-zA-Z0-9_:]/g, "_");
  return /^\d/.test(clean) ? `_${clean}` : clean;
}
