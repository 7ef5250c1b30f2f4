import { type Comparison, compare } from "./comparison.js";
import type { Pinning } from "./machine.js";
import type { Options } from "./options.js";
import { runningSubject } from "./subject.js";
import { Workbench } from "./workbench.js";

/** The proxy under test beside `stream.pipe()`, in every cell. */
export async function benchLoad(options: Options, pinning: Pinning): Promise<Comparison[]> {
  const workbench = await Workbench.start(options.backendPort, pinning);
  try {
    const pipe = await workbench.pipe();
    const { proxy } = options;
    const subject =
      proxy === undefined
        ? await workbench.meltemi("meltemi", 0)
        : runningSubject("proxy", proxy.host, proxy.port, proxy.pid);
    const comparisons: Comparison[] = [];
    for (const cell of options.cells) {
      comparisons.push(await compare(workbench.generator, subject, pipe, cell, options));
    }
    return comparisons;
  } finally {
    await workbench.close();
  }
}
