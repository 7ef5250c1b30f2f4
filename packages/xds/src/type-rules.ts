import { TypeUrl } from "./type-urls.js";

/** How the protocol treats the resources of one type. */
export interface TypeRules {
  /** Types with lower numbers are sent first, so that what refers to a resource comes after it. */
  readonly order: number;
  /**
   * In state-of-the-world, a response lists all resources and what is missing is gone. Also, a first
   * request without names is for all of them.
   */
  readonly fullState: boolean;
  /** Others refer to it: removals wait until those others were sent (make before break). */
  readonly referredTo: boolean;
}

const RULES: ReadonlyMap<string, TypeRules> = new Map([
  [TypeUrl.Cluster, { order: 0, fullState: true, referredTo: true }],
  [TypeUrl.ClusterLoadAssignment, { order: 1, fullState: false, referredTo: true }],
  [TypeUrl.Listener, { order: 2, fullState: true, referredTo: false }],
  [TypeUrl.RouteConfiguration, { order: 3, fullState: false, referredTo: false }],
  [TypeUrl.HttpRouteConfiguration, { order: 4, fullState: false, referredTo: false }],
]);

const OTHER: TypeRules = { order: 5, fullState: false, referredTo: false };

export function rulesOf(typeUrl: string): TypeRules {
  return RULES.get(typeUrl) ?? OTHER;
}

/** The name that stands for all resources of a type. */
export const WILDCARD = "*";
