import { hashAttribute, type PortTrafficPolicy } from "@meltemi/api";

/** What an endpoint is chosen by where the load balancer hashes. */
export interface HashPolicy {
  readonly attributes: readonly string[];
  readonly sourceIp: boolean;
}

export const NO_HASH: HashPolicy = { attributes: [], sourceIp: false };

export function hashPolicyOf({ loadBalancer }: PortTrafficPolicy): HashPolicy {
  const hash = loadBalancer?.consistentHash;
  if (hash === undefined) return NO_HASH;
  const attribute = hashAttribute(hash);
  return {
    attributes: attribute === undefined ? [] : [attribute],
    sourceIp: hash.useSourceIp === true,
  };
}

/** All that any of them asks for. */
export function joinHashPolicies(policies: readonly HashPolicy[]): HashPolicy {
  return {
    attributes: [...new Set(policies.flatMap(({ attributes }) => attributes))],
    sourceIp: policies.some(({ sourceIp }) => sourceIp),
  };
}
