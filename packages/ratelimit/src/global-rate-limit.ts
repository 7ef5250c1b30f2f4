import {
  type Attribute,
  CONTRACT_VERSION,
  type Counter,
  ErrorKind,
  type Exchange,
  type Filter,
  type FilterCluster,
  type FilterContext,
  type FilterPlugin,
  FilterStatus,
  type Matcher,
  type Message,
  requestIdText,
} from "@meltemi/core";
import {
  checkEntries,
  GLOBAL_RATE_LIMIT_SCHEMA,
  type GlobalRateLimitConfig,
  type RateLimitEntryConfig,
  readTimeout,
} from "./global-rate-limit-config.js";
import { compileMatch } from "./match-config.js";
import type { RateLimitClient, RateLimitEndpoint } from "./rate-limit-client.js";
import type { RateLimitEntry } from "./rate-limit-messages.js";

/**
 * Limits requests as a rate limit service says, by Envoy's protocol (RateLimitService of
 * envoy.service.ratelimit.v3), so that proxies share their limits. Requests wait for the answer; one
 * over the limit is answered with the error OverLimit and goes no further.
 *
 * Counters: `ok` and `over_limit` by answers, `error` for requests that got none, and
 * `failure_mode_allowed` for those of them that passed for all that.
 */
export function globalRateLimit(): FilterPlugin<GlobalRateLimitConfig> {
  return Object.freeze({
    contract: CONTRACT_VERSION,
    kind: "filter",
    name: "global-rate-limit",
    aliases: ["aeraki.meta_protocol.filters.ratelimit"],
    configSchema: GLOBAL_RATE_LIMIT_SCHEMA,
    create: (config: GlobalRateLimitConfig, context: FilterContext): Filter =>
      new GlobalRateLimit(config, context),
  } as const);
}

/**
 * Calls that may wait for the service at once. It answers within milliseconds, so that more of them mean
 * that it does not, and every further one would only hold memory until its timeout.
 */
const MOST_CALLS_IN_FLIGHT = 1024;

class GlobalRateLimit implements Filter {
  readonly #matcher: Matcher;
  readonly #domain: string;
  readonly #descriptors: readonly (readonly Entry[])[];
  readonly #failureModeDeny: boolean;
  readonly #clusterName: string;
  readonly #cluster: FilterCluster;
  readonly #client: Promise<RateLimitClient>;
  readonly #ok: Counter;
  readonly #overLimit: Counter;
  readonly #error: Counter;
  readonly #failureModeAllowed: Counter;
  #callsInFlight = 0;

  /** @throws {ConfigError} */
  constructor(config: GlobalRateLimitConfig, context: FilterContext) {
    checkEntries(config);
    this.#matcher = compileMatch(config.match ?? {}, ["match"], context);
    this.#domain = config.domain;
    this.#descriptors = config.descriptors.map(({ entries }) =>
      entries.map((entry) => compileEntry(entry, context)),
    );
    this.#failureModeDeny = config.failureModeDeny ?? false;
    this.#clusterName = config.cluster;
    this.#cluster = context.cluster(config.cluster);
    this.#ok = context.stats.counter("ok");
    this.#overLimit = context.stats.counter("over_limit");
    this.#error = context.stats.counter("error");
    this.#failureModeAllowed = context.stats.counter("failure_mode_allowed");
    this.#client = loadClient(readTimeout(config));
    this.#client.catch(() => {}); // the requests hear of it, and there may be none
  }

  onRequest(exchange: Exchange): FilterStatus | Promise<FilterStatus> {
    if (!this.#matcher.matches(exchange.request)) return FilterStatus.Continue;
    const endpoint = this.#cluster.pick();
    const id = requestIdText(exchange.request);
    if (endpoint === undefined) {
      return this.#decideAlone(exchange, id, `cluster "${this.#clusterName}" has no endpoint`);
    }
    if (this.#callsInFlight === MOST_CALLS_IN_FLIGHT) {
      return this.#decideAlone(exchange, id, "too many requests wait for the rate limit service");
    }
    return this.#ask(exchange, id, endpoint);
  }

  close(): void {
    void this.#client.then(
      (client) => client.close(),
      () => {},
    );
  }

  async #ask(exchange: Exchange, id: string, endpoint: RateLimitEndpoint): Promise<FilterStatus> {
    // Before anything is waited for, while the attributes are surely those of this request.
    const descriptors = this.#descriptors.map((entries) =>
      entries.map((entry) => entry(exchange.request)),
    );
    let overLimit: boolean;
    this.#callsInFlight++;
    try {
      const client = await this.#client;
      const question = { domain: this.#domain, descriptors };
      overLimit = await client.shouldRateLimit(endpoint, question);
    } catch (error) {
      return this.#decideAlone(exchange, id, "the rate limit service gave no answer", error);
    } finally {
      this.#callsInFlight--;
    }
    if (overLimit) {
      this.#overLimit.inc();
      return refuse(exchange, `request '${id}' has been rate limited`);
    }
    this.#ok.inc();
    return FilterStatus.Continue;
  }

  /** For a request that the service has given no answer to. */
  #decideAlone(exchange: Exchange, id: string, reason: string, cause?: unknown): FilterStatus {
    this.#error.inc();
    if (this.#failureModeDeny) {
      return refuse(exchange, `request '${id}' has been refused: ${reason}`, cause);
    }
    this.#failureModeAllowed.inc();
    return FilterStatus.Continue;
  }
}

function refuse(exchange: Exchange, text: string, cause?: unknown): FilterStatus {
  exchange.reply({
    kind: ErrorKind.OverLimit,
    source: "proxy",
    retriable: true,
    text: `meta protocol global rate limit: ${text}`,
    ...(cause !== undefined && { cause }),
  });
  return FilterStatus.Stop;
}

/** Makes an entry of a descriptor for a request. */
type Entry = (request: Message) => RateLimitEntry;

function compileEntry(config: RateLimitEntryConfig, context: FilterContext): Entry {
  const { key } = config;
  if (config.attribute === undefined) {
    const entry = { key, value: config.value };
    return () => entry;
  }
  const attribute: Attribute = context.requestAttribute(config.attribute);
  return (request) => ({ key, value: request.text(attribute) ?? "" });
}

/** gRPC takes 100 ms and 20 MB to load, in each thread: not for those who only limit locally. */
async function loadClient(timeoutMs: number): Promise<RateLimitClient> {
  const { RateLimitClient } = await import("./rate-limit-client.js");
  return new RateLimitClient(timeoutMs);
}
