import type { ReadResource, Resource, ResourceId } from "@meltemi/api";
import type { Claim } from "./claim.js";

/** Everything that is known of one resource. Immutable. */
export interface Entry {
  readonly key: string;
  readonly id: ResourceId;
  /** The last form that was right; what is in force. Undefined when none ever was. The same object as long as nothing changes. */
  readonly resource: Resource | undefined;
  /** What `resource` was made from. */
  readonly good: ReadResource | undefined;
  /** Who says what it is now: the first is in force, the others are ignored. At least one. */
  readonly claims: readonly Claim[];
}

/** The claim in force. */
export function claimInForce({ key, claims }: Entry): Claim {
  const [claim] = claims;
  if (claim === undefined) throw new Error(`nobody claims ${key}`);
  return claim;
}

/** Whether the newest form is in use, rather than one before it or none. */
export function isInUse(entry: Entry): boolean {
  const { read, held } = claimInForce(entry);
  return read.resource !== undefined && held === undefined;
}
