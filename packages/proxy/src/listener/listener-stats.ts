import type { Counter } from "../stats/counter.js";
import type { Gauge } from "../stats/gauge.js";
import type { Histogram } from "../stats/histogram.js";
import type { StatsStore } from "../stats/store.js";

/** Statistics of one listener: Aeraki's names for messages, Envoy's for connections. */
export interface ListenerStats {
  readonly request: Counter;
  readonly requestTwoway: Counter;
  readonly requestOneway: Counter;
  readonly requestEvent: Counter;
  readonly requestDecodingSuccess: Counter;
  readonly requestDecodingError: Counter;
  readonly requestActive: Gauge;
  readonly requestTime: Histogram;
  readonly response: Counter;
  readonly responseSuccess: Counter;
  readonly responseError: Counter;
  readonly responseBusinessException: Counter;
  readonly responseDecodingSuccess: Counter;
  readonly responseDecodingError: Counter;
  readonly responseErrorCausedConnectionClose: Counter;
  readonly localResponseBusinessException: Counter;
  readonly localResponseError: Counter;
  readonly destroyLocalWithActiveRequest: Counter;
  readonly destroyRemoteWithActiveRequest: Counter;
  readonly idleTimeout: Counter;
  readonly headerTimeout: Counter;
  readonly mutationRefused: Counter;
  readonly filterFailed: Counter;
  readonly connectionsTotal: Counter;
  readonly connectionsActive: Gauge;
  readonly connectionsDestroyed: Counter;
  readonly connectionOverflow: Counter;
  /** Connections closed because their client did not read what it had asked for. */
  readonly bufferOverflow: Counter;
  readonly flowControlPaused: Counter;
  readonly flowControlResumed: Counter;
  /** The proxy's own error replies, by kind: `local_reply.<kind>`. */
  localReply(kind: string): Counter;
}

/** Owner of the statistics of a listener and its filters. */
export function listenerOwner(listener: string): string {
  return `listener ${listener}`;
}

export function listenerStats(
  store: StatsStore,
  listener: string,
  protocol: string,
): ListenerStats {
  const messages = store.scope({
    prefix: `meta_protocol.${protocol}.${listener}.`,
    family: "meta_protocol_",
    tags: { application_protocol: protocol, stat_prefix: listener },
    owner: listenerOwner(listener),
  });
  const connections = store.scope({
    prefix: `listener.${listener}.`,
    family: "envoy_listener_",
    tags: { envoy_listener_name: listener },
    owner: listenerOwner(listener),
  });
  const replies = messages.scope("local_reply.");
  return {
    request: messages.counter("request"),
    requestTwoway: messages.counter("request_twoway"),
    requestOneway: messages.counter("request_oneway"),
    requestEvent: messages.counter("request_event"),
    requestDecodingSuccess: messages.counter("request_decoding_success"),
    requestDecodingError: messages.counter("request_decoding_error"),
    requestActive: messages.gauge("request_active"),
    requestTime: messages.histogram("request_time_ms"),
    response: messages.counter("response"),
    responseSuccess: messages.counter("response_success"),
    responseError: messages.counter("response_error"),
    responseBusinessException: messages.counter("response_business_exception"),
    responseDecodingSuccess: messages.counter("response_decoding_success"),
    responseDecodingError: messages.counter("response_decoding_error"),
    responseErrorCausedConnectionClose: messages.counter("response_error_caused_connection_close"),
    localResponseBusinessException: messages.counter("local_response_business_exception"),
    localResponseError: messages.counter("local_response_error"),
    destroyLocalWithActiveRequest: messages.counter("cx_destroy_local_with_active_rq"),
    destroyRemoteWithActiveRequest: messages.counter("cx_destroy_remote_with_active_rq"),
    idleTimeout: messages.counter("idle_timeout"),
    headerTimeout: messages.counter("header_timeout"),
    mutationRefused: messages.counter("mutation_refused"),
    filterFailed: messages.counter("filter_failed"),
    connectionsTotal: connections.counter("downstream_cx_total"),
    connectionsActive: connections.gauge("downstream_cx_active"),
    connectionsDestroyed: connections.counter("downstream_cx_destroy"),
    connectionOverflow: connections.counter("downstream_cx_overflow"),
    bufferOverflow: connections.counter("downstream_cx_buffer_overflow"),
    flowControlPaused: connections.counter("downstream_flow_control_paused_reading_total"),
    flowControlResumed: connections.counter("downstream_flow_control_resumed_reading_total"),
    localReply: (kind) => replies.counter(kind.replaceAll("-", "_")),
  };
}
