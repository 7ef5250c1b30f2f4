import type { Resource, ResourceMap } from "@meltemi/xds";

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
