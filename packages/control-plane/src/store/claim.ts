import type { ConfigProblem, ReadResource } from "@meltemi/api";

/** That a unit of a source has a resource. */
export interface Claim {
  /** Index of the source. */
  readonly source: number;
  readonly unit: string;
  readonly read: ReadResource;
  /**
   * Why nobody can tell what the unit says of the resource now: it held it before, and a part of it cannot be read.
   * `read` is then what it said before.
   */
  readonly held: ConfigProblem | undefined;
}

/** Which of two claims to a resource is in force: the first source, then the first unit by name. */
export function compareClaims(a: Claim, b: Claim): number {
  if (a.source !== b.source) return a.source - b.source;
  return a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0;
}

/** Whether something that does not tell which resource it is may be `claim`'s resource, broken. */
export function mayBe(broken: ReadResource, { read: { id } }: Claim): boolean {
  const { written } = broken;
  if (typeof written !== "object" || written === null || !("metadata" in written)) return true;
  const { metadata } = written;
  if (typeof metadata !== "object" || metadata === null || !("name" in metadata)) return true;
  return metadata.name === id?.name;
}
