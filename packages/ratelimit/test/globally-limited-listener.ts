import { type Filter, FilterStatus } from "@meltemi/core";
import { type GlobalRateLimitConfig, globalRateLimit } from "../src/index.js";
import { decodedRequest, FakeExchange, type RequestFields } from "./fake-exchange.js";
import { FakeFilterContext } from "./fake-filter-context.js";

type Endpoint = Parameters<FakeFilterContext["endpoints"]["set"]>[1];

/** One descriptor, of the method. Long enough for a busy machine. */
const CONFIG: GlobalRateLimitConfig = {
  domain: "production",
  timeout: "10s",
  cluster: "rls",
  descriptors: [{ entries: [{ key: "method", attribute: "method" }] }],
};

/** The global rate limit as one listener of a proxy has it. */
export class GloballyLimitedListener {
  readonly context = new FakeFilterContext();
  readonly #filter: Filter;

  /** @param endpoint of the cluster "rls"; without it there is no such cluster */
  constructor(endpoint?: Endpoint, config: Partial<GlobalRateLimitConfig> = {}) {
    if (endpoint !== undefined) this.context.endpoints.set("rls", endpoint);
    this.#filter = globalRateLimit().create({ ...CONFIG, ...config }, this.context);
  }

  /** Hands the request to the filter: the exchange, and its status or the promise of one. */
  begin(fields: RequestFields = {}): {
    exchange: FakeExchange;
    status: FilterStatus | Promise<FilterStatus> | undefined;
  } {
    const request = decodedRequest(fields, this.context.attributes);
    const exchange = new FakeExchange(request, this.context.clock.now());
    return { exchange, status: this.#filter.onRequest?.(exchange) };
  }

  /** Sends a request through the filter. The exchange carries the error when it was refused. */
  async send(fields: RequestFields = {}): Promise<FakeExchange> {
    const { exchange, status } = this.begin(fields);
    const expected = async () =>
      (await status) === (exchange.error === undefined ? FilterStatus.Continue : FilterStatus.Stop);
    if (!(await expected())) throw new Error(`status ${await status} does not fit the reply`);
    return exchange;
  }

  /** Whether a call of that method passes. */
  async passes(method: string): Promise<boolean> {
    return (await this.send({ attributes: { method } })).error === undefined;
  }

  /** How many of `count` such calls, one after the other, pass. */
  async passing(count: number, method: string): Promise<number> {
    let passed = 0;
    for (let i = 0; i < count; i++) if (await this.passes(method)) passed++;
    return passed;
  }

  /** The counters that are not 0. */
  counters(): Record<string, number> {
    return Object.fromEntries([...this.context.stats.values].filter(([, value]) => value !== 0));
  }

  close(): void {
    this.#filter.close?.();
  }
}
