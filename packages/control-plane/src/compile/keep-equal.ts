import type { Resource } from "@meltemi/xds";
import { sameItems } from "./memo.js";

/** Those of `next` that are as they were before are the objects from before; all of them: the list is too. */
export function keepEqual(
  next: readonly Resource[],
  before: readonly Resource[] | undefined,
): readonly Resource[] {
  if (before === undefined || before.length === 0) return next;
  const known = new Map(before.map((resource) => [resource.name, resource]));
  const kept = next.map((resource) => {
    const old = known.get(resource.name);
    return old?.version === resource.version ? old : resource;
  });
  return sameItems(kept, before) ? before : kept;
}
