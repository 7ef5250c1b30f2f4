import { fileURLToPath } from "node:url";
import { checkApi } from "./api.js";
import { checkBoundaries } from "./boundaries.js";
import { checkConventions } from "./conventions.js";
import type { Check } from "./finding.js";
import { checkPack } from "./pack.js";

const CHECKS: Readonly<Record<string, Check>> = {
  boundaries: checkBoundaries,
  conventions: checkConventions,
  api: checkApi,
  pack: checkPack,
};

const root = fileURLToPath(new URL("../../..", import.meta.url));
const [name = "", ...flags] = process.argv.slice(2);
const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
const unknownFlag = flags.find((flag) => flag !== "--update");

if (check === undefined || unknownFlag !== undefined) {
  console.error(`usage: main.js ${Object.keys(CHECKS).join("|")} [--update]`);
  process.exitCode = 2;
} else {
  const { findings, notes } = await check(root, { update: flags.includes("--update") });
  for (const { where, what, fix } of findings) console.error(`${where}: ${what}\n  -> ${fix}`);
  for (const note of notes) console.log(`${name}: ${note}`);
  if (findings.length > 0) {
    console.error(`${name}: ${findings.length} to mend`);
    process.exitCode = 1;
  }
}
