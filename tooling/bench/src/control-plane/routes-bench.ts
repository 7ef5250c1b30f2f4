import { type Comparison, compare } from "../comparison.js";
import type { Pinning } from "../machine.js";
import type { RunOptions } from "../options.js";
import { qzaLoad } from "../protocol/qza.js";
import { Workbench } from "../workbench.js";
import type { Figure } from "./figure.js";

const FEW = 10;
const MANY = 10_000;
// Where a request costs the proxy least, finding its route weighs most.
const CELL = { connections: 64, inFlight: 32 };

/** A proxy of very many exact routes beside one of a few; requests take the last route of each. */
export async function benchRoutes(
  options: RunOptions,
  pinning: Pinning,
): Promise<{ readonly comparison: Comparison; readonly figures: readonly Figure[] }> {
  const workbench = await Workbench.start(qzaLoad, 0, pinning);
  try {
    const many = await workbench.meltemi(`${MANY} routes`, { routes: MANY });
    const few = await workbench.meltemi(`${FEW} routes`, { routes: FEW });
    const pairs = { ...options, runs: options.runs * 3, seconds: options.seconds / 2 };
    const comparison = await compare(workbench, many, few, CELL, pairs);
    const cpuRatios = comparison.runs.map(([a, b]) => a.cpuPerRequest / b.cpuPerRequest);
    return {
      comparison,
      figures: [
        {
          name: "CPU of a request, many routes to few",
          unit: "x",
          samples: cpuRatios,
          bar: { of: "median", atMost: 1.2 },
        },
      ],
    };
  } finally {
    await workbench.close();
  }
}
