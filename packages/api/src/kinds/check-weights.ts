import type { ResourceFinding } from "../resource/kind-definition.js";
import type { ConfigRecord } from "../schema/records.js";
import { error, numberAt } from "./check-parts.js";

const ALL = 100;

/** Several destinations need weights that add up to 100; a single one needs none. */
export function checkWeights(
  route: ConfigRecord,
  destinations: readonly ConfigRecord[],
): readonly ResourceFinding[] {
  const list = route.value["route"];
  const isWhole = Array.isArray(list) && list.length === destinations.length;
  if (!isWhole || destinations.length < 2) return [];
  const weights = destinations.map((one) => numberAt(one, "weight") ?? 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === ALL) return [];
  const path = [...route.path, "route"];
  return [error(path, `the weights ${weights.join(" + ")} add up to ${sum}; make it ${ALL}`)];
}
