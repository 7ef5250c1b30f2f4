import { expect, test } from "vitest";
import { type Comparison, faultsOf, type Run } from "./comparison.js";
import { formatComparisons } from "./report.js";

const clean = { wrong: 0, lost: 0, firstFault: undefined };

function run(changes: Partial<Run>): Run {
  return {
    requestsPerSecond: 100_000,
    cpuPerRequest: 10,
    proxyBusy: 1,
    generatorBusy: 0.5,
    verdict: clean,
    ...changes,
  };
}

function comparison(first: Run, second: Run, bar?: number): Comparison {
  const cell = { connections: 64, inFlight: 32 };
  return {
    protocol: "qza",
    cell: bar === undefined ? cell : { ...cell, bar },
    names: ["meltemi", "pipe"],
    runs: [[first, second]],
    throughputRatio: { median: 1.5, min: 1.25, max: 2 },
    cpuRatio: { median: 0.5, min: 0.25, max: 0.75 },
  };
}

test("a table names the proxies and shows ratios with their extremes", () => {
  const text = formatComparisons([comparison(run({}), run({ requestsPerSecond: 66_700 }))]);
  expect(text).toContain("meltemi req/s   pipe req/s");
  expect(text).toMatch(/^64x32 +100\.0k +66\.7k +1\.50 \(1\.25-2\.00\) +10\.00/m);
  expect(text).not.toContain("*");
  expect(text).not.toContain("bar");
});

test.for([
  { bar: 1.5, says: ">= 1.50 met" },
  { bar: 1.6, says: ">= 1.60 missed" },
])("a bar of $bar stands beside a ratio of 1.5: $says", ({ bar, says }) => {
  expect(formatComparisons([comparison(run({}), run({}), bar)])).toContain(`(1.25-2.00)   ${says}`);
});

test("a cell in which others had the CPU is marked", () => {
  const idle = run({ proxyBusy: 0.3, generatorBusy: 0.3 });
  const text = formatComparisons([comparison(idle, idle)]);
  expect(text).toMatch(/^64x32 \*/m);
  expect(text).toContain("busy with other things");
});

test("right answers are no fault", () => {
  expect(faultsOf(comparison(run({}), run({})))).toEqual([]);
});

test("wrong and lost answers are a fault that says where", () => {
  const verdict = { wrong: 2, lost: 3, firstFault: "connection 1: the connection was closed" };
  expect(faultsOf(comparison(run({}), run({ verdict })))).toEqual([
    "qza, pipe 64x32, run 1: 2 wrong and 3 lost answers; first: connection 1: the connection was closed",
  ]);
});
