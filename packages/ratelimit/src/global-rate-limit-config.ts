import { ConfigError, type MatchSpec, parseDuration } from "@meltemi/core";
import { matchSchema } from "./match-config.js";

/** A key, with what the request holds under an attribute (empty where it has none) or a fixed value. */
export type RateLimitEntryConfig =
  | { readonly key: string; readonly attribute: string; readonly value?: never }
  | { readonly key: string; readonly value: string; readonly attribute?: never };

export interface RateLimitDescriptorConfig {
  /** At least one. Several are one compound key. */
  readonly entries: readonly RateLimitEntryConfig[];
}

export interface GlobalRateLimitConfig {
  /** Requests that are asked about; all of them when left out or empty. */
  readonly match?: MatchSpec;
  /** Name of a set of limits in the service's own configuration. */
  readonly domain: string;
  /** Longest wait for an answer, above 0. @default "20ms" */
  readonly timeout?: string;
  /** Whether a request is refused when the service gives no answer. @default false */
  readonly failureModeDeny?: boolean;
  /** Where the service is. */
  readonly cluster: string;
  /** At least one. Each is counted for itself; any that is over its limit refuses the request. */
  readonly descriptors: readonly RateLimitDescriptorConfig[];
}

/** Envoy's default. */
const DEFAULT_TIMEOUT = "20ms";

/**
 * @returns milliseconds
 * @throws {ConfigError} when the timeout is not a duration above 0
 */
export function readTimeout({ timeout = DEFAULT_TIMEOUT }: GlobalRateLimitConfig): number {
  const milliseconds = parseDuration(timeout);
  if (milliseconds === undefined || milliseconds === 0) {
    throw new ConfigError(
      ["timeout"],
      `"${timeout}" is not a duration above 0; write a number and a unit, such as "20ms" or "1s"`,
    );
  }
  return milliseconds;
}

/** @throws {ConfigError} for the first entry with neither an attribute nor a value, or with both */
export function checkEntries({ descriptors }: GlobalRateLimitConfig): void {
  for (const [index, { entries }] of descriptors.entries()) {
    for (const [entryIndex, { key, attribute, value }] of entries.entries()) {
      if ((attribute === undefined) !== (value === undefined)) continue;
      throw new ConfigError(
        ["descriptors", index, "entries", entryIndex],
        `the entry "${key}" has ${value === undefined ? "no value" : "two values"}; ` +
          "give it either an attribute, to send what the request holds, or a fixed value",
      );
    }
  }
}

/** JSON Schema (draft 7) of GlobalRateLimitConfig. What it cannot say in good words, `create` checks. */
export const GLOBAL_RATE_LIMIT_SCHEMA: Readonly<Record<string, unknown>> = {
  type: "object",
  description: "Limits requests as a rate limit service says, which counts for all proxies.",
  additionalProperties: false,
  required: ["domain", "cluster", "descriptors"],
  properties: {
    match: matchSchema("Requests that are asked about; all of them when left out or empty."),
    domain: {
      type: "string",
      minLength: 1,
      description: "Name of a set of limits in the configuration of the rate limit service.",
    },
    timeout: {
      type: "string",
      default: DEFAULT_TIMEOUT,
      description: 'Longest wait for an answer: a duration above 0, such as "20ms" or "1s".',
    },
    failureModeDeny: {
      type: "boolean",
      default: false,
      description: "Whether a request is refused when the service gives no answer.",
    },
    cluster: {
      type: "string",
      minLength: 1,
      description: "The cluster of the rate limit service.",
    },
    descriptors: {
      type: "array",
      minItems: 1,
      description: "Each is counted for itself; any that is over its limit refuses the request.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["entries"],
        properties: {
          entries: {
            type: "array",
            minItems: 1,
            description: "Keys and values. Several are one compound key.",
            items: {
              type: "object",
              description: "A key, and either an attribute or a value.",
              additionalProperties: false,
              required: ["key"],
              properties: {
                key: {
                  type: "string",
                  minLength: 1,
                  description: "The key in the configuration of the rate limit service.",
                },
                attribute: {
                  type: "string",
                  minLength: 1,
                  description:
                    "Sends what the request holds under this name; empty where it has none.",
                },
                value: { type: "string", description: "Sends this text." },
              },
            },
          },
        },
      },
    },
  },
};
