import {
  type AttributeSet,
  ConfigError,
  type Matcher,
  type MatchSpec,
  type Message,
  type StringMatch,
} from "@meltemi/core";
import {
  AttributeMatcher,
  ExactMatcher,
  PresenceMatcher,
  type Treatment,
} from "./attribute-matcher.js";
import { compileValueTest } from "./compile-value-test.js";
import { readMatchType } from "./match-type.js";

/**
 * Compiles a match, marking its attributes as wanted. The matcher allocates nothing per message,
 * except where a value has to become text.
 * @throws {ConfigError} with a path inside the match: `["attributes", "cmd", "regex"]`
 */
export function compileMatch(spec: MatchSpec, attributes: AttributeSet): Matcher {
  const matchers = Object.entries(spec.attributes ?? {}).map(([name, match]) =>
    compileEntry(name, match, attributes),
  );
  const [only] = matchers;
  if (only === undefined) return EVERYTHING;
  return matchers.length === 1 ? only : new AllMatcher(matchers);
}

function compileEntry(name: string, match: StringMatch, attributes: AttributeSet): Matcher {
  const path = ["attributes", name];
  if (name === "") throw new ConfigError(path, "an attribute needs a name; give one");
  const type = readMatchType(match, path);
  const attribute = attributes.want(name);
  const treatment: Treatment = {
    invert: match.invert ?? false,
    treatMissingAsEmpty: match.treatMissingAsEmpty ?? false,
  };
  if (type === "present") return new PresenceMatcher(attribute, match.present === true, treatment);
  const { exact = "", ignoreCase = false } = match;
  if (type === "exact" && exact !== "" && !ignoreCase) {
    return new ExactMatcher(attribute, exact, treatment);
  }
  return new AttributeMatcher(attribute, compileValueTest(type, match, path), treatment);
}

const EVERYTHING: Matcher = { matches: () => true };

/** Every one of several matchers. */
class AllMatcher implements Matcher {
  readonly #matchers: readonly Matcher[];

  constructor(matchers: readonly Matcher[]) {
    this.#matchers = matchers;
  }

  matches(message: Message): boolean {
    for (const matcher of this.#matchers) if (!matcher.matches(message)) return false;
    return true;
  }
}
