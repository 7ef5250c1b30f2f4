import { ConfigLoadError, type ConfigProblem } from "@meltemi/api";

/** `mesh/route.yaml:14 spec.hosts[0]: ...`, a line for each, ended by a newline. */
export function problemText(problems: readonly ConfigProblem[]): string {
  return problems.length === 0 ? "" : `${new ConfigLoadError(problems).message}\n`;
}
