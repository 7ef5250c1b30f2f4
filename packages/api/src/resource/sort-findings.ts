import { type Finding, locateFindings } from "../schema/findings.js";
import { type ConfigProblem, formatPath } from "../schema/problem.js";
import type { Locate } from "../schema/yaml-source.js";
import type { ResourceFinding } from "./kind-definition.js";

/** More than anybody reads, and few enough to be found in a file at once. */
const MOST = 100;

export interface SortedFindings {
  readonly problems: readonly ConfigProblem[];
  /** The same warning for each entry of a list is given once, for the first. */
  readonly warnings: readonly ConfigProblem[];
}

/** The findings as the user is told them, errors apart from warnings. */
export function sortFindings(findings: readonly ResourceFinding[], locate: Locate): SortedFindings {
  const warnings = new Map<string, ResourceFinding>();
  for (const finding of findings) {
    if (finding.warning !== true) continue;
    const place = formatPath(finding.path).replaceAll(/\[\d+\]/g, "[]");
    const key = `${place} ${finding.message}`;
    if (!warnings.has(key)) warnings.set(key, finding);
  }
  const errors = findings.filter(({ warning }) => warning !== true);
  return { problems: tell(errors, locate), warnings: tell([...warnings.values()], locate) };
}

function tell(findings: readonly ResourceFinding[], locate: Locate): readonly ConfigProblem[] {
  if (findings.length === 0) return [];
  const told = locateFindings(findings.slice(0, MOST).map(plain), locate);
  const last = told.at(-1);
  if (findings.length <= MOST || last === undefined) return told;
  const message = "there is more that is not shown; correct what is, and look again";
  return [...told, { ...last, message }];
}

function plain({ warning: _, ...finding }: ResourceFinding): Finding {
  return finding;
}
