import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Example, portsOf } from "./example.js";
import { invitation } from "./invitation.js";
import { applyFile, type Mesh, settled } from "./mesh.js";
import { makeMeshFolder, writeMesh } from "./mesh-folder.js";
import { choosePorts, portInUse } from "./ports.js";
import { type Result, summary } from "./result.js";
import { runStep } from "./run-step.js";
import { startMesh } from "./start-mesh.js";
import { Traffic } from "./traffic.js";

/** Two folders below the package, both as src/play.ts and as dist/play.js. */
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Milliseconds between two requests: as fast as a test may, for a reader, and in the background. */
const Interval = { fast: 1, readable: 400, slow: 2000 } as const;

export interface PlayOptions {
  readonly example: Example;
  /** Play quickly, on ports that nobody uses, and end behind the last step. */
  readonly once: boolean;
  readonly signal: AbortSignal;
  readonly print: (line: string) => void;
}

/**
 * Starts the mesh, plays the steps and prints what held; then, unless it is to be once, goes on until the
 * signal. Whatever happens, the processes that it started have ended when it returns or throws.
 * @throws {Error} when the mesh does not start, or on the signal
 */
export async function play(options: PlayOptions): Promise<readonly Result[]> {
  const { example, once, signal, print } = options;
  const cleanups: (() => Promise<unknown>)[] = [];
  try {
    const wanted = portsOf(example);
    const ports = await choosePorts(wanted, !once);
    // Where a port was taken there may be another demo, and the usual folder is then its own.
    const alone = wanted.every((port) => ports.get(port) === port);
    const usual = join(ROOT, ".meltemi-demo", example.name);
    const folder = await makeMeshFolder(alone ? usual : undefined);
    if (folder !== usual) cleanups.push(() => rm(folder, { recursive: true, force: true }));
    await writeMesh(join(ROOT, "examples", example.name), folder, ports);
    const mesh: Mesh = { example, folder, ports };
    await startMesh({ ...mesh, root: ROOT, print, cleanups });
    await settled(mesh);
    const client = await example.connect(portInUse(ports, example.port));
    cleanups.push(() => client.close());

    const intervalMs = once ? Interval.fast : Interval.readable;
    const traffic = new Traffic({ client, print, signal, intervalMs });
    const apply = (file: string) => applyFile(file, mesh, { root: ROOT, print });
    const results: Result[] = [];
    for (const [index, step] of example.steps.entries()) {
      print(`\n${index + 1}. ${step.headline}`);
      results.push(...(await runStep({ step, traffic, apply })));
    }
    print(`\n${summary(results)}\n`);
    if (once) return results;

    print(invitation(mesh, ROOT));
    traffic.intervalMs = Interval.slow;
    const kinds = example.steps.at(-1)?.kinds ?? [];
    for (;;) await traffic.send(kinds, kinds.length);
  } finally {
    // The last first: whoever sends requests ends before those who answer them.
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}
