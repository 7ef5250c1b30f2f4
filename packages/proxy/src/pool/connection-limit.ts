import type { ClusterState } from "../cluster/cluster-state.js";

/** Whether the cluster may open one more connection; counts the refusal. */
export function connectionAllowed(cluster: ClusterState): boolean {
  if (cluster.connections < cluster.config.circuitBreaker.maxConnections) return true;
  cluster.stats.connectionOverflow.inc();
  return false;
}
