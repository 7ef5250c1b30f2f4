import { CellAllocator } from "./cells.js";
import { Counter } from "./counter.js";
import { Gauge } from "./gauge.js";
import { Histogram } from "./histogram.js";
import type { Metric, MetricNames, Stat, StatKind } from "./metric.js";
import { Scope, type ScopeOptions, type StatsRegistry } from "./scope.js";

/**
 * Every statistic of a proxy. A statistic is found again by its flat name, so that counters survive a
 * new configuration, and goes when its owner does, so that owners that come and go leave nothing.
 */
export class StatsStore {
  readonly #metrics = new Map<string, Metric>();
  readonly #namesOfOwner = new Map<string, string[]>();
  readonly #kindOfFamily = new Map<string, StatKind>();
  readonly #allocator = new CellAllocator();
  readonly #registry: StatsRegistry = {
    counter: (names) =>
      this.#find(names, "counter", Counter, () => new Counter(this.#allocator.allocate())),
    gauge: (names) =>
      this.#find(names, "gauge", Gauge, () => new Gauge(this.#allocator.allocate())),
    histogram: (names) => this.#find(names, "histogram", Histogram, () => new Histogram()),
  };

  scope(options: ScopeOptions): Scope {
    return new Scope(options, this.#registry);
  }

  /** Forgets the statistics of an owner. Whoever still holds one may go on counting: nobody sees it. */
  remove(owner: string): void {
    for (const name of this.#namesOfOwner.get(owner) ?? []) this.#metrics.delete(name);
    this.#namesOfOwner.delete(owner);
  }

  /** All statistics, sorted by flat name. */
  metrics(): readonly Metric[] {
    return [...this.#metrics.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Values of counters and gauges and counts of histograms, by flat name. */
  values(): Record<string, number> {
    return Object.fromEntries(
      this.metrics().map(({ name, stat }) => [
        name,
        stat.kind === "histogram" ? stat.count : stat.value,
      ]),
    );
  }

  #find<S extends Stat>(
    names: MetricNames,
    kind: StatKind,
    type: abstract new (...parameters: never[]) => S,
    make: () => S,
  ): S {
    const known = this.#metrics.get(names.name)?.stat;
    if (known instanceof type) return known;
    if (known !== undefined) {
      throw new Error(`statistic ${names.name} is a ${known.kind}; give the ${kind} another name`);
    }
    const stat = make();
    this.#metrics.set(names.name, { ...names, family: this.#family(names.family, kind), stat });
    if (names.owner !== undefined) {
      const owned = this.#namesOfOwner.get(names.owner);
      if (owned === undefined) this.#namesOfOwner.set(names.owner, [names.name]);
      else owned.push(names.name);
    }
    return stat;
  }

  /** A Prometheus family holds one kind only. Two plugins that disagree get one family each. */
  #family(family: string, kind: StatKind): string {
    const taken = this.#kindOfFamily.get(family) ?? kind;
    if (taken !== kind) return this.#family(`${family}_${kind}`, kind);
    this.#kindOfFamily.set(family, kind);
    return family;
  }
}
