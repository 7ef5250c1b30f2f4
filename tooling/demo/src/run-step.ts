import { join } from "node:path";
import { writeExample } from "./config-folder.js";
import type { ProxySpec, Step } from "./example.js";
import type { Ports } from "./ports.js";
import { readReloads, waitForReload } from "./reload.js";
import { check, checkAnswered, type Result } from "./result.js";
import type { Traffic } from "./traffic.js";

/** The running mesh: where its configuration is, and which ports stand for those of the examples. */
export interface Mesh {
  /** Where the example files are. */
  readonly files: string;
  /** Where the proxies watch theirs. */
  readonly folder: string;
  readonly proxies: readonly ProxySpec[];
  readonly ports: Ports;
}

export interface StepOptions {
  readonly step: Step;
  readonly mesh: Mesh;
  readonly traffic: Traffic;
  readonly print: (line: string) => void;
}

/**
 * Changes the files of a step, waits until the proxies have them, and sends the step's requests. A change
 * that does not get through makes every expectation of the step fail.
 */
export async function runStep(options: StepOptions): Promise<readonly Result[]> {
  const { step, mesh, traffic, print } = options;
  const { kinds, requests, expectations } = step;
  const results: Result[] = [];
  if (step.change === "during-requests" || step.change === "between-requests") {
    const refused = applyExample(step.folder, mesh, print).then(() => undefined, String);
    if (step.change === "during-requests") {
      const outcomes = await traffic.sendDuring(kinds, refused);
      results.push(checkAnswered("no request fails across the change", outcomes));
    }
    const seen = await refused;
    if (seen !== undefined) {
      return [...results, ...expectations.map(({ text }) => ({ text, held: false, seen }))];
    }
  }
  const outcomes = await (step.burst === true
    ? traffic.sendBurst(kinds, requests)
    : traffic.send(kinds, requests));
  return [...results, ...expectations.map((expectation) => check(expectation, outcomes))];
}

/** Resolves when every proxy whose file was written has taken it. */
async function applyExample(
  example: string,
  mesh: Mesh,
  print: (line: string) => void,
): Promise<void> {
  const admins = mesh.proxies.map(({ name, adminPort }) => {
    return { name, port: mesh.ports.get(adminPort) ?? adminPort };
  });
  const before = await Promise.all(admins.map((admin) => readReloads(admin.name, admin.port)));
  const written = await writeExample(join(mesh.files, example), mesh.folder, mesh.ports);
  for (const name of written) print(`   changed: ${join(mesh.folder, name)}`);
  await Promise.all(
    admins.map(async ({ name, port }, index) => {
      const reloads = before[index];
      if (reloads === undefined || !written.includes(`${name}.yaml`)) return;
      await waitForReload(name, port, reloads);
    }),
  );
}
