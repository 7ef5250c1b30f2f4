import type { Destination } from "@meltemi/api";
import type { DestinationRule } from "./destination-rules.js";
import { type HashPolicy, hashPolicyOf, NO_HASH } from "./hash-policy.js";
import type { Hosts } from "./hosts.js";
import { nearNames, outboundCluster } from "./names.js";
import type { Service } from "./service.js";
import { effectivePolicy } from "./traffic-policy.js";

/** What routes need to know of a service that they lead to. Its endpoints are none of their business. */
export interface Target {
  readonly host: string;
  readonly ports: readonly number[];
  readonly subsets: readonly string[];
  /** Key of the rule that describes the subsets. */
  readonly rule: string | undefined;
  /** By port and subset, as `9090|v1`; those that hash nothing are absent. */
  readonly hashPolicies: ReadonlyMap<string, HashPolicy>;
}

export function targetOf(service: Service, rule: DestinationRule | undefined): Target {
  const ports = service.ports.map(({ number }) => number);
  const subsets = rule?.spec.subsets ?? [];
  const hashPolicies = new Map<string, HashPolicy>();
  for (const port of ports) {
    for (const subset of [undefined, ...subsets]) {
      const policy = hashPolicyOf(effectivePolicy(rule?.spec, port, subset));
      if (policy !== NO_HASH) hashPolicies.set(`${port}|${subset?.name ?? ""}`, policy);
    }
  }
  return {
    host: service.host,
    ports,
    subsets: subsets.map(({ name }) => name),
    rule: rule?.age.key,
    hashPolicies,
  };
}

/** Two that have the same in them are the same to every route. */
export function sameTarget(left: Target, right: Target): boolean {
  return describe(left) === describe(right);
}

function describe({ hashPolicies, ...rest }: Target): string {
  return JSON.stringify([rest, [...hashPolicies]]);
}

/** Where routes look up what they lead to. */
export interface Directory {
  readonly hosts: Hosts;
  find(host: string): Target | undefined;
}

export interface ResolvedDestination {
  readonly cluster: string;
  readonly hashPolicy: HashPolicy;
  /** Key of the DestinationRule that counted. */
  readonly rule: string | undefined;
  /** What is wrong with it. */
  readonly problem: DestinationProblem | undefined;
}

export interface DestinationProblem {
  readonly reason: "UnknownHost" | "UnknownSubset" | "UnknownPort";
  readonly message: string;
}

/**
 * The cluster that a destination means. One that does not exist is named all the same: it may come later, and until then
 * requests are answered with an error that says so.
 * @param namespace in which short names are looked up
 * @param calledPort of the service that is being called
 */
export function resolveDestination(
  { host: written, subset = "", port }: Destination,
  namespace: string,
  calledPort: number,
  { hosts, find }: Directory,
): ResolvedDestination {
  const host = hosts.fullName(written, namespace);
  const target = find(host);
  const [only, ...others] = target?.ports ?? [];
  const fallback =
    target?.ports.includes(calledPort) || only === undefined || others.length > 0
      ? calledPort
      : only;
  const number = port?.number ?? fallback;
  return {
    cluster: outboundCluster(number, subset, host),
    hashPolicy: target?.hashPolicies.get(`${number}|${subset}`) ?? NO_HASH,
    rule: target?.rule,
    problem: problemOf(host, number, subset, target, hosts),
  };
}

function problemOf(
  host: string,
  port: number,
  subset: string,
  target: Target | undefined,
  hosts: Hosts,
): DestinationProblem | undefined {
  if (target === undefined) {
    return {
      reason: "UnknownHost",
      message: `no service has the host ${host}; ${hosts.near(host)}`,
    };
  }
  if (!target.ports.includes(port)) {
    const known = nearNames(String(port), target.ports.map(String));
    return { reason: "UnknownPort", message: `${host} has no port ${port}; ${known}` };
  }
  if (subset === "" || target.subsets.includes(subset)) return undefined;
  const advice =
    target.rule === undefined
      ? "apply a DestinationRule that describes it"
      : `${nearNames(subset, target.subsets)} (in ${target.rule})`;
  return { reason: "UnknownSubset", message: `${host} has no subset "${subset}"; ${advice}` };
}
