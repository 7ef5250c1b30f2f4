import type { ResourceFinding } from "../resource/kind-definition.js";
import type { ConfigRecord } from "../schema/records.js";
import { checkHostName, checkLabel, checkTextAt } from "./check-parts.js";

/** The host and the subset of a destination. */
export function checkDestination(destination: ConfigRecord): readonly ResourceFinding[] {
  return [
    ...checkTextAt(destination, "host", checkHostName),
    ...checkTextAt(destination, "subset", (subset) => checkLabel(subset, "subset")),
  ];
}
