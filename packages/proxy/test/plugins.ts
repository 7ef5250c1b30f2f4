import {
  CONTRACT_VERSION,
  type Codec,
  type CodecPlugin,
  ConfigError,
  ErrorKind,
  type Filter,
  type FilterPlugin,
} from "@meltemi/core";

/** A codec for configuration to name. Its connections are never made. */
export function demoCodec(protocol = "demo", aliases: readonly string[] = []): CodecPlugin {
  const replies = Object.values(ErrorKind).map((kind) => [kind, "closes"] as const);
  return {
    contract: CONTRACT_VERSION,
    kind: "codec",
    protocol,
    aliases,
    correlation: "order",
    attributes: [],
    errorReplies: Object.fromEntries(replies) as Record<ErrorKind, string>,
    create: (): Codec => {
      throw new Error("not for traffic");
    },
  };
}

/** A filter that takes `{rate: 1..10, match: Match}`. */
export function demoFilter(): FilterPlugin {
  return {
    contract: CONTRACT_VERSION,
    kind: "filter",
    name: "demo-filter",
    configSchema: {
      type: "object",
      additionalProperties: false,
      properties: {
        rate: { type: "integer", minimum: 1, maximum: 10, default: 5 },
        match: { type: "object", default: {} },
      },
    },
    create: (config, context): Filter => {
      try {
        context.requestMatcher((config as { match: object }).match);
      } catch (error) {
        throw error instanceof ConfigError
          ? new ConfigError(["match", ...error.path], error.message)
          : error;
      }
      return {};
    },
  };
}
