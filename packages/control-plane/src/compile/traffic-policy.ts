import type { DestinationRuleSpec, PortTrafficPolicy, Subset, TrafficPolicy } from "@meltemi/api";

/**
 * What holds for a port of a subset: the settings of the rule, replaced by those that it has for the port, replaced by
 * those of the subset. Each of the four parts is replaced as a whole; settings for a port replace all four.
 */
export function effectivePolicy(
  rule: DestinationRuleSpec | undefined,
  port: number,
  subset: Subset | undefined,
): PortTrafficPolicy {
  return refine(refine({}, rule?.trafficPolicy, port), subset?.trafficPolicy, port);
}

function refine(
  above: PortTrafficPolicy,
  policy: TrafficPolicy | undefined,
  port: number,
): PortTrafficPolicy {
  if (policy === undefined) return above;
  const forPort = policy.portLevelSettings.find((settings) => settings.port.number === port);
  if (forPort !== undefined) return forPort;
  return { ...above, ...policy };
}
