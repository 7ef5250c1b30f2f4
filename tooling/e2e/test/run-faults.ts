import { describe, test } from "vitest";
import { FAULTS } from "../src/faults/catalogue.js";
import type { Protocol } from "../src/protocol.js";
import { openStage } from "./open-stage.js";

/** @param ids rows of the catalogue. @default all of them */
export function runFaults(protocol: Protocol, ids?: readonly string[]): void {
  const correlation = protocol.multiplexing ? "id" : protocol.plugin.correlation;
  const scenarios = FAULTS.filter(
    ({ id, correlations }) =>
      (ids === undefined || ids.includes(id)) &&
      (correlations === undefined || correlations.includes(correlation)),
  );
  describe(protocol.title, () => {
    // A loop, since test.each shortens the titles.
    for (const { id, title, run } of scenarios) {
      test(`${id}: ${title}`, () => run(openStage(protocol)));
    }
  });
}
