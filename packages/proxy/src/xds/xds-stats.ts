import type { Counter } from "../stats/counter.js";
import type { Gauge } from "../stats/gauge.js";
import type { StatsStore } from "../stats/store.js";

/** Statistics of the way to the control plane, under Envoy's names. */
export interface XdsStats {
  /** 1 while there is a stream to it. */
  readonly connected: Gauge;
  readonly updateSuccess: Counter;
  /** Updates of which at least one resource was refused. */
  readonly updateRejected: Counter;
  /** Listeners and clusters that wait for their routes, endpoints or addresses. */
  readonly warming: Gauge;
  /** Configurations taken on. */
  readonly applied: Counter;
  readonly listenerFailed: Counter;
}

export function xdsStats(store: StatsStore): XdsStats {
  const scope = store.scope({ prefix: "control_plane.", family: "envoy_control_plane_" });
  return {
    connected: scope.gauge("connected_state"),
    updateSuccess: scope.counter("update_success"),
    updateRejected: scope.counter("update_rejected"),
    warming: scope.gauge("warming"),
    applied: scope.counter("applied"),
    listenerFailed: scope.counter("listener_create_failure"),
  };
}
