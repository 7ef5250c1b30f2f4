import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 10_000;
const INTERVAL_MS = 10;

type Seen<T> = T | undefined | false;

/** Asks until there is something. @throws {Error} when there is nothing for 10 s */
export async function until<T>(what: string, look: () => Seen<T> | Promise<Seen<T>>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > end) throw new Error(`${what}: not seen within ${PATIENCE_MS} ms`);
    await sleep(INTERVAL_MS);
  }
}
