import { RE2JS } from "re2js";
import type { ResourceFinding } from "../resource/kind-definition.js";
import { type ConfigRecord, recordAt, recordsUnder, textAt } from "../schema/records.js";
import { error, numberAt } from "./check-parts.js";

/** What is wrong with a match beyond its form. */
export function checkMatch(match: ConfigRecord): readonly ResourceFinding[] {
  const attributes = recordAt(match, "attributes");
  return [
    ...checkNames(attributes),
    ...recordsUnder(attributes).flatMap((test) => [...checkRegex(test), ...checkRange(test)]),
  ];
}

/** True when every request matches. */
export function matchesAll(match: ConfigRecord): boolean {
  return Object.keys(recordAt(match, "attributes").value).length === 0;
}

function checkNames({ path, value }: ConfigRecord): readonly ResourceFinding[] {
  const seen = new Map<string, string>();
  return Object.keys(value).flatMap((name) => {
    const at = [...path, name];
    if (name === "") return [error(at, "the name of an attribute must not be empty; write it")];
    const twin = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), name);
    if (twin === undefined) return [];
    return [
      error(at, `is the same attribute as "${twin}", since case makes no difference; remove one`),
    ];
  });
}

function checkRegex(test: ConfigRecord): readonly ResourceFinding[] {
  const regex = textAt(test, "regex");
  if (regex === undefined || regex === "" || compiled.has(regex)) return [];
  try {
    RE2JS.compile(regex);
    remember(regex);
    return [];
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = "use the syntax of RE2, which has no look-around and no back-references";
    return [error([...test.path, "regex"], `${reason}; ${advice}`)];
  }
}

/** Meshes repeat the same few regexes, and compiling one costs more than all other checks of a route. */
const compiled = new Set<string>();
const MOST_REMEMBERED = 1000;

function remember(regex: string): void {
  if (compiled.size >= MOST_REMEMBERED) compiled.clear();
  compiled.add(regex);
}

function checkRange(test: ConfigRecord): readonly ResourceFinding[] {
  const range = recordAt(test, "range");
  const [start, end] = [numberAt(range, "start"), numberAt(range, "end")];
  if (start === undefined || end === undefined) return [];
  for (const [key, bound] of [
    ["start", start],
    ["end", end],
  ] as const) {
    if (Number.isSafeInteger(bound)) continue;
    return [error([...range.path, key], "not an integer; give one between -2^53 and 2^53")];
  }
  if (start < end) return [];
  return [
    error(range.path, `no integer v has ${start} <= v < ${end}; give an end above the start`),
  ];
}
