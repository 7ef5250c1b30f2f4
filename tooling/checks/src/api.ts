import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeApi } from "./api-report.js";
import type { Finding, Outcome } from "./finding.js";
import { changedLines } from "./line-diff.js";
import { publicPackages } from "./workspace.js";

/**
 * Holds what each public package exports against its committed api.md, so that a change of a contract
 * is seen in review. With `update`, writes the files instead.
 */
export async function checkApi(root: string, { update }: { update: boolean }): Promise<Outcome> {
  const findings: Finding[] = [];
  const notes: string[] = [];
  const packages = publicPackages(root);
  const reports = describeApi(root, packages);
  for (const { folder } of packages) {
    const path = `${folder}/api.md`;
    const report = reports.get(folder);
    if (report === undefined) {
      findings.push({ where: folder, what: "has no declarations in dist", fix: "run pnpm build" });
      continue;
    }
    const committed = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
    if (committed === report) continue;
    if (update) {
      writeFileSync(join(root, path), report);
      notes.push(`wrote ${path}`);
    } else {
      findings.push({
        where: path,
        what: `what the package exports has changed\n${changedLines(committed, report).join("\n")}`,
        fix: "if that is meant, run pnpm api:update, and say so in a changeset",
      });
    }
  }
  return { findings, notes: [...notes, `${packages.length} public packages`] };
}
