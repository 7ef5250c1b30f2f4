import { ConfigError, type StringMatch } from "@meltemi/core";

/** Keys and indices from the root of a match. */
export type MatchPath = readonly (string | number)[];

type Wanted = "string" | "boolean" | "object";

export type MatchType = "exact" | "prefix" | "suffix" | "contains" | "regex" | "range" | "present";

/** What an entry may test, and the type of the value that goes with it. */
const TYPES: Readonly<Record<MatchType, Wanted>> = {
  exact: "string",
  prefix: "string",
  suffix: "string",
  contains: "string",
  regex: "string",
  range: "object",
  present: "boolean",
};

const TYPE_NAMES = Object.keys(TYPES) as readonly MatchType[];
const WITH_CASE: ReadonlySet<MatchType> = new Set(["exact", "prefix", "suffix", "contains"]);
const OPTIONS: ReadonlySet<string> = new Set(["ignoreCase", "invert", "treatMissingAsEmpty"]);

const ADVICE: Readonly<Record<Wanted, string>> = {
  string: "is not text; put it in quotes",
  boolean: "is neither true nor false; write one of them",
  object: "is not a range; write { start: 1, end: 10 }",
};

/**
 * The one test that an entry is. Checks everything of the entry except whether its regex compiles
 * and its range has integers in it.
 * @throws {ConfigError} when it is none or several, or holds something that does not go with it
 */
export function readMatchType(match: StringMatch, path: MatchPath): MatchType {
  if (typeof match !== "object" || match === null) {
    throw new ConfigError(path, `not a match; write { exact: ${JSON.stringify(String(match))} }`);
  }
  for (const [key, value] of Object.entries(match)) {
    if (OPTIONS.has(key)) requireType(value, "boolean", [...path, key]);
    else if (!Object.hasOwn(TYPES, key)) {
      const message = `"${key}" is not a match type; use ${list(TYPE_NAMES)}`;
      throw new ConfigError([...path, key], message);
    }
  }
  const types = TYPE_NAMES.filter((name) => match[name] !== undefined);
  const [type] = types;
  if (type === undefined) {
    throw new ConfigError(path, `nothing to match; give one of ${list(TYPE_NAMES)}`);
  }
  if (types.length > 1) {
    throw new ConfigError(path, `${types.join(" and ")} exclude each other; keep one`);
  }
  if (match.ignoreCase === true && !WITH_CASE.has(type)) {
    const advice = type === "regex" ? 'start the regex with "(?i)" instead' : "remove it";
    throw new ConfigError(
      [...path, "ignoreCase"],
      `ignoreCase does not go with ${type}; ${advice}`,
    );
  }
  requireType(match[type], TYPES[type], [...path, type]);
  return type;
}

function requireType(value: unknown, wanted: Wanted, path: MatchPath): void {
  if (value === undefined || (typeof value === wanted && value !== null)) return;
  throw new ConfigError(path, `${JSON.stringify(value)} ${ADVICE[wanted]}`);
}

function list(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
