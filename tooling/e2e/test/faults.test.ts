import { describe, test } from "vitest";
import { FAULTS } from "../src/faults/catalogue.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { qzaProtocol } from "../src/qza-protocol.js";
import { openStage } from "./open-stage.js";

const PROTOCOLS = [frameProtocol(), frameProtocol({ correlation: "order" }), qzaProtocol()];

describe.each(PROTOCOLS)("$title", (protocol) => {
  const { correlation } = protocol.plugin;
  const scenarios = FAULTS.filter(
    ({ correlations }) => correlations === undefined || correlations.includes(correlation),
  );
  // A loop, since test.each shortens the titles.
  for (const { id, title, run } of scenarios) {
    test(`${id}: ${title}`, () => run(openStage(protocol)));
  }
});
