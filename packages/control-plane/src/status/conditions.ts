import type { Condition, ConfigProblem } from "@meltemi/api";
import type { Diagnostic } from "../compile/diagnostic.js";
import { claimInForce, type Entry } from "../store/entry.js";
import { problemText } from "./problem-text.js";

/**
 * What there is to say of a resource.
 * @param diagnostics what the compiler found about it
 * @param programmed what became of it at the proxies
 */
export function conditionsOf(
  entry: Entry,
  diagnostics: readonly Diagnostic[],
  programmed: Condition,
): readonly Condition[] {
  const taken = ofType(diagnostics, "Conflicted");
  const isBeaten = taken.some(({ severity }) => severity === "error");
  const conditions = [accepted(entry, ofType(diagnostics, "Accepted"), isBeaten)];
  const resolved = ofType(diagnostics, "ResolvedRefs");
  if (resolved.length > 0) conditions.push(condition("ResolvedRefs", "False", resolved));
  const conflicted = [...taken, ...duplicates(entry)];
  if (conflicted.length > 0) conditions.push(condition("Conflicted", "True", conflicted));
  conditions.push(withDiagnostics(programmed, ofType(diagnostics, "Programmed")));
  return conditions;
}

/** The same resource in other places, which are ignored. */
export function duplicateProblems({ id, claims }: Entry): readonly ConfigProblem[] {
  const [first, ...others] = claims;
  const place = placeOf(first?.read) ?? "another source";
  return others.map(({ read: { file, line } }) => ({
    file,
    line,
    column: undefined,
    path: "metadata.name",
    message: `${id.kind} ${id.name} is in ${place} already, which counts; remove one of them`,
  }));
}

type Finding = Pick<Diagnostic, "severity" | "reason" | "message">;

/** @param isBeaten whether something else has taken what it asks for */
function accepted(entry: Entry, diagnostics: readonly Diagnostic[], isBeaten: boolean): Condition {
  const { read, held } = claimInForce(entry);
  const state =
    entry.resource === undefined
      ? "nothing of it is in force"
      : "the last good form stays in force";
  if (held !== undefined) {
    const message = `${problemText(held)}; ${state}`;
    return { type: "Accepted", status: "False", reason: "Unreadable", message };
  }
  if (read.problems.length > 0) {
    const message = [...read.problems.map(problemText), state].join("; ");
    return { type: "Accepted", status: "False", reason: "Invalid", message };
  }
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return condition("Accepted", "False", errors);
  const warnings: readonly Finding[] = [
    ...diagnostics,
    ...read.warnings.map((problem) => ({
      severity: "warning" as const,
      reason: "Warning",
      message: problemText(problem),
    })),
  ];
  if (warnings.length > 0) return condition("Accepted", "True", warnings);
  const message = isBeaten ? "it is well-formed; see Conflicted" : "it is in force";
  return { type: "Accepted", status: "True", reason: "Accepted", message };
}

function duplicates(entry: Entry): readonly Finding[] {
  return duplicateProblems(entry).map(({ file, line }) => {
    const message = `it is also in ${placeOf({ file, line }) ?? "another source"}, which is ignored; remove one of them`;
    return { severity: "warning", reason: "Duplicate", message };
  });
}

function withDiagnostics(programmed: Condition, diagnostics: readonly Diagnostic[]): Condition {
  if (diagnostics.length === 0) return programmed;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return condition("Programmed", "False", errors);
  const message = [programmed.message, ...diagnostics.map((one) => one.message)].join("; ");
  return { ...programmed, message };
}

function condition(
  type: string,
  status: Condition["status"],
  findings: readonly Finding[],
): Condition {
  const worst = findings.find(({ severity }) => severity === "error") ?? findings[0];
  const message = findings.map((finding) => finding.message).join("; ");
  return { type, status, reason: worst?.reason ?? type, message };
}

function ofType(
  diagnostics: readonly Diagnostic[],
  type: Diagnostic["type"],
): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) => diagnostic.type === type);
}

function placeOf(read: Pick<ConfigProblem, "file" | "line"> | undefined): string | undefined {
  if (read?.file === undefined) return undefined;
  return read.line === undefined ? read.file : `${read.file}:${read.line}`;
}
