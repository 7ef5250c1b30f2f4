import { Bench } from "tinybench";
import { formatBar, type MicroBarResult, measureBar } from "./micro-bar.js";
import type { MicroCase } from "./micro-case.js";
import { codecCases, MICRO_BARS } from "./micro-codecs.js";
import { rateLimitCases } from "./micro-rate-limit.js";
import { routeCases } from "./micro-routes.js";
import { loadRouteTable } from "./proxy-internals.js";
import { formatTable } from "./table.js";

export interface MicroResult {
  readonly name: string;
  /** Nanoseconds of one operation: the median of the samples. */
  readonly nanoseconds: number;
  /** Half of the samples lie within this many percent of the median. */
  readonly spreadPercent: number;
}

export interface MicroResults {
  readonly cases: readonly MicroResult[];
  readonly bars: readonly MicroBarResult[];
}

/** Operations in one sample: reading the clock costs as much as several of them. */
const BATCH = 1000;

/** Nanoseconds of the small pieces of the data path, each alone and hot. */
export async function benchMicro(smoke: boolean): Promise<MicroResults> {
  const routeTable = await loadRouteTable();
  const cases: readonly MicroCase[] = [
    ...codecCases(routeTable),
    ...routeCases(routeTable),
    ...(await rateLimitCases()),
  ];
  // The slowest case takes some 20 µs an operation, so that the iterations are what a smoke test waits for.
  const length = smoke
    ? { time: 50, warmupTime: 20, iterations: 8, warmupIterations: 2 }
    : { time: 1000, warmupTime: 300 };
  const bench = new Bench({ ...length, throws: true });
  for (const { name, run } of cases) bench.add(name, () => run(BATCH));
  bench.runSync();
  const measured = bench.tasks.map(({ name, result }) => {
    if (!("latency" in result)) throw new Error(`${name}: ${result.state}`);
    return {
      name,
      nanoseconds: (result.latency.p50 * 1e6) / BATCH,
      spreadPercent: (100 * result.latency.mad) / result.latency.p50,
    };
  });
  const pairs = smoke ? 11 : 1001;
  const bars = MICRO_BARS.map((bar) => measureBar(bar, cases, pairs, BATCH));
  return { cases: measured, bars };
}

export function formatMicro({ cases, bars }: MicroResults): string {
  const table = formatTable([
    ["operation", "ns/op", "spread"],
    ...cases.map(({ name, nanoseconds, spreadPercent }) => [
      name,
      nanoseconds.toFixed(nanoseconds < 100 ? 1 : 0),
      `±${spreadPercent.toFixed(1)}%`,
    ]),
  ]);
  return `${table}\n\n${bars.map(formatBar).join("\n")}`;
}
