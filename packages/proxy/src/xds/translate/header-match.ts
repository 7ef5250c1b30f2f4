import { AttributeSet, ConfigError, type MatchSpec, type StringMatch } from "@meltemi/core";
import type { Messages } from "@meltemi/xds";
import { compileMatch } from "../../route/matcher.js";
import type { Place } from "./place.js";
import { quote } from "./xds-resource-error.js";

type HeaderMatcher = Messages["envoy.config.route.v3.HeaderMatcher"];
type StringMatcher = Messages["envoy.type.matcher.v3.StringMatcher"];
type RegexMatcher = Messages["envoy.type.matcher.v3.RegexMatcher"];

/**
 * Envoy's header matchers, all of which must hold, as a match over attributes.
 * @throws {XdsResourceError} when one cannot be compiled, or two test one attribute
 */
export function readMatch(matchers: readonly HeaderMatcher[] | undefined, place: Place): MatchSpec {
  if (matchers === undefined || matchers.length === 0) return {};
  const tests = new Map<string, StringMatch>();
  for (const [index, matcher] of matchers.entries()) {
    const { name = "" } = matcher;
    const at = place.at(index);
    if (name === "") throw at.at("name").error("is empty; name an attribute");
    const key = name.toLowerCase();
    if (tests.has(key)) {
      throw at
        .at("name")
        .error(`${quote(name)} is tested twice, which is not supported; make one test of the two`);
    }
    tests.set(key, readHeaderMatcher(matcher, at));
  }
  return { attributes: Object.fromEntries(tests) };
}

function readHeaderMatcher(matcher: HeaderMatcher, place: Place): StringMatch {
  const match: StringMatch = {
    ...readTest(matcher, place),
    ...(matcher.invertMatch === true ? { invert: true } : {}),
    ...(matcher.treatMissingHeaderAsEmpty === true ? { treatMissingAsEmpty: true } : {}),
  };
  try {
    compileMatch({ attributes: { name: match } }, new AttributeSet());
  } catch (error) {
    if (error instanceof ConfigError) throw place.error(error.message);
    throw error;
  }
  return match;
}

function readTest(matcher: HeaderMatcher, place: Place): StringMatch {
  const { exactMatch, prefixMatch, suffixMatch, containsMatch, safeRegexMatch } = matcher;
  const { rangeMatch, stringMatch, presentMatch = true } = matcher;
  // As in Envoy, an empty one matches whatever there is: the proxy's own `exact` does too.
  if (exactMatch !== undefined) return { exact: exactMatch };
  if (prefixMatch !== undefined) return { prefix: filled(prefixMatch, place.at("prefix_match")) };
  if (suffixMatch !== undefined) return { suffix: filled(suffixMatch, place.at("suffix_match")) };
  if (containsMatch !== undefined) {
    return { contains: filled(containsMatch, place.at("contains_match")) };
  }
  if (safeRegexMatch !== undefined) return readRegex(safeRegexMatch, place.at("safe_regex_match"));
  if (rangeMatch !== undefined) {
    const { start = 0, end = 0 } = rangeMatch;
    return { range: { start, end } };
  }
  if (stringMatch !== undefined) return readStringMatcher(stringMatch, place.at("string_match"));
  return { present: presentMatch };
}

function readStringMatcher(matcher: StringMatcher, place: Place): StringMatch {
  const { exact, prefix, suffix, contains, safeRegex, custom, ignoreCase } = matcher;
  // Case is the regex's own business: Envoy does not look at ignore_case there.
  if (safeRegex !== undefined) return readRegex(safeRegex, place.at("safe_regex"));
  const options = ignoreCase === true ? { ignoreCase: true } : {};
  // Here an empty text is itself alone, not "whatever there is" as in exact_match.
  if (exact === "") return { regex: "^$" };
  if (exact !== undefined) return { exact, ...options };
  if (prefix !== undefined) return { prefix: filled(prefix, place.at("prefix")), ...options };
  if (suffix !== undefined) return { suffix: filled(suffix, place.at("suffix")), ...options };
  if (contains !== undefined) {
    return { contains: filled(contains, place.at("contains")), ...options };
  }
  const use = "use exact, prefix, suffix, contains or safe_regex";
  if (custom !== undefined) throw place.at("custom").error(`is not supported; ${use}`);
  throw place.error(`tests nothing; ${use}`);
}

/** Far above what anybody writes; compiling takes time. */
const MAX_REGEX_LENGTH = 16_384;

function readRegex({ regex = "" }: RegexMatcher, place: Place): StringMatch {
  if (regex.length > MAX_REGEX_LENGTH) {
    const text = `has ${regex.length} characters; give ${MAX_REGEX_LENGTH} at most`;
    throw place.at("regex").error(text);
  }
  return { regex: filled(regex, place.at("regex")) };
}

function filled(text: string, place: Place): string {
  if (text === "") throw place.error("is empty; give a text, or use present_match");
  return text;
}
