import {
  type Clock,
  CONTRACT_VERSION,
  ConfigError,
  type Counter,
  ErrorKind,
  type Exchange,
  type Filter,
  type FilterContext,
  type FilterPlugin,
  FilterStatus,
  type Matcher,
  requestIdText,
} from "@meltemi/core";
import {
  LOCAL_RATE_LIMIT_SCHEMA,
  type LocalRateLimitCondition,
  type LocalRateLimitConfig,
  readTokenBucket,
} from "./local-rate-limit-config.js";
import { compileMatch } from "./match-config.js";
import { TokenBucket } from "./token-bucket.js";

/**
 * Limits requests by token buckets in the memory of the proxy. A request over the limit is answered
 * with the error OverLimit and goes no further; the connection stays.
 *
 * Counters: `ok` and `rate_limited` over all requests (`ok` also counts those that no bucket limits),
 * and the same two for each bucket under `default.` and `condition.<index>.`.
 */
export function localRateLimit(): FilterPlugin<LocalRateLimitConfig> {
  return Object.freeze({
    contract: CONTRACT_VERSION,
    kind: "filter",
    name: "local-rate-limit",
    aliases: ["aeraki.meta_protocol.filters.local_ratelimit"],
    configSchema: LOCAL_RATE_LIMIT_SCHEMA,
    create: (config: LocalRateLimitConfig, context: FilterContext): Filter =>
      new LocalRateLimit(compileRules(config, context), context),
  } as const);
}

/** A bucket and the requests that take from it. */
interface Rule {
  readonly matcher: Matcher;
  readonly bucket: TokenBucket;
  readonly ok: Counter;
  readonly rateLimited: Counter;
}

class LocalRateLimit implements Filter {
  readonly #rules: readonly Rule[];
  readonly #clock: Clock;
  readonly #ok: Counter;
  readonly #rateLimited: Counter;

  constructor(rules: readonly Rule[], context: FilterContext) {
    this.#rules = rules;
    this.#clock = context.clock;
    this.#ok = context.stats.counter("ok");
    this.#rateLimited = context.stats.counter("rate_limited");
  }

  onRequest(exchange: Exchange): FilterStatus {
    for (const rule of this.#rules) {
      if (!rule.matcher.matches(exchange.request)) continue;
      if (!rule.bucket.take(this.#clock.now())) return this.#refuse(exchange, rule);
      rule.ok.inc();
      break;
    }
    this.#ok.inc();
    return FilterStatus.Continue;
  }

  #refuse(exchange: Exchange, rule: Rule): FilterStatus {
    rule.rateLimited.inc();
    this.#rateLimited.inc();
    const id = requestIdText(exchange.request);
    exchange.reply({
      kind: ErrorKind.OverLimit,
      source: "proxy",
      retriable: true,
      text: `meta protocol local rate limit: request '${id}' has been rate limited`,
    });
    return FilterStatus.Stop;
  }
}

/** The rules in order. The default bucket is the last of them, and matches whatever is left. */
function compileRules(config: LocalRateLimitConfig, context: FilterContext): readonly Rule[] {
  const { tokenBucket, conditions = [] } = config;
  if (tokenBucket === undefined && conditions.length === 0) {
    throw new ConfigError(
      [],
      "a local rate limit without a bucket limits nothing; add tokenBucket or conditions, " +
        "or remove the filter",
    );
  }
  const rules = conditions.map((condition, index) =>
    compileRule(condition, `condition.${index}`, ["conditions", index], context),
  );
  if (tokenBucket !== undefined) {
    rules.push(compileRule({ match: {}, tokenBucket }, "default", [], context));
  }
  return rules;
}

function compileRule(
  condition: LocalRateLimitCondition,
  statsName: string,
  path: ConfigError["path"],
  context: FilterContext,
): Rule {
  const shape = readTokenBucket(condition.tokenBucket, [...path, "tokenBucket"]);
  return {
    matcher: compileMatch(condition.match, [...path, "match"], context),
    bucket: new TokenBucket(shape, context.clock.now()),
    ok: context.stats.counter(`${statsName}.ok`),
    rateLimited: context.stats.counter(`${statsName}.rate_limited`),
  };
}
