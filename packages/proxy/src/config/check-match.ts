import { ConfigError, type MatchSpec } from "@meltemi/core";
import { RE2JS } from "re2js";
import type { Finding } from "./findings.js";
import { type ConfigRecord, recordAt, recordsUnder, textAt } from "./records.js";
import { matchSchema } from "./schema-match.js";
import { checkSchema } from "./schema-problems.js";

/**
 * Reads a match that is not part of the configuration's own schema, such as one in a filter's.
 * @returns a copy with the defaults filled in
 * @throws {ConfigError} with a path inside the match
 */
export function readMatch(match: unknown): MatchSpec {
  const copy = structuredClone(match);
  const form = checkSchema(matchSchema, copy, []);
  const [finding] =
    form.length > 0 ? form : checkMatch({ path: [], value: copy as ConfigRecord["value"] });
  if (finding !== undefined) throw new ConfigError(finding.path, finding.message);
  return copy as MatchSpec;
}

/** What is wrong with a match beyond its form. */
export function checkMatch(match: ConfigRecord): Finding[] {
  const attributes = recordAt(match, "attributes");
  return [...sameNames(attributes), ...recordsUnder(attributes).flatMap(checkStringMatch)];
}

function sameNames({ path, value }: ConfigRecord): Finding[] {
  const seen = new Map<string, string>();
  const findings: Finding[] = [];
  for (const name of Object.keys(value)) {
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined) {
      findings.push({
        path: [...path, name],
        message: `is the same attribute as "${twin}", since case makes no difference; remove one`,
      });
    }
    seen.set(name.toLowerCase(), name);
  }
  return findings;
}

function checkStringMatch(test: ConfigRecord): Finding[] {
  const { path, value } = test;
  const findings: Finding[] = [];
  const fault = regexFault(textAt(test, "regex"));
  if (fault !== undefined) findings.push({ path: [...path, "regex"], message: fault });
  const { start, end } = recordAt(test, "range").value;
  if (typeof start === "number" && typeof end === "number" && start >= end) {
    findings.push({
      path: [...path, "range"],
      message: `is empty: start ${start} is not below end ${end}; raise end`,
    });
  }
  const other = ["regex", "range", "present"].find((name) => Object.hasOwn(value, name));
  if (value["ignoreCase"] === true && other !== undefined) {
    const remedy = other === "regex" ? 'start the regex with "(?i)" instead' : "remove it";
    findings.push({
      path: [...path, "ignoreCase"],
      message: `has no meaning for ${other}; ${remedy}`,
    });
  }
  return findings;
}

function regexFault(regex: string | undefined): string | undefined {
  if (regex === undefined) return undefined;
  try {
    RE2JS.compile(regex);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `${why}; use the syntax of RE2, which has no look-around and no back-references`;
  }
}
