import type { StringMatch } from "@meltemi/core";

type Test = keyof Omit<StringMatch, "ignoreCase" | "invert" | "treatMissingAsEmpty">;

const WORDS: { readonly [T in Test]: (operand: NonNullable<StringMatch[T]>) => string } = {
  exact: (text) => `be ${quoted(text)}`,
  prefix: (text) => `begin with ${quoted(text)}`,
  suffix: (text) => `end with ${quoted(text)}`,
  contains: (text) => `contain ${quoted(text)}`,
  regex: (text) => `match /${text}/ as a whole`,
  range: ({ start, end }) => `be an integer from ${start} to ${end - 1}`,
  present: (isThere) => (isThere ? "be there" : "be absent"),
};

/** A test in words: `must begin with "vip-", in any case`. */
export function matchText(match: StringMatch): string {
  const { ignoreCase, invert, treatMissingAsEmpty } = match;
  const tests = Object.entries(WORDS).flatMap(([test, words]) => {
    const operand = match[test as Test];
    return operand === undefined ? [] : [(words as (operand: unknown) => string)(operand)];
  });
  return [
    `must ${invert ? "not " : ""}${tests.join(" and ") || "be there"}`,
    ...(ignoreCase ? ["in any case"] : []),
    ...(treatMissingAsEmpty ? ["absent counts as empty"] : []),
  ].join(", ");
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
