import { type ConfigPath, type ConfigProblem, formatPath } from "./problem.js";
import type { Locate } from "./yaml-source.js";

/** Something that is wrong, before it is known where in a file it stands. */
export interface Finding {
  readonly path: ConfigPath;
  readonly message: string;
  /** The value whose line is to be given, where that is not the one at `path`: an unknown key. */
  readonly place?: ConfigPath;
  /** Of the refusal of a plugin. */
  readonly code?: string;
}

/** The findings as problems, in the order of the file. */
export function locateFindings(findings: readonly Finding[], locate: Locate): ConfigProblem[] {
  return findings
    .map(({ path, message, place = path, code }) => ({
      ...locate(place),
      path: formatPath(path),
      message,
      ...(code === undefined ? {} : { code }),
    }))
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
