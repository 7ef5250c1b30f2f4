import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { dubboSuite } from "./dubbo/suite.js";
import { type Result, runSuite } from "./run.js";
import type { Suite } from "./suite.js";
import { formatResults } from "./table.js";
import { thriftSuite } from "./thrift/suite.js";

const SUITES: readonly Suite[] = [dubboSuite, thriftSuite];
const HELP = `Usage: pnpm interop [SUITE...] [--only TEXT]

Runs the official clients and servers of each protocol through the proxy and prints a table.
Suites: ${SUITES.map(({ name }) => name).join(", ")}. Without any, all of them.

  --only TEXT   only scenarios whose peer, version or name contains the text
  --report FILE the outcome as JSON, in the form that vitest's reporter has
  --help        this text

Exit code: 0 when every scenario held, 1 when one did not or something is missing, 2 for a wrong command.`;

/** @returns the exit code */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: "string" }, report: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const unknown = positionals.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`interop: there is no suite "${unknown.join('", "')}"\n\n${HELP}`);
    return 2;
  }
  const chosen = SUITES.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  const missing = (await Promise.all(chosen.map((suite) => suite.missing()))).flat();
  if (missing.length > 0) {
    console.error(`interop: NOT RUN, this machine lacks:\n- ${missing.join("\n- ")}`);
    return 1;
  }
  const results: Result[] = [];
  for (const suite of chosen) results.push(...(await runSuite(suite, values.only)));
  console.log(`\n${formatResults(results)}`);
  const failed = results.filter(({ error }) => error !== undefined).length;
  if (values.report !== undefined) {
    const counts = { numPassedTests: results.length - failed, numFailedTests: failed };
    writeFileSync(values.report, JSON.stringify({ ...counts, testResults: [] }));
  }
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed > 0 || results.length === 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
