import type { MetaRouteMatch } from "@meltemi/api";
import type { StringMatch } from "@meltemi/core";
import type { Messages } from "@meltemi/xds";
import { byText } from "./age.js";

type HeaderMatcher = Messages["envoy.config.route.v3.HeaderMatcher"];
type StringMatcher = Messages["envoy.type.matcher.v3.StringMatcher"];

const TEXT_TESTS = ["exact", "prefix", "suffix", "contains"] as const;

/** The tests of a match, sorted by attribute, so that equal matches have equal bytes. */
export function attributeMatchers(match: MetaRouteMatch | undefined): readonly HeaderMatcher[] {
  return Object.entries(match?.attributes ?? {})
    .sort(([left], [right]) => byText(left, right))
    .map(([name, test]) => headerMatcher(name, test));
}

function headerMatcher(name: string, written: StringMatch | null): HeaderMatcher {
  const test = written ?? {};
  return {
    name,
    ...testOf(test),
    ...(test.invert ? { invertMatch: true } : {}),
    ...(test.treatMissingAsEmpty ? { treatMissingHeaderAsEmpty: true } : {}),
  };
}

function testOf(test: StringMatch): HeaderMatcher {
  if (test.range !== undefined) return { rangeMatch: test.range };
  if (test.present !== undefined) return { presentMatch: test.present };
  // What users of the original write for "any value", although it reads like another thing.
  if (test.regex === "*" || (test.exact === "" && isPlain(test))) return { presentMatch: true };
  if (test.regex !== undefined) return { stringMatch: { safeRegex: { regex: test.regex } } };
  const kind = TEXT_TESTS.find((name) => test[name] !== undefined);
  if (kind === undefined) return { presentMatch: true };
  const matcher: StringMatcher = { [kind]: test[kind] };
  return { stringMatch: test.ignoreCase ? { ...matcher, ignoreCase: true } : matcher };
}

/** Inverted or with a stand-in for absent values, "any value" is something else than "present". */
function isPlain({ invert = false, treatMissingAsEmpty = false }: StringMatch): boolean {
  return !invert && !treatMissingAsEmpty;
}
