import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The command, as a user runs it. */
export const MELTEMI: string = fileURLToPath(
  new URL("bin/meltemi.js", import.meta.resolve("@meltemi/cli/package.json")),
);

export interface RunOptions {
  /** Working directory of the command. */
  readonly root: string;
  readonly print: (line: string) => void;
}

/**
 * Runs a command of meltemi to its end, and prints its line and what it says.
 * @throws {Error} when it does not end with exit code 0
 */
export async function runMeltemi(
  args: readonly string[],
  { root, print }: RunOptions,
): Promise<void> {
  print(`   $ npx meltemi ${args.join(" ")}`);
  const child = spawn(process.execPath, [MELTEMI, ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on("line", (line) => print(`   ${line}`));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`meltemi ${args[0]} ended with exit code ${code}`);
}
