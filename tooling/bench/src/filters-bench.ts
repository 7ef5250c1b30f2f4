import { type Comparison, compare } from "./comparison.js";
import type { Pinning } from "./machine.js";
import type { Options } from "./options.js";
import { qzaLoad } from "./protocol/qza.js";
import { Workbench } from "./workbench.js";

const FILTERS = 5;
// Where a request costs the proxy least, a filter weighs most.
const CELL = { connections: 64, inFlight: 32 };

/** Meltemi with filters that do nothing, beside Meltemi without any: what the chain itself costs. */
export async function benchFilters(options: Options, pinning: Pinning): Promise<Comparison[]> {
  const workbench = await Workbench.start(qzaLoad, 0, pinning);
  try {
    const with5 = await workbench.meltemi(`${FILTERS} filters`, { filters: FILTERS });
    const without = await workbench.meltemi("0 filters");
    // The difference is a few percent, far below the noise of one run: many short pairs find it.
    const pairs = { ...options, runs: options.runs * 5, seconds: options.seconds / 2 };
    return [await compare(workbench, with5, without, CELL, pairs)];
  } finally {
    await workbench.close();
  }
}
