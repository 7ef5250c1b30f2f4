import type { Cluster } from "../cluster/cluster.js";

/** Whether the cluster may open one more connection; counts the refusal. */
export function connectionAllowed(cluster: Cluster): boolean {
  if (cluster.connections < cluster.config.circuitBreaker.maxConnections) return true;
  cluster.stats.connectionOverflow.inc();
  return false;
}
