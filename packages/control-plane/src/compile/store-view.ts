import type { Resource } from "@meltemi/api";

/** What the compiler reads: everything that is stored, at one moment. */
export interface StoreView {
  /** By resourceKey. A resource that did not change is the same object as in the view before. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** Addresses that were allocated before, by host, so that a host keeps its address. */
  readonly addresses: ReadonlyMap<string, string>;
}
