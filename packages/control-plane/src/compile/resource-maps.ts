import { contentHash, type Resource, type ResourceMap } from "@meltemi/xds";
import { memoByObject, sameItems } from "./memo.js";

export const NO_RESOURCES: ResourceMap = new Map();

/** Joins lists of resources; the same lists as last time make the same map. Of two with one name the first stays. */
export function mapJoiner(): (parts: readonly (readonly Resource[])[]) => ResourceMap {
  let last: { readonly parts: readonly (readonly Resource[])[]; readonly map: ResourceMap } = {
    parts: [],
    map: NO_RESOURCES,
  };
  return (parts) => {
    if (sameItems(parts, last.parts)) return last.map;
    const map = new Map<string, Resource>();
    for (const part of parts) {
      for (const resource of part) {
        if (!map.has(resource.name)) map.set(resource.name, resource);
      }
    }
    last = { parts, map: sameResources(map, last.map) ? last.map : map };
    return last.map;
  };
}

function sameResources(left: ResourceMap, right: ResourceMap): boolean {
  if (left.size !== right.size) return false;
  for (const [name, resource] of left) {
    if (right.get(name) !== resource) return false;
  }
  return true;
}

/** A map over another that many proxies share; what is in `own` hides what has the same name below. */
export class LayeredMap implements ReadonlyMap<string, Resource> {
  readonly shared: ResourceMap;
  readonly own: ResourceMap;
  readonly size: number;

  constructor(shared: ResourceMap, own: ResourceMap) {
    this.shared = shared;
    this.own = own;
    let hidden = 0;
    for (const name of own.keys()) if (shared.has(name)) hidden++;
    this.size = shared.size + own.size - hidden;
  }

  get(name: string): Resource | undefined {
    return this.own.get(name) ?? this.shared.get(name);
  }

  has(name: string): boolean {
    return this.own.has(name) || this.shared.has(name);
  }

  *entries(): MapIterator<[string, Resource]> {
    for (const entry of this.shared) if (!this.own.has(entry[0])) yield entry;
    yield* this.own;
  }

  *keys(): MapIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): MapIterator<Resource> {
    for (const [, resource] of this.entries()) yield resource;
  }

  [Symbol.iterator](): MapIterator<[string, Resource]> {
    return this.entries();
  }

  forEach(visit: (value: Resource, key: string, map: ReadonlyMap<string, Resource>) => void): void {
    for (const [name, resource] of this) visit(resource, name, this);
  }
}

const text = new TextEncoder();

/** Hash over the names and versions of a map. Maps of the compiler are in the same order on every machine. */
export const versionOf: (map: ResourceMap) => string = memoByObject((map: ResourceMap) => {
  if (map instanceof LayeredMap) {
    return contentHash(text.encode(`${versionOf(map.shared)} ${versionOf(map.own)}`));
  }
  const lines: string[] = [];
  for (const { name, version } of map.values()) lines.push(`${name} ${version}`);
  return contentHash(text.encode(lines.join("\n")));
});

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
