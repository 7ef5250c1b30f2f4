import type { Subset } from "@meltemi/api";
import { encodeMessage, type Messages, makeResource, type Resource, TypeUrl } from "@meltemi/xds";
import { byText } from "./age.js";
import { loadAssignment } from "./assignments.js";
import { connectionLimits } from "./connection-limits.js";
import type { DestinationRule } from "./destination-rules.js";
import { loadBalancing } from "./load-balancing.js";
import { isAddress, outboundCluster } from "./names.js";
import { outlierDetection } from "./outlier-detection.js";
import type { Service } from "./service.js";
import { effectivePolicy } from "./traffic-policy.js";

type Cluster = Messages["envoy.config.cluster.v3.Cluster"];

/** Both sorted by name. */
export interface Clusters {
  readonly clusters: readonly Resource[];
  readonly assignments: readonly Resource[];
}

/** A cluster for each port of a service, and for each of its subsets there. */
export function outboundClusters(service: Service, rule: DestinationRule | undefined): Clusters {
  const clusters: Resource[] = [];
  const assignments: Resource[] = [];
  const byNames = service.endpoints.some(({ address }) => !isAddress(address));
  const subsets: readonly (Subset | undefined)[] = [undefined, ...(rule?.spec.subsets ?? [])];
  const done = new Set<string>();
  for (const { number } of service.ports) {
    for (const subset of subsets) {
      const name = outboundCluster(number, subset?.name ?? "", service.host);
      if (done.has(name)) continue;
      done.add(name);
      const {
        loadBalancer,
        connectionPool,
        outlierDetection: outliers,
      } = effectivePolicy(rule?.spec, number, subset);
      const assignment = loadAssignment(name, service, number, subset?.labels);
      const cluster: Cluster = {
        name,
        ...(byNames
          ? { type: "STRICT_DNS", loadAssignment: assignment }
          : { type: "EDS", edsClusterConfig: { edsConfig: FROM_ADS, serviceName: name } }),
        ...loadBalancing(loadBalancer),
        ...connectionLimits(connectionPool),
        ...outlierDetection(outliers),
      };
      const bytes = encodeMessage("envoy.config.cluster.v3.Cluster", cluster);
      clusters.push(makeResource(TypeUrl.Cluster, name, bytes));
      if (!byNames) {
        const bytes = encodeMessage("envoy.config.endpoint.v3.ClusterLoadAssignment", assignment);
        assignments.push(makeResource(TypeUrl.ClusterLoadAssignment, name, bytes));
      }
    }
  }
  return { clusters: clusters.sort(byName), assignments: assignments.sort(byName) };
}

/** Over the stream that a client already has. */
export const FROM_ADS: Messages["envoy.config.core.v3.ConfigSource"] = {
  ads: {},
  resourceApiVersion: "V3",
};

function byName(left: Resource, right: Resource): number {
  return byText(left.name, right.name);
}
