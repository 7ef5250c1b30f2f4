/** Keys and indices from the root of the configuration, as they are written in the file. */
export type ConfigPath = readonly (string | number)[];

/** One thing that is wrong with a configuration. */
export interface ConfigProblem {
  /** Undefined when the configuration was given as a value. */
  readonly file: string | undefined;
  /** Starts at 1. Undefined when the configuration was given as a value. */
  readonly line: number | undefined;
  /** Starts at 1. */
  readonly column: number | undefined;
  /** Such as `listeners[0].routes[0].match.attributes.cmd`; empty for the whole file. */
  readonly path: string;
  /** What is wrong and what to do. */
  readonly message: string;
  /** Of the refusal of a plugin: the code under which the documentation explains it. */
  readonly code?: string;
}

/** The configuration cannot be used. The message lists every problem, one a line. */
export class ConfigLoadError extends Error {
  override readonly name = "ConfigLoadError";
  readonly code = "E_CONFIG";
  /** At least one, in the order of the file. */
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = problems;
  }
}

/** `mesh/route.yaml:14 listeners[0].port: ...`, for a person to read. */
function formatProblem(problem: ConfigProblem): string {
  const { file, line, path, message, code } = problem;
  const position = file === undefined ? "" : line === undefined ? file : `${file}:${line}`;
  const place = [position, path].filter((part) => part !== "").join(" ");
  return `${place === "" ? "configuration" : place}: ${message}${code === undefined ? "" : ` (${code})`}`;
}

export function formatPath(path: ConfigPath): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else if (!/^[\w-]+$/.test(key)) text += `[${JSON.stringify(key)}]`;
    else text += text === "" ? key : `.${key}`;
  }
  return text;
}
