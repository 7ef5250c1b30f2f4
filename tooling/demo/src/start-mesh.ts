import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild } from "./child.js";
import type { Example } from "./example.js";
import type { Mesh } from "./run-step.js";

/** The programs that the demo runs, as a user would. */
const SAMPLES = dirname(fileURLToPath(import.meta.resolve("@meltemi/samples")));
const MELTEMI = fileURLToPath(
  new URL("bin/meltemi.js", import.meta.resolve("@meltemi/cli/package.json")),
);

export interface StartOptions {
  readonly example: Example;
  readonly mesh: Mesh;
  /** Working directory of the processes; plugin packages are found from there. */
  readonly root: string;
  readonly print: (line: string) => void;
  /** Takes what stops each process, as soon as it runs. */
  readonly cleanups: (() => Promise<unknown>)[];
}

/**
 * Starts the servers and then the proxies, each a process of its own.
 * @throws {Error} when one of them does not start; those that did are in `cleanups`
 */
export async function startMesh(options: StartOptions): Promise<void> {
  const { example, mesh, root, print, cleanups } = options;
  const start = async (name: string, args: readonly string[], ready: RegExp): Promise<void> => {
    const child = await startChild({ name, args, cwd: root, ready, print });
    cleanups.push(() => child.stop());
  };
  const program = join(SAMPLES, `${example.name}-server.js`);
  for (const { label, port } of example.servers) {
    const inUse = String(mesh.ports.get(port) ?? port);
    const args = [program, "--label", label, "--port", inUse];
    await start(`server-${label}`, args, / server .* on /);
  }
  for (const { name } of example.proxies) {
    const args = [MELTEMI, "proxy", "-c", join(mesh.folder, `${name}.yaml`)];
    await start(name, args, /listener .* on /);
  }
}
