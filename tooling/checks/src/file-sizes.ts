import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding, Outcome } from "./finding.js";

/** Lines. Small files are what lets a newcomer find a behaviour from the tree alone. */
const SIZE_LIMITS = { median: 130, p95: 400, largest: 600 } as const;

/** Judges the sizes of `files`, paths relative to `root`. */
export function checkFileSizes(root: string, files: readonly string[]): Outcome {
  const sizes = files
    .map((file) => ({ file, lines: countLines(join(root, file)) }))
    .sort((a, b) => a.lines - b.lines);
  const at = (share: number): number =>
    sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]?.lines ?? 0;
  const [median, p95, largest] = [at(0.5), at(0.95), at(1)];

  const findings: Finding[] = sizes
    .filter(({ lines }) => lines > SIZE_LIMITS.largest)
    .map(({ file, lines }) => ({
      where: file,
      what: `${lines} lines, ${SIZE_LIMITS.largest} at most`,
      fix: "split it by what its parts do",
    }));
  const distribution = [
    { name: "median", lines: median, limit: SIZE_LIMITS.median },
    { name: "95th percentile", lines: p95, limit: SIZE_LIMITS.p95 },
  ];
  for (const { name, lines, limit } of distribution) {
    if (lines < limit) continue;
    findings.push({
      where: "packages/*/src",
      what: `the ${name} of file sizes is ${lines} lines, less than ${limit} wanted`,
      fix: `split the largest: ${sizes
        .slice(-3)
        .reverse()
        .map(({ file }) => file)
        .join(", ")}`,
    });
  }
  return {
    findings,
    notes: [
      `${files.length} source files without tests; lines: median ${median}, 95th percentile ${p95}, largest ${largest}`,
    ],
  };
}

function countLines(path: string): number {
  return readFileSync(path, "utf8").trimEnd().split("\n").length;
}
