import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild } from "./child.js";
import { PROXIES, SERVERS } from "./mesh.js";
import type { Mesh } from "./run-step.js";

/** The programs that the demo runs, as a user would. */
const QZA_SERVER = join(
  dirname(fileURLToPath(import.meta.resolve("@meltemi/samples"))),
  "qza-server.js",
);
const MELTEMI = fileURLToPath(
  new URL("bin/meltemi.js", import.meta.resolve("@meltemi/cli/package.json")),
);

export interface StartOptions {
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
export async function startMesh({ mesh, root, print, cleanups }: StartOptions): Promise<void> {
  const start = async (name: string, args: readonly string[], ready: RegExp): Promise<void> => {
    const child = await startChild({ name, args, cwd: root, ready, print });
    cleanups.push(() => child.stop());
  };
  for (const { label, port } of SERVERS) {
    const inUse = String(mesh.ports.get(port) ?? port);
    const args = [QZA_SERVER, "--label", label, "--port", inUse];
    await start(`server-${label}`, args, /^qza server .* on /);
  }
  for (const { name } of PROXIES) {
    const args = [MELTEMI, "proxy", "-c", join(mesh.folder, `${name}.yaml`)];
    await start(name, args, /listener qza on /);
  }
}
