import {
  type ConfigPath,
  type ConfigRecord,
  type Finding,
  recordAt,
  recordsUnder,
} from "@meltemi/api";
import { AttributeSet, ConfigError, type StringMatch } from "@meltemi/core";
import { compileMatch } from "../route/matcher.js";

/**
 * What is wrong with a match beyond its form: whatever the proxy cannot compile.
 * @param form what the schema has found; entries with such findings are left alone
 */
export function checkMatch(match: ConfigRecord, form: readonly Finding[]): Finding[] {
  const attributes = recordAt(match, "attributes");
  const entries = recordsUnder(attributes).filter(
    (entry) => !form.some(({ path }) => isIn(path, entry.path)),
  );
  return [...sameNames(attributes), ...entries.flatMap((entry) => checkEntry(entry, match.path))];
}

function isIn(path: ConfigPath, parent: ConfigPath): boolean {
  return parent.every((key, index) => key === path[index]);
}

function checkEntry({ path, value }: ConfigRecord, base: ConfigPath): Finding[] {
  try {
    const attributes = { [String(path.at(-1))]: value as StringMatch };
    compileMatch({ attributes }, new AttributeSet());
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [{ path: [...base, ...error.path], message: error.message }];
  }
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
