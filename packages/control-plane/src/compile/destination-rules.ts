import type { DestinationRuleSpec, Resource } from "@meltemi/api";
import { type Age, ageOf } from "./age.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import { memoByObject } from "./memo.js";
import { type SaidOfHosts, type SaidReader, saidOfHosts } from "./said-of-hosts.js";

export interface DestinationRule {
  readonly age: Age;
  readonly spec: DestinationRuleSpec;
  readonly diagnostics: readonly Diagnostic[];
}

/** The rule of each host: the oldest. */
export type DestinationRules = SaidOfHosts<DestinationRule, DestinationRule>;

export function destinationRulesReader(): SaidReader<
  DestinationRuleSpec,
  DestinationRule,
  DestinationRule
> {
  return saidOfHosts({
    read: memoByObject(readRule),
    hostsOf: ({ spec, age }, hosts) => [hosts.fullName(spec.host, age.namespace)],
    isSpecial: () => false,
    judge: (host, [oldest, ...others], hosts) => {
      const diagnostics = others.map(({ age }) => {
        const message = `host ${host} has the rule ${oldest.age.key} already, which is older; move what this one says to it`;
        return diagnose(age.key, "HostTaken", message);
      });
      if (!hosts.has(host)) {
        const message = `spec.host: no service has the host ${host}; ${hosts.near(host)}`;
        diagnostics.push(diagnose(oldest.age.key, "NoSuchService", message));
      }
      return { chosen: oldest, diagnostics: [...diagnostics, ...oldest.diagnostics] };
    },
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
    for (const [path, { connectionPool, loadBalancer, outlierDetection, tls }] of levels) {
      if (outlierDetection !== undefined) {
        findings.push([`${path}.outlierDetection`, "proxies do not eject endpoints yet"]);
      }
      if (connectionPool?.http?.maxRequestsPerConnection) {
        const what = "proxies do not end connections after a number of requests yet";
        findings.push([`${path}.connectionPool.http.maxRequestsPerConnection`, what]);
      }
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
