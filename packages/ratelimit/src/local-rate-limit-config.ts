import { ConfigError, type MatchSpec, parseDuration } from "@meltemi/core";
import { matchSchema } from "./match-config.js";
import { type TokenBucketShape, wholeMicros } from "./token-bucket.js";

export interface TokenBucketConfig {
  /** Time between two fills, such as "60s" or "500ms"; at least 50 ms, read to the microsecond. */
  readonly fillInterval: string;
  /** Tokens in a full bucket, 1 to 2^31-1; the bucket starts full. */
  readonly maxTokens: number;
  /** Tokens that each fill adds, 1 to 2^31-1, never beyond `maxTokens`. @default 1 */
  readonly tokensPerFill?: number;
}

export interface LocalRateLimitCondition {
  /** Requests that take from this bucket; an empty match means all of them. */
  readonly match: MatchSpec;
  readonly tokenBucket: TokenBucketConfig;
}

/** At least one of the two is given, and `conditions` is not empty when it stands alone. */
export interface LocalRateLimitConfig {
  /** For requests that no condition matches. Without it they pass unlimited. */
  readonly tokenBucket?: TokenBucketConfig;
  /** In order: the first that matches decides, with its own bucket alone. */
  readonly conditions?: readonly LocalRateLimitCondition[];
}

/** Below it Envoy's local rate limit refuses a bucket; kept, so that both accept the same files. */
const SHORTEST_FILL_INTERVAL_MS = 50;
const MOST_TOKENS = 2 ** 31 - 1;

/**
 * Reads one bucket, whose form the schema has checked.
 * @param path where the bucket stands in the filter's configuration
 * @throws {ConfigError} when the fill interval is not a duration or is below 50 ms
 */
export function readTokenBucket(
  config: TokenBucketConfig,
  path: ConfigError["path"],
): TokenBucketShape {
  const { fillInterval, maxTokens, tokensPerFill = 1 } = config;
  const milliseconds = parseDuration(fillInterval);
  if (milliseconds === undefined) {
    throw new ConfigError(
      [...path, "fillInterval"],
      `"${fillInterval}" is not a duration; write a number and a unit, such as "60s" or "500ms"`,
    );
  }
  if (milliseconds < SHORTEST_FILL_INTERVAL_MS) {
    throw new ConfigError(
      [...path, "fillInterval"],
      `local rate limit token bucket fill timer must be >= 50ms, and "${fillInterval}" is shorter; ` +
        "use a longer fillInterval and a higher tokensPerFill",
    );
  }
  return { fillIntervalMicros: wholeMicros(milliseconds), maxTokens, tokensPerFill };
}

const TOKEN_BUCKET_SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["fillInterval", "maxTokens"],
  properties: {
    fillInterval: {
      type: "string",
      description:
        'Time between two fills: a duration of at least 50 ms, such as "60s" or "500ms".',
    },
    maxTokens: {
      type: "integer",
      minimum: 1,
      maximum: MOST_TOKENS,
      description: "Tokens in a full bucket. It starts full; each request takes one.",
    },
    tokensPerFill: {
      type: "integer",
      minimum: 1,
      maximum: MOST_TOKENS,
      default: 1,
      description: "Tokens that each fill adds, never beyond maxTokens.",
    },
  },
} as const;

/** JSON Schema (draft 7) of LocalRateLimitConfig. What it cannot say in good words, `create` checks. */
export const LOCAL_RATE_LIMIT_SCHEMA: Readonly<Record<string, unknown>> = {
  type: "object",
  description: "Limits requests by token buckets in the memory of this proxy.",
  additionalProperties: false,
  properties: {
    tokenBucket: {
      ...TOKEN_BUCKET_SCHEMA,
      description: "For requests that no condition matches. Without it they pass unlimited.",
    },
    conditions: {
      type: "array",
      description: "In order: the first that matches decides, with its own bucket alone.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["match", "tokenBucket"],
        properties: {
          match: matchSchema(
            "Requests that take from this bucket; an empty match means all of them.",
          ),
          tokenBucket: {
            ...TOKEN_BUCKET_SCHEMA,
            description: "The bucket that these requests share.",
          },
        },
      },
    },
  },
};
