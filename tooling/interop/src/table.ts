import type { Result } from "./run.js";

const HEADER = ["peer", "version", "scenario", "result"];

/** The table that `pnpm interop` ends with. */
export function formatResults(results: readonly Result[]): string {
  const rows = results.map(({ suite, scenario: { peer, version, name }, error }) => [
    `${suite}: ${peer}`,
    version,
    name,
    error === undefined ? "ok" : `FAILED: ${error.message.split("\n")[0]}`,
  ]);
  const table = [HEADER, ...rows];
  const widths = HEADER.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
