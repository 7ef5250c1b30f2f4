import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 20;
const RELOAD_MS = 10_000;

/** How often a proxy has taken and refused its configuration, from its admin server. */
export interface Reloads {
  readonly taken: number;
  readonly refused: number;
}

/** @throws {Error} when the admin server does not answer */
export async function readReloads(name: string, adminPort: number): Promise<Reloads> {
  const url = `http://127.0.0.1:${adminPort}/stats`;
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(`${name} does not answer at ${url}`, { cause });
  });
  const stats = await response.text();
  return {
    taken: statistic(stats, "config.reload_success"),
    refused: statistic(stats, "config.reload_failure"),
  };
}

/**
 * Waits until the proxy has taken a configuration after `before`.
 * @throws {Error} when it refuses it, or when it does not look at it within 10 seconds
 */
export async function waitForReload(
  name: string,
  adminPort: number,
  before: Reloads,
): Promise<void> {
  for (const deadline = Date.now() + RELOAD_MS; Date.now() < deadline; await delay(POLL_MS)) {
    const now = await readReloads(name, adminPort);
    if (now.taken > before.taken) return;
    if (now.refused > before.refused) throw new Error(`${name} has refused its new configuration`);
  }
  throw new Error(`${name} has not read its new configuration within ${RELOAD_MS} ms`);
}

/** The value of `name: value` in the text of /stats; 0 when it is not there yet. */
export function statistic(stats: string, name: string): number {
  const line = stats.split("\n").find((each) => each.startsWith(`${name}: `));
  return line === undefined ? 0 : Number(line.slice(name.length + 2));
}
