import { type Resource, resourceKey } from "@meltemi/api";

/** Who wins when two resources ask for the same. */
export interface Age {
  /** resourceKey. */
  readonly key: string;
  /** Milliseconds since 1970; -Infinity for a resource that nobody has stamped. */
  readonly created: number;
  readonly namespace: string;
  readonly name: string;
}

export function ageOf(resource: Resource): Age {
  const { namespace, name, creationTimestamp } = resource.metadata;
  const created = Date.parse(creationTimestamp ?? "");
  return {
    key: resourceKey(resource.kind, namespace, name),
    created: Number.isNaN(created) ? Number.NEGATIVE_INFINITY : created,
    namespace,
    name,
  };
}

/** The oldest first; of equals, by namespace, name and kind. */
export function byAge(left: Age, right: Age): number {
  if (left.created !== right.created) return left.created < right.created ? -1 : 1;
  return (
    byText(left.namespace, right.namespace) ||
    byText(left.name, right.name) ||
    byText(left.key, right.key)
  );
}

/** By code units: the same order on every machine, whatever its locale. */
export function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
