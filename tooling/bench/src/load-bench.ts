import { type Comparison, compare } from "./comparison.js";
import type { Pinning } from "./machine.js";
import type { Options } from "./options.js";
import type { LoadCell, LoadProtocol } from "./protocol/load-protocol.js";
import { runningSubject } from "./subject.js";
import { Workbench } from "./workbench.js";

/** The proxy under test beside `stream.pipe()`, in every cell of one protocol. */
export async function benchLoad(
  protocol: LoadProtocol,
  options: Options,
  pinning: Pinning,
): Promise<Comparison[]> {
  const workbench = await Workbench.start(protocol, options.backendPort, pinning);
  try {
    const pipe = await workbench.pipe();
    const { proxy } = options;
    const subject =
      proxy === undefined
        ? await workbench.meltemi("meltemi")
        : runningSubject("proxy", proxy.host, proxy.port, proxy.pid);
    const comparisons: Comparison[] = [];
    for (const cell of cellsOf(protocol, options)) {
      comparisons.push(await compare(workbench, subject, pipe, cell, options));
    }
    return comparisons;
  } finally {
    await workbench.close();
  }
}

/** What the user asks for, with the bars of the protocol. */
function cellsOf(protocol: LoadProtocol, { cells }: Options): readonly LoadCell[] {
  return (
    cells?.map(
      (asked) =>
        protocol.cells.find(
          ({ connections, inFlight }) =>
            connections === asked.connections && inFlight === asked.inFlight,
        ) ?? asked,
    ) ?? protocol.cells
  );
}
