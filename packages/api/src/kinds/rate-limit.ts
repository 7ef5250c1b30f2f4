import { flag, list, object, positiveDuration, type Schema, text } from "../schema/schema-parts.js";
import { type MetaRouteMatch, metaMatchSchema } from "./meta-route-match.js";
import { nonEmptyList, wholeNumber } from "./parts.js";

/** A bucket that starts full; a request takes one token. */
export interface TokenBucket {
  readonly maxTokens: number;
  /** @default 1 */
  readonly tokensPerFill: number;
  /** A duration of 50ms or more. */
  readonly fillInterval: string;
}

export interface LocalRateLimitCondition {
  readonly match: MetaRouteMatch;
  readonly tokenBucket: TokenBucket;
}

/** Limits that each proxy keeps by itself. Has a tokenBucket or a condition at least. */
export interface LocalRateLimit {
  /** For requests that no condition matches. Absent: those are not limited. */
  readonly tokenBucket?: TokenBucket;
  /** The first that matches is taken. */
  readonly conditions: readonly LocalRateLimitCondition[];
}

export interface RateLimitDescriptor {
  /** The attribute whose value is sent. */
  readonly property: string;
  /** The key under which it is sent. */
  readonly descriptorKey: string;
}

/** Limits that a rate-limit service keeps for all proxies together. */
export interface GlobalRateLimit {
  readonly domain: string;
  /** Absent: every request is counted. */
  readonly match?: MetaRouteMatch;
  /** Name of the cluster of the rate-limit service, such as `outbound|8081||rls.infra.svc.cluster.local`. */
  readonly rateLimitService: string;
  /** A duration longer than 0. @default "20ms" */
  readonly requestTimeout: string;
  /** What becomes of a request when the service gives no answer: true refuses it. @default false */
  readonly denyOnFail: boolean;
  /** At least one; each is sent as a descriptor of its own. */
  readonly descriptors: readonly RateLimitDescriptor[];
}

const tokenBucketSchema: Schema = object(
  "TokenBucket",
  "A bucket of tokens that starts full. A request takes one; without one it is refused.",
  {
    maxTokens: wholeNumber("Tokens that the bucket holds.", 1),
    tokensPerFill: { ...wholeNumber("Tokens added each time.", 1), default: 1 },
    fillInterval: positiveDuration("Time between two fills, 50ms or more."),
  },
  ["maxTokens", "fillInterval"],
);

export const localRateLimitSchema: Schema = object(
  "LocalRateLimit",
  "Limits that each proxy in front of the hosts keeps by itself.",
  {
    tokenBucket: {
      ...tokenBucketSchema,
      description: "For requests that no condition matches. Left out: those are not limited.",
    },
    conditions: list(
      "Limits for some requests; the first condition that matches is taken.",
      object(
        "LocalRateLimitCondition",
        "A limit for the requests that match.",
        { match: metaMatchSchema, tokenBucket: tokenBucketSchema },
        ["match", "tokenBucket"],
      ),
    ),
  },
);

export const globalRateLimitSchema: Schema = object(
  "GlobalRateLimit",
  "Limits that a rate-limit service keeps for all proxies together.",
  {
    domain: text("Domain of the limits in the rate-limit service."),
    match: {
      ...metaMatchSchema,
      description: "Which requests are counted. Left out: every request.",
    },
    rateLimitService: text(
      "Cluster of the rate-limit service, such as outbound|8081||rls.infra.svc.cluster.local.",
    ),
    requestTimeout: positiveDuration("Longest time to wait for the service.", "20ms"),
    denyOnFail: flag("Refuse requests when the service gives no answer.", false),
    descriptors: nonEmptyList(
      "What is sent to the service; each entry is a descriptor of its own.",
      object(
        "RateLimitDescriptor",
        "An attribute and the key under which it is sent.",
        {
          property: text("Attribute whose value is sent."),
          descriptorKey: text("Key in the descriptor."),
        },
        ["property", "descriptorKey"],
      ),
    ),
  },
  ["domain", "rateLimitService", "descriptors"],
);
