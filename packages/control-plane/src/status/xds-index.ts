import { type Resource, type ResourceMap, TypeUrl } from "@meltemi/xds";
import type { Mesh } from "../compile/mesh.js";

const TYPES: readonly string[] = Object.values(TypeUrl);

const known = new WeakMap<Mesh, XdsIndex>();

/** Of one mesh: which xDS resources were made from a resource. Made when it is first asked for. */
export class XdsIndex {
  readonly #mesh: Mesh;
  readonly #byMap = new WeakMap<ResourceMap, ReadonlyMap<string, readonly Resource[]>>();

  private constructor(mesh: Mesh) {
    this.#mesh = mesh;
  }

  static of(mesh: Mesh): XdsIndex {
    let index = known.get(mesh);
    if (index === undefined) {
      index = new XdsIndex(mesh);
      known.set(mesh, index);
    }
    return index;
  }

  /** Those of a client's snapshot that were made from the resource with that key. */
  *madeFrom(
    key: string,
    snapshot: { resources(typeUrl: string): ResourceMap },
  ): Iterable<Resource> {
    for (const typeUrl of TYPES) {
      yield* this.#index(typeUrl, snapshot.resources(typeUrl)).get(key) ?? [];
    }
  }

  #index(typeUrl: string, map: ResourceMap): ReadonlyMap<string, readonly Resource[]> {
    let index = this.#byMap.get(map);
    if (index === undefined) {
      index = this.#make(typeUrl, map);
      this.#byMap.set(map, index);
    }
    return index;
  }

  #make(typeUrl: string, map: ResourceMap): ReadonlyMap<string, readonly Resource[]> {
    const index = new Map<string, Resource[]>();
    for (const [name, resource] of map) {
      for (const key of this.#mesh.sources(typeUrl, name)) {
        const known = index.get(key);
        if (known === undefined) index.set(key, [resource]);
        else known.push(resource);
      }
    }
    return index;
  }
}
