import type { Resource, ResourceMap } from "@meltemi/xds";
import { LayeredMap } from "./layered-map.js";

/** Sums of the versions, which are hashes; so their order makes no difference, and a change is quickly reckoned in. */
interface Sum {
  readonly high: number;
  readonly low: number;
}

const known = new WeakMap<ResourceMap, Sum>();

/** A version for all resources of a map together. */
export function versionOf(map: ResourceMap): string {
  const { high, low } = sumOf(map);
  return `${map.size.toString(16)}-${hex(high)}${hex(low)}`;
}

/** Reckons the version of a map that has `changed` in place of what `before` has under their names. */
export function followVersion(
  before: ResourceMap,
  after: ResourceMap,
  changed: readonly Resource[],
): void {
  let sum = known.get(before);
  if (sum === undefined) return;
  for (const resource of changed) {
    const old = before.get(resource.name);
    if (old !== undefined) sum = add(sum, old, -1);
    sum = add(sum, resource, 1);
  }
  known.set(after, sum);
}

function sumOf(map: ResourceMap): Sum {
  let sum = known.get(map);
  if (sum !== undefined) return sum;
  if (map instanceof LayeredMap) {
    sum = sumOf(map.shared);
    for (const [name, resource] of map.own) {
      const hidden = map.shared.get(name);
      if (hidden !== undefined) sum = add(sum, hidden, -1);
      sum = add(sum, resource, 1);
    }
  } else {
    sum = { high: 0, low: 0 };
    for (const resource of map.values()) sum = add(sum, resource, 1);
  }
  known.set(map, sum);
  return sum;
}

function add({ high, low }: Sum, { version }: Resource, sign: 1 | -1): Sum {
  return {
    high: (high + sign * Number.parseInt(version.slice(0, 8), 16)) >>> 0,
    low: (low + sign * Number.parseInt(version.slice(8, 16), 16)) >>> 0,
  };
}

function hex(word: number): string {
  return word.toString(16).padStart(8, "0");
}
