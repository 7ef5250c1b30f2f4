import type { Messages } from "@meltemi/xds";

/** What the control plane makes of a service with ten endpoints. */
export function assignment(
  service: number,
): Messages["envoy.config.endpoint.v3.ClusterLoadAssignment"] {
  return {
    clusterName: clusterName(service),
    endpoints: [
      {
        locality: { region: "eu", zone: "eu-1" },
        lbEndpoints: Array.from({ length: 10 }, (_, i) => ({
          endpoint: {
            address: {
              socketAddress: { address: `10.${service >> 8}.${service & 255}.${i}`, portValue: 90 },
            },
          },
          healthStatus: "HEALTHY",
          metadata: {
            filterMetadata: { "envoy.lb": { fields: { version: { stringValue: "v1" } } } },
          },
          loadBalancingWeight: { value: 1 },
        })),
      },
    ],
  };
}

/** @param nanos goes into it, to make another version of it */
export function cluster(service: number, nanos = 0): Messages["envoy.config.cluster.v3.Cluster"] {
  return {
    name: clusterName(service),
    type: "EDS",
    edsClusterConfig: { edsConfig: { ads: {}, resourceApiVersion: "V3" } },
    connectTimeout: { seconds: 5, nanos },
    circuitBreakers: { thresholds: [{ maxConnections: { value: 1024 } }] },
    outlierDetection: { consecutive5xx: { value: 5 }, interval: { seconds: 10 } },
  };
}

function clusterName(service: number): string {
  return `outbound|90||service-${service}.shop.svc.cluster.local`;
}
