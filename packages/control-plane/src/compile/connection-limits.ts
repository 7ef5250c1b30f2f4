import type { ConnectionPool } from "@meltemi/api";
import type { Messages } from "@meltemi/xds";
import { durationOf, optionalDuration } from "./durations.js";

type Cluster = Messages["envoy.config.cluster.v3.Cluster"];
type Keepalive = Messages["envoy.config.core.v3.TcpKeepalive"];

const UNBOUNDED = 2 ** 31 - 1;
/** Istio's. */
const CONNECT_TIMEOUT = "10s";

/** The fields of a cluster that bound its connections and requests. */
export function connectionLimits(pool: ConnectionPool | undefined): Cluster {
  const { tcp, http } = pool ?? {};
  const idleTimeout = optionalDuration(http?.idleTimeout ?? tcp?.idleTimeout);
  return {
    connectTimeout: durationOf(tcp?.connectTimeout ?? CONNECT_TIMEOUT),
    ...(pool === undefined
      ? {}
      : {
          circuitBreakers: {
            thresholds: [
              {
                maxConnections: bound(tcp?.maxConnections),
                maxPendingRequests: bound(http?.http1MaxPendingRequests),
                maxRequests: bound(http?.http2MaxRequests),
                maxRetries: bound(http?.maxRetries),
              },
            ],
          },
        }),
    ...(http?.maxRequestsPerConnection
      ? { maxRequestsPerConnection: { value: http.maxRequestsPerConnection } }
      : {}),
    ...(idleTimeout === undefined ? {} : { commonHttpProtocolOptions: { idleTimeout } }),
    ...(tcp?.tcpKeepalive === undefined
      ? {}
      : { upstreamConnectionOptions: { tcpKeepalive: keepalive(tcp.tcpKeepalive) } }),
  };
}

function bound(value: number | undefined): { readonly value: number } {
  return { value: value || UNBOUNDED };
}

/** Envoy has these in whole seconds. */
function keepalive({
  probes,
  time,
  interval,
}: NonNullable<NonNullable<ConnectionPool["tcp"]>["tcpKeepalive"]>): Keepalive {
  return {
    ...(probes === undefined ? {} : { keepaliveProbes: { value: probes } }),
    ...(time === undefined ? {} : { keepaliveTime: { value: durationOf(time).seconds } }),
    ...(interval === undefined
      ? {}
      : { keepaliveInterval: { value: durationOf(interval).seconds } }),
  };
}
