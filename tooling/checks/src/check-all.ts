// `pnpm check`: runs every check:* script of the root's package.json, as many at a time as there are
// cores, to the end, whatever fails. Prints one line for each, and the output of those that fail.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { readJson } from "./workspace.js";

interface Result {
  readonly name: string;
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));

function run(name: string): Promise<Result> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--run", name], { cwd: root, stdio: "pipe" });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ name, code: code ?? 1, output, seconds: (performance.now() - started) / 1000 });
    });
  });
}

function print({ name, code, output, seconds }: Result): void {
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(1)} s)`);
  if (code === 0) return;
  // Some tools colour their output although it goes to a pipe.
  const text = process.stdout.isTTY ? output : stripVTControlCharacters(output);
  console.log(text.trimEnd().replaceAll(/^/gm, "  "));
}

const { scripts } = readJson<{ scripts: Record<string, string> }>(root, "package.json");
const waiting = Object.keys(scripts).filter((name) => name.startsWith("check:"));
const failed: string[] = [];

async function work(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const result = await run(name);
    print(result);
    if (result.code !== 0) failed.push(name);
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
if (failed.length > 0) {
  console.error(`check: ${failed.length} failed; run pnpm ${failed[0]} for one alone`);
  process.exitCode = 1;
}
