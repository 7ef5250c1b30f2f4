import { join } from "node:path";
import { cruise, type ICruiseResult, type IViolation } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import type { Finding, Outcome } from "./finding.js";
import { exists, sourceFiles } from "./workspace.js";

const CONFIG = new URL("../../../.dependency-cruiser.cjs", import.meta.url);

/**
 * Runs the rules of .dependency-cruiser.cjs over the workspace in `root`. dependency-cruiser reports
 * success for what it cannot parse, so every source file must be among the modules it read.
 */
export async function checkImports(root: string): Promise<Outcome> {
  const options = await extractOptions(CONFIG.pathname);
  const roots = ["packages", "tooling", "examples"].filter((folder) => exists(root, folder));
  const { output } = await cruise(roots, { ...options, validate: true, baseDir: root });
  const { modules, summary } = output as ICruiseResult;

  const read = new Set(modules.map((module) => module.source));
  const files = sourceFiles(root);
  return {
    findings: [
      ...unread(files, read),
      ...summary.violations.map((violation) => finding(violation, options.ruleSet?.forbidden)),
    ],
    notes: [`${files.length} source files, ${summary.totalDependenciesCruised} imports`],
  };
}

function unread(files: readonly string[], read: ReadonlySet<string>): Finding[] {
  const missing = files.filter((file) => !read.has(file));
  if (missing.length === 0 && files.length > 0) return [];
  return [
    {
      where: missing[0] ?? "packages",
      what: `dependency-cruiser read ${files.length - missing.length} of ${files.length} source files`,
      fix: "see that it finds a TypeScript below 7 (packageExtensions in pnpm-workspace.yaml)",
    },
  ];
}

interface Rule {
  readonly name?: string;
  readonly comment?: string;
}

function finding(violation: IViolation, rules: readonly Rule[] = []): Finding {
  const { rule, from, to, cycle } = violation;
  const path = cycle === undefined ? to : cycle.map((step) => step.name).join(" -> ");
  return {
    where: from,
    what: `${rule.name}: imports ${path}`,
    fix: rules.find(({ name }) => name === rule.name)?.comment ?? join(".dependency-cruiser.cjs"),
  };
}
