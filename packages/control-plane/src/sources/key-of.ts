import { type ReadResource, resourceKey } from "@meltemi/api";

/** Undefined for what does not tell which resource it is. */
export function keyOf({ id }: Pick<ReadResource, "id">): string | undefined {
  return id === undefined ? undefined : resourceKey(id.kind, id.namespace, id.name);
}
