import {
  type AttributeSet,
  ConfigError,
  type Matcher,
  type MatchSpec,
  type StringMatch,
} from "@meltemi/core";

/** Enough of the proxy's matcher for these tests: exact, prefix, and regex over the whole value. */
export function compileSimpleMatch(match: MatchSpec, attributes: AttributeSet): Matcher {
  const tests = Object.entries(match.attributes ?? {}).map(([name, test]) => ({
    attribute: attributes.want(name),
    accepts: compileTest(test, ["attributes", name]),
  }));
  return {
    matches: (message) =>
      tests.every(({ attribute, accepts }) => {
        const text = message.text(attribute);
        return text !== undefined && accepts(text);
      }),
  };
}

function compileTest(test: StringMatch, path: ConfigError["path"]): (text: string) => boolean {
  const { exact, prefix, regex } = test;
  if (exact !== undefined) return (text) => text === exact;
  if (prefix !== undefined) return (text) => text.startsWith(prefix);
  if (regex === undefined) throw new ConfigError(path, "no test; use exact, prefix or regex");
  const pattern = new RegExp(`^(?:${regex})$`);
  return (text) => pattern.test(text);
}
