import type { DestinationRuleSpec, Resource } from "@meltemi/api";
import { type Age, ageOf, byAge } from "./age.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import type { Hosts } from "./hosts.js";
import { memo, memoByObject, stableGroups } from "./memo.js";

export interface DestinationRule {
  readonly age: Age;
  readonly spec: DestinationRuleSpec;
  readonly diagnostics: readonly Diagnostic[];
}

export interface DestinationRules {
  /** The rule of each host, by the host's full name. */
  readonly byHost: ReadonlyMap<string, DestinationRule>;
  readonly diagnostics: readonly Diagnostic[];
}

type RulesOf = (
  resources: readonly Resource<DestinationRuleSpec>[],
  hosts: Hosts,
) => DestinationRules;

/** Finds the rule of each host: the oldest. Rules that did not change are the same objects as last time. */
export function destinationRulesReader(): RulesOf {
  const read = memoByObject(readRule);
  const group = stableGroups<DestinationRule>((left, right) => byAge(left.age, right.age));
  return memo((resources, hosts) => {
    const groups = group((add) => {
      for (const resource of resources) {
        const rule = read(resource);
        add(hosts.fullName(rule.spec.host, rule.age.namespace), rule);
      }
    });
    const byHost = new Map<string, DestinationRule>();
    const diagnostics: Diagnostic[] = [];
    for (const [host, [oldest, ...others]] of groups) {
      if (oldest === undefined) continue;
      byHost.set(host, oldest);
      for (const { age } of others) {
        const message = `host ${host} has the rule ${oldest.age.key} already, which is older; move what this one says to it`;
        diagnostics.push(diagnose(age.key, "HostTaken", message));
      }
      if (!hosts.has(host)) {
        const message = `spec.host: no service has the host ${host}; ${hosts.near(host)}`;
        diagnostics.push(diagnose(oldest.age.key, "NoSuchService", message));
      }
      diagnostics.push(...oldest.diagnostics);
    }
    return { byHost, diagnostics };
  });
}

function readRule(resource: Resource<DestinationRuleSpec>): DestinationRule {
  const { spec } = resource;
  const age = ageOf(resource);
  return {
    age,
    spec,
    diagnostics: notSupported(spec).map(([path, what]) =>
      diagnose(age.key, "NotSupported", `spec.${path}: ${what}`),
    ),
  };
}

type Finding = readonly [path: string, what: string];

function notSupported(spec: DestinationRuleSpec): readonly Finding[] {
  const findings: Finding[] = [];
  const policies = [
    ["", spec.trafficPolicy] as const,
    ...spec.subsets.map(
      ({ trafficPolicy }, index) => [`subsets[${index}].`, trafficPolicy] as const,
    ),
  ];
  for (const [at, policy] of policies) {
    if (policy === undefined) continue;
    const levels = [
      [`${at}trafficPolicy`, policy] as const,
      ...policy.portLevelSettings.map(
        (settings, index) => [`${at}trafficPolicy.portLevelSettings[${index}]`, settings] as const,
      ),
    ];
    for (const [path, { loadBalancer, tls }] of levels) {
      if (tls !== undefined && tls.mode !== "DISABLE") {
        findings.push([`${path}.tls`, "TLS is not supported yet; connections stay in plain text"]);
      }
      if (loadBalancer?.simple === "PASSTHROUGH") {
        findings.push([
          `${path}.loadBalancer.simple`,
          "PASSTHROUGH is not supported, so ROUND_ROBIN is used; write that instead",
        ]);
      }
      if (loadBalancer?.localityLbSetting !== undefined) {
        findings.push([
          `${path}.loadBalancer.localityLbSetting`,
          "localities do not count yet; requests go to endpoints everywhere",
        ]);
      }
      if (loadBalancer?.warmupDurationSecs !== undefined) {
        findings.push([
          `${path}.loadBalancer.warmupDurationSecs`,
          "warming up is not supported yet; new endpoints get their full share at once",
        ]);
      }
    }
  }
  if (spec.exportTo.some((entry) => entry !== "*")) {
    findings.push(["exportTo", "it does not count yet; the rule holds for all namespaces"]);
  }
  if (spec.workloadSelector !== undefined) {
    findings.push(["workloadSelector", "it does not count yet; the rule holds for all proxies"]);
  }
  return findings;
}
