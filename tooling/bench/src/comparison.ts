import { type Cell, cellText } from "./cell.js";
import type { Sample } from "./child-messages.js";
import type { ChildProcess } from "./child-process.js";
import type { Verdict } from "./load.js";
import type { RunOptions } from "./options.js";
import type { LoadCell } from "./protocol/load-protocol.js";
import { type Spread, spread } from "./statistics.js";
import type { Subject } from "./subject.js";
import type { Workbench } from "./workbench.js";

/** One run: one proxy under one load. */
export interface Run {
  readonly requestsPerSecond: number;
  /** Microseconds of the proxy's CPU for one request and its answer. */
  readonly cpuPerRequest: number;
  /** Share of one CPU that the proxy and the generator used: 1 is all of it. */
  readonly proxyBusy: number;
  readonly generatorBusy: number;
  readonly verdict: Verdict;
}

/** Two proxies in the same cell, run back to back several times. */
export interface Comparison {
  readonly protocol: string;
  readonly cell: LoadCell;
  readonly names: readonly [string, string];
  readonly runs: readonly (readonly [Run, Run])[];
  /** Of the first to the second, taken pair by pair. */
  readonly throughputRatio: Spread;
  readonly cpuRatio: Spread;
}

/** Alternates the proxies, changing who goes first, so that a drift of the machine hits both alike. */
export async function compare(
  { generator, protocol }: Workbench,
  first: Subject,
  second: Subject,
  cell: LoadCell,
  options: RunOptions,
): Promise<Comparison> {
  const runs: [Run, Run][] = [];
  for (let pair = 0; pair < options.runs; pair++) {
    if (pair % 2 === 0) {
      const a = await measure(generator, first, cell, options);
      runs.push([a, await measure(generator, second, cell, options)]);
    } else {
      const b = await measure(generator, second, cell, options);
      runs.push([await measure(generator, first, cell, options), b]);
    }
  }
  return {
    protocol: protocol.name,
    cell,
    names: [first.name, second.name],
    runs,
    throughputRatio: spread(runs.map(([a, b]) => a.requestsPerSecond / b.requestsPerSecond)),
    cpuRatio: spread(runs.map(([a, b]) => a.cpuPerRequest / b.cpuPerRequest)),
  };
}

async function measure(
  generator: ChildProcess,
  subject: Subject,
  cell: Cell,
  options: RunOptions,
): Promise<Run> {
  const { host, port } = subject;
  await generator.ask({ type: "start-load", host, port, cell }, "load-started");
  await pause(options.warmUpSeconds);
  const before = await Promise.all([generator.sample(), subject.sample()]);
  await pause(options.seconds);
  const after = await Promise.all([generator.sample(), subject.sample()]);
  const { verdict } = await generator.ask({ type: "stop-load" }, "load-stopped");
  // The two processes do not sample at the very same moment, so each rate is over its own time.
  const requestsPerSecond = rate(before[0], after[0], "answered");
  const proxyBusy = rate(before[1], after[1], "cpu");
  return {
    requestsPerSecond,
    cpuPerRequest: (proxyBusy * 1e6) / requestsPerSecond,
    proxyBusy,
    generatorBusy: rate(before[0], after[0], "cpu"),
    verdict,
  };
}

function rate(before: Sample, after: Sample, of: "answered" | "cpu"): number {
  return (after[of] - before[of]) / (after.at - before.at);
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** A line for every run with a wrong or lost answer. None: the figures can be believed. */
export function faultsOf(comparison: Comparison): readonly string[] {
  const { protocol, cell } = comparison;
  return comparison.runs.flatMap((pair, number) =>
    pair.flatMap(({ verdict: { wrong, lost, firstFault } }, which) =>
      wrong === 0 && lost === 0 && firstFault === undefined
        ? []
        : [
            `${protocol}, ${comparison.names[which]} ${cellText(cell)}, run ${number + 1}: ` +
              `${wrong} wrong and ${lost} lost answers; first: ${firstFault}`,
          ],
    ),
  );
}
