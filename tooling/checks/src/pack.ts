import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Finding, Outcome } from "./finding.js";
import { contentFindings } from "./packed-content.js";
import { importFindings } from "./packed-import.js";
import { packWorkspace, type Tarball } from "./tarballs.js";

/**
 * Packs every public package once, as publishing would, and looks at the tarballs from the outside:
 * what is in them, publint, attw, and whether Node can import them.
 */
export async function checkPack(root: string): Promise<Outcome> {
  const target = await mkdtemp(join(tmpdir(), "meltemi-pack-"));
  try {
    const tarballs = await packWorkspace(root, target);
    const findings = tarballs.flatMap(contentFindings);
    for (const tarball of tarballs) {
      findings.push(...(await publintFindings(tarball)), ...(await typeFindings(tarball)));
    }
    findings.push(...(await importFindings(root, target, tarballs)));
    return { findings, notes: [`${tarballs.length} tarballs`] };
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}

async function publintFindings({ name, folder }: Tarball): Promise<Finding[]> {
  const { messages, pkg } = await publint({ pkgDir: folder, pack: false, strict: true });
  return messages.map((message) => ({
    where: name,
    what: `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`,
    fix: `change its package.json; see https://publint.dev/rules#${message.code.toLowerCase()}`,
  }));
}

/** Our packages are ES modules only: how `require` and old resolution see them does not matter. */
const IGNORED_RESOLUTIONS: ReadonlySet<string> = new Set(["node10", "node16-cjs"]);

async function typeFindings({ name, file }: Tarball): Promise<Finding[]> {
  const analysis = await checkPackage(createPackageFromTarballData(await readFile(file)));
  if (analysis.types === false) {
    return [{ where: name, what: "attw: has no types", fix: "name them in exports, and build" }];
  }
  return analysis.problems
    .filter(
      (problem) =>
        !("resolutionKind" in problem) || !IGNORED_RESOLUTIONS.has(problem.resolutionKind),
    )
    .map((problem) => ({
      where: name,
      what: `attw: ${JSON.stringify(problem)}`,
      fix: `look up ${problem.kind} at https://arethetypeswrong.github.io`,
    }));
}
