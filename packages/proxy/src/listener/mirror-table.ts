import type { ClusterState } from "../cluster/cluster-state.js";
import { RouteTable } from "../route/route-table.js";
import { StatsStore } from "../stats/store.js";
import { listenerStats } from "./listener-stats.js";
import { ListenerTable, type ListenerTableParts } from "./listener-table.js";

/** Copies are no requests of the listener: what they would count of it goes here. */
const unseen = new StatsStore();

/**
 * The table with which copies of requests run: no filter sees them, and of their outcome only failures are counted,
 * by the cluster that should have answered.
 */
export function mirrorTable(
  parts: Pick<ListenerTableParts, "config" | "plugin" | "requestAttributes">,
  cluster: ClusterState | undefined,
): ListenerTable {
  const stats = listenerStats(unseen, "copies", parts.plugin.protocol);
  const failures = cluster?.stats.mirroredFailure;
  return new ListenerTable({
    ...parts,
    routes: new RouteTable([], parts.requestAttributes),
    compiledRoutes: [],
    filters: [],
    // Whatever goes wrong becomes a reply of the proxy's own.
    stats: failures === undefined ? stats : { ...stats, localReply: () => failures },
  });
}
