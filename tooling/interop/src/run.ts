import { errorOf } from "./error-of.js";
import type { Scenario, Suite } from "./suite.js";

/** How a scenario went. */
export interface Result {
  readonly suite: string;
  readonly scenario: Scenario;
  /** Undefined: it held. */
  readonly error: Error | undefined;
}

/** A scenario that takes longer than this has hung. Milliseconds. */
const PATIENCE_MS = 90_000;

/** Runs the scenarios of a suite one after the other, telling how each goes as it goes. */
export async function runSuite(suite: Suite, only = ""): Promise<Result[]> {
  console.log(`\n== ${suite.name}: building and starting the peers`);
  const { scenarios, close } = await suite.open();
  const results: Result[] = [];
  try {
    for (const scenario of scenarios) {
      const title = `${scenario.peer} ${scenario.version}: ${scenario.name}`;
      if (!title.includes(only)) continue;
      const started = performance.now();
      const error = await outcomeOf(scenario);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${error === undefined ? "ok    " : "FAILED"} ${title} (${seconds} s)`);
      if (error !== undefined) console.log(`       ${error.stack ?? error.message}`);
      results.push({ suite: suite.name, scenario, error });
    }
  } finally {
    await close();
  }
  return results;
}

async function outcomeOf(scenario: Scenario): Promise<Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([scenario.run(), late]);
    return undefined;
  } catch (error) {
    return errorOf(error);
  } finally {
    clearTimeout(timer);
  }
}
