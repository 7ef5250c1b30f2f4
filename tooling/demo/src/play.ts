import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createQzaClient } from "@meltemi/samples";
import { makeConfigFolder, writeExample } from "./config-folder.js";
import { invitation } from "./invitation.js";
import { CLIENT_SIDE, EXAMPLE_PORTS } from "./mesh.js";
import { choosePorts } from "./ports.js";
import { type Result, summary } from "./result.js";
import { type Mesh, runStep } from "./run-step.js";
import { startMesh } from "./start-mesh.js";
import { STEPS } from "./steps.js";
import { Traffic } from "./traffic.js";

/** Two folders below the package, both as src/play.ts and as dist/play.js. */
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const EXAMPLES = join(ROOT, "examples/qza");

/** Milliseconds between two requests: as fast as a test may, for a reader, and in the background. */
const Interval = { fast: 1, readable: 400, slow: 2000 } as const;

export interface PlayOptions {
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
  const { once, signal, print } = options;
  const cleanups: (() => Promise<unknown>)[] = [];
  try {
    const ports = await choosePorts(EXAMPLE_PORTS, !once);
    // Where a port was taken there may be another demo, and the usual folder is then its own.
    const alone = EXAMPLE_PORTS.every((port) => ports.get(port) === port);
    const folder = await makeConfigFolder(alone ? join(ROOT, ".meltemi-demo") : undefined);
    if (once) cleanups.push(() => rm(folder, { recursive: true, force: true }));
    const mesh: Mesh = { examples: EXAMPLES, folder, ports };

    for (const { change, folder: example } of STEPS) {
      if (change === "at-start") await writeExample(join(EXAMPLES, example), folder, ports);
    }
    await startMesh({ mesh, root: ROOT, print, cleanups });
    const client = await createQzaClient({
      port: ports.get(CLIENT_SIDE.port) ?? CLIENT_SIDE.port,
    });
    cleanups.push(() => client.close());

    const intervalMs = once ? Interval.fast : Interval.readable;
    const traffic = new Traffic({ client, print, signal, intervalMs });
    const results: Result[] = [];
    for (const [index, step] of STEPS.entries()) {
      print(`\n${index + 1}. ${step.headline}`);
      results.push(...(await runStep({ step, mesh, traffic, print })));
    }
    print(`\n${summary(results)}\n`);
    if (once) return results;

    print(invitation(mesh));
    traffic.intervalMs = Interval.slow;
    for (;;) await traffic.send(2);
  } finally {
    // The last first: whoever sends requests ends before those who answer them.
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}
