import { join } from "node:path";
import { writeExample } from "./config-folder.js";
import { PROXIES } from "./mesh.js";
import type { Ports } from "./ports.js";
import { readReloads, waitForReload } from "./reload.js";
import { check, checkAnswered, type Result } from "./result.js";
import type { Step } from "./steps.js";
import type { Traffic } from "./traffic.js";

/** The running mesh: where its configuration is, and which ports stand for those of the examples. */
export interface Mesh {
  /** Where the example files are. */
  readonly examples: string;
  /** Where the proxies watch their files. */
  readonly folder: string;
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
  const results: Result[] = [];
  if (step.change !== "at-start") {
    const refused = applyExample(step.folder, mesh, print).then(() => undefined, String);
    if (step.change === "during-requests") {
      const outcomes = await traffic.sendDuring(refused);
      results.push(checkAnswered("no request fails across the change", outcomes));
    }
    const seen = await refused;
    if (seen !== undefined) {
      return [...results, ...step.expectations.map(({ text }) => ({ text, held: false, seen }))];
    }
  }
  const outcomes = await traffic.send(step.requests);
  return [...results, ...step.expectations.map((expectation) => check(expectation, outcomes))];
}

/** Resolves when every proxy whose file was written has taken it. */
async function applyExample(
  example: string,
  mesh: Mesh,
  print: (line: string) => void,
): Promise<void> {
  const admins = PROXIES.map(({ name, adminPort }) => {
    return { name, port: mesh.ports.get(adminPort) ?? adminPort };
  });
  const before = await Promise.all(admins.map((admin) => readReloads(admin.name, admin.port)));
  const written = await writeExample(join(mesh.examples, example), mesh.folder, mesh.ports);
  for (const name of written) print(`   changed: ${join(mesh.folder, name)}`);
  await Promise.all(
    admins.map(async ({ name, port }, index) => {
      const reloads = before[index];
      if (reloads === undefined || !written.includes(`${name}.yaml`)) return;
      await waitForReload(name, port, reloads);
    }),
  );
}
