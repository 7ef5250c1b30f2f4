import type { Resource, ResourceMap } from "../resource.js";

export interface ResourceDiff {
  /** New, or with another version. */
  readonly changed: readonly Resource[];
  /** As they were. */
  readonly removed: readonly Resource[];
}

const EMPTY: ResourceDiff = { changed: [], removed: [] };
const known = new WeakMap<ResourceMap, WeakMap<ResourceMap, ResourceDiff>>();

/** What leads from one map to another. Streams share it: each pair is compared once. */
export function diffOf(before: ResourceMap, after: ResourceMap): ResourceDiff {
  if (before === after) return EMPTY;
  const fromBefore = known.get(before) ?? new WeakMap<ResourceMap, ResourceDiff>();
  known.set(before, fromBefore);
  const diff = fromBefore.get(after) ?? compare(before, after);
  fromBefore.set(after, diff);
  return diff;
}

function compare(before: ResourceMap, after: ResourceMap): ResourceDiff {
  const changed: Resource[] = [];
  const removed: Resource[] = [];
  for (const [name, resource] of after) {
    if (before.get(name)?.version !== resource.version) changed.push(resource);
  }
  for (const [name, resource] of before) if (!after.has(name)) removed.push(resource);
  return { changed, removed };
}
