import type { Outcome } from "./finding.js";
import { checkImports } from "./import-boundaries.js";
import { manifestFindings } from "./manifest-boundaries.js";
import { readPackages } from "./workspace.js";

/** Who may depend on whom: in the imports of the source, and in every package.json. */
export async function checkBoundaries(root: string): Promise<Outcome> {
  const packages = readPackages(root);
  const imports = await checkImports(root);
  return {
    findings: [...imports.findings, ...manifestFindings(packages)],
    notes: [...imports.notes, `${packages.length} package.json files`],
  };
}
