import type { Counter } from "../stats/counter.js";
import type { Gauge } from "../stats/gauge.js";
import type { StatsStore } from "../stats/store.js";

/** Statistics of one cluster, under Envoy's names. */
export interface ClusterStats {
  readonly connectionsTotal: Counter;
  readonly connectionsActive: Gauge;
  readonly connectFail: Counter;
  readonly connectTimeout: Counter;
  readonly connectionOverflow: Counter;
  readonly connectionsDestroyed: Counter;
  readonly connectionsDestroyedWithRequests: Counter;
  readonly idleTimeout: Counter;
  readonly requestsTotal: Counter;
  readonly requestsActive: Gauge;
  readonly requestsPending: Gauge;
  readonly pendingOverflow: Counter;
  readonly requestTimeout: Counter;
  /** Copies of requests that go elsewhere. */
  readonly mirrored: Counter;
  readonly mirroredFailure: Counter;
  /** Answers that nobody waits for: late, twice, or with an id that was never sent. */
  readonly unknownResponse: Counter;
  readonly protocolError: Counter;
  /** Connections on which a server has asked for no further requests. */
  readonly goAway: Counter;
  /** Requests that servers have sent on connections of ours. They are refused. */
  readonly serverRequest: Counter;
  readonly heartbeatSent: Counter;
  readonly heartbeatFailed: Counter;
  /** Times reading from clients stopped because the server did not keep up. */
  readonly flowControlPaused: Counter;
  readonly noneHealthy: Counter;
  readonly maintenance: Counter;
  readonly dnsSuccess: Counter;
  readonly dnsFailure: Counter;
  readonly endpoints: Gauge;
}

/** Owner of the statistics of a cluster. */
export function clusterOwner(cluster: string): string {
  return `cluster ${cluster}`;
}

export function clusterStats(store: StatsStore, cluster: string): ClusterStats {
  const scope = store.scope({
    prefix: `cluster.${cluster}.`,
    family: "envoy_cluster_",
    tags: { envoy_cluster_name: cluster },
    owner: clusterOwner(cluster),
  });
  return {
    connectionsTotal: scope.counter("upstream_cx_total"),
    connectionsActive: scope.gauge("upstream_cx_active"),
    connectFail: scope.counter("upstream_cx_connect_fail"),
    connectTimeout: scope.counter("upstream_cx_connect_timeout"),
    connectionOverflow: scope.counter("upstream_cx_overflow"),
    connectionsDestroyed: scope.counter("upstream_cx_destroy"),
    connectionsDestroyedWithRequests: scope.counter("upstream_cx_destroy_with_active_rq"),
    idleTimeout: scope.counter("upstream_cx_idle_timeout"),
    requestsTotal: scope.counter("upstream_rq_total"),
    requestsActive: scope.gauge("upstream_rq_active"),
    requestsPending: scope.gauge("upstream_rq_pending_active"),
    pendingOverflow: scope.counter("upstream_rq_pending_overflow"),
    requestTimeout: scope.counter("upstream_rq_timeout"),
    mirrored: scope.counter("upstream_rq_mirrored"),
    mirroredFailure: scope.counter("upstream_rq_mirrored_failure"),
    unknownResponse: scope.counter("upstream_rq_unknown_response"),
    protocolError: scope.counter("upstream_cx_protocol_error"),
    goAway: scope.counter("upstream_cx_close_notify"),
    serverRequest: scope.counter("upstream_rq_from_server"),
    heartbeatSent: scope.counter("upstream_heartbeat_sent"),
    heartbeatFailed: scope.counter("upstream_heartbeat_failed"),
    flowControlPaused: scope.counter("upstream_flow_control_paused_reading_total"),
    noneHealthy: scope.counter("upstream_cx_none_healthy"),
    maintenance: scope.counter("upstream_rq_maintenance_mode"),
    dnsSuccess: scope.counter("update_success"),
    dnsFailure: scope.counter("update_failure"),
    endpoints: scope.gauge("membership_total"),
  };
}
