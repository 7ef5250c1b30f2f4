import { ConfigError, type StringMatch } from "@meltemi/core";
import { RE2JS } from "re2js";
import { ANY_VALUE, ExactIgnoringCaseTest } from "./exact-ignoring-case-test.js";
import { containsIgnoringCase, equalsIgnoringCase, foldCase } from "./ignore-case.js";
import type { MatchPath, MatchType } from "./match-type.js";
import { RangeTest } from "./range-test.js";
import { CheapTextTest, RememberedTest } from "./remembered-test.js";
import type { TextTest, ValueTest } from "./value-test.js";

type ValueType = Exclude<MatchType, "present">;
type TextType = Exclude<ValueType, "range">;
type Compile = (text: string, path: MatchPath) => ValueTest;

/**
 * The test that an entry makes of a value. `match` has been checked by readMatchType.
 * @throws {ConfigError} when the regex or the range cannot be used
 */
export function compileValueTest(type: ValueType, match: StringMatch, path: MatchPath): ValueTest {
  const at = [...path, type];
  if (type === "range") return compileRange(match.range, at);
  const table = match.ignoreCase === true ? COMPILE_IGNORING_CASE : COMPILE;
  return table[type](match[type] ?? "", at);
}

const COMPILE: Readonly<Record<TextType, Compile>> = {
  exact: () => ANY_VALUE, // of the empty text; any other has a matcher of its own
  prefix: (text) => new CheapTextTest((value) => value.startsWith(text)),
  suffix: (text) => new CheapTextTest((value) => value.endsWith(text)),
  contains: (text) => new CheapTextTest((value) => value.includes(text)),
  regex: compileRegex,
};

const COMPILE_IGNORING_CASE: Readonly<Record<TextType, Compile>> = {
  exact: (text) => (text === "" ? ANY_VALUE : new ExactIgnoringCaseTest(text)),
  prefix: folded((text) => (value) => equalsIgnoringCase(value, 0, text)),
  suffix: folded((text) => (value) => {
    const offset = value.length - text.length;
    return offset >= 0 && equalsIgnoringCase(value, offset, text);
  }),
  contains: folded((text) => (value) => containsIgnoringCase(value, text)),
  regex: compileRegex,
};

function folded(test: (foldedText: string) => TextTest): Compile {
  return (text) => new CheapTextTest(test(foldCase(text)));
}

function compileRegex(text: string, path: MatchPath): ValueTest {
  try {
    const regex = RE2JS.compile(text);
    return new RememberedTest((value) => regex.matches(value));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const advice = "use the syntax of RE2, which has no look-around and no back-references";
    throw new ConfigError(path, `${reason}; ${advice}`);
  }
}

function compileRange(range: StringMatch["range"], path: MatchPath): ValueTest {
  for (const key of ["start", "end"] as const) {
    if (!Number.isSafeInteger(range?.[key])) {
      throw new ConfigError([...path, key], "not an integer; give one between -2^53 and 2^53");
    }
  }
  const { start, end } = range as NonNullable<typeof range>;
  if (start >= end) {
    const message = `no integer v has ${start} <= v < ${end}; give an end above the start`;
    throw new ConfigError(path, message);
  }
  return new RangeTest(start, end);
}
