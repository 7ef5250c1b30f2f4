import {
  type Attribute,
  AttributeSet,
  type Clock,
  type Counter,
  type FilterCluster,
  type FilterContext,
  type Gauge,
  type Matcher,
  type MatchSpec,
  type StatsScope,
} from "@meltemi/core";
import { compileSimpleMatch } from "./simple-match.js";

/** A clock that moves only when told to. */
export class FakeClock implements Clock {
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** Counts by name. A counter that was made and never raised reads 0. */
class FakeStats implements StatsScope {
  readonly values = new Map<string, number>();

  counter(name: string): Counter {
    this.values.set(name, 0);
    const add = (amount: number) => {
      this.values.set(name, (this.values.get(name) ?? 0) + amount);
    };
    return { inc: () => add(1), add };
  }

  gauge(name: string): Gauge {
    throw new Error(`no gauge was expected, least of all ${name}`);
  }
}

export class FakeFilterContext implements FilterContext {
  /** Starts at an odd fraction, as a real clock does. */
  readonly clock = new FakeClock(1234.567);
  readonly stats = new FakeStats();
  readonly attributes = new AttributeSet();
  /** By cluster. */
  readonly endpoints = new Map<string, { readonly address: string; readonly port: number }>();

  requestAttribute(name: string): Attribute {
    return this.attributes.want(name);
  }

  responseAttribute(name: string): Attribute {
    throw new Error(`no response attribute was expected, least of all ${name}`);
  }

  requestMatcher(match: MatchSpec): Matcher {
    return compileSimpleMatch(match, this.attributes);
  }

  cluster(name: string): FilterCluster {
    return { pick: () => this.endpoints.get(name) };
  }
}
