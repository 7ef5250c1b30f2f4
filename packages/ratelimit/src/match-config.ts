import { ConfigError, type FilterContext, type Matcher, type MatchSpec } from "@meltemi/core";

/** JSON Schema of a MatchSpec. The tests themselves are checked by the proxy, with the routes' own messages. */
export function matchSchema(description: string): Readonly<Record<string, unknown>> {
  return {
    type: "object",
    description,
    additionalProperties: false,
    properties: {
      attributes: {
        type: "object",
        description: "Attribute names and a test for each, as in routes; all of them must hold.",
        additionalProperties: { type: "object" },
      },
    },
  };
}

/**
 * @param path where the match stands in the filter's configuration
 * @throws {ConfigError} of the matcher, with `path` in front of its own
 */
export function compileMatch(
  match: MatchSpec,
  path: ConfigError["path"],
  context: FilterContext,
): Matcher {
  try {
    return context.requestMatcher(match);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError([...path, ...error.path], error.message);
  }
}
