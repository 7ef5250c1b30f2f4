import { type Filter, FilterStatus } from "@meltemi/core";
import { type LocalRateLimitConfig, localRateLimit } from "../src/index.js";
import { decodedRequest, FakeExchange, type RequestFields } from "./fake-exchange.js";
import { type FakeClock, FakeFilterContext } from "./fake-filter-context.js";

/** The local rate limit as one listener of a proxy has it. */
export class LimitedListener {
  readonly context = new FakeFilterContext();
  readonly #filter: Filter;

  constructor(config: LocalRateLimitConfig, plugin = localRateLimit()) {
    this.#filter = plugin.create(config, this.context);
  }

  get clock(): FakeClock {
    return this.context.clock;
  }

  /** Sends a request through the filter. The exchange carries the error when it was refused. */
  send(fields: RequestFields = {}): FakeExchange {
    const request = decodedRequest(fields, this.context.attributes);
    const exchange = new FakeExchange(request, this.clock.now());
    const status = this.#filter.onRequest?.(exchange);
    const expected = exchange.error === undefined ? FilterStatus.Continue : FilterStatus.Stop;
    if (status !== expected) throw new Error(`status ${status}, but ${expected} fits the reply`);
    return exchange;
  }

  /** Whether such a request passes. */
  passes(attributes: RequestFields["attributes"] = {}): boolean {
    return this.send({ attributes }).error === undefined;
  }

  /** How many of `count` such requests, sent at once, pass. */
  passing(count: number, attributes: RequestFields["attributes"] = {}): number {
    let passed = 0;
    for (let i = 0; i < count; i++) if (this.passes(attributes)) passed++;
    return passed;
  }

  /** The counters that are not 0. */
  counters(): Record<string, number> {
    return Object.fromEntries([...this.context.stats.values].filter(([, value]) => value !== 0));
  }
}
