import type { Resource, ResourceMap } from "@meltemi/xds";
import { followVersion } from "./map-version.js";
import { sameItems } from "./memo.js";

export const NO_RESOURCES: ResourceMap = new Map();

type Parts = readonly (readonly Resource[])[];

interface Joined {
  readonly parts: Parts;
  readonly map: ResourceMap;
}

/** Joins lists of resources; the same resources as last time make the same map. Of two with one name the first stays. */
export function mapJoiner(): (parts: Parts) => ResourceMap {
  let last: Joined = { parts: [], map: NO_RESOURCES };
  return (parts) => {
    if (sameItems(parts, last.parts)) return last.map;
    let map = patched(last, parts);
    if (map === undefined) {
      const whole = joined(parts);
      map = sameResources(whole, last.map) ? last.map : whole;
    }
    last = { parts, map };
    return map;
  };
}

function joined(parts: Parts): ResourceMap {
  const map = new Map<string, Resource>();
  for (const part of parts) {
    for (const resource of part) {
      if (!map.has(resource.name)) map.set(resource.name, resource);
    }
  }
  return map;
}

/** The map from before with other resources of the same names, in a quarter of the time. Undefined: other names. */
function patched({ parts: before, map }: Joined, parts: Parts): ResourceMap | undefined {
  if (before.length !== parts.length) return undefined;
  const changed: Resource[] = [];
  for (let index = 0; index < parts.length; index++) {
    const old = before[index] ?? [];
    const part = parts[index] ?? [];
    if (old === part) continue;
    if (old.length !== part.length) return undefined;
    for (const [at, resource] of part.entries()) {
      const { name } = resource;
      // Not when another list comes first under that name.
      if (old[at]?.name !== name || map.get(name) !== old[at]) return undefined;
      changed.push(resource);
    }
  }
  const next = new Map(map);
  for (const resource of changed) next.set(resource.name, resource);
  followVersion(map, next, changed);
  return next;
}

function sameResources(left: ResourceMap, right: ResourceMap): boolean {
  if (left.size !== right.size) return false;
  for (const [name, resource] of left) {
    if (right.get(name) !== resource) return false;
  }
  return true;
}
