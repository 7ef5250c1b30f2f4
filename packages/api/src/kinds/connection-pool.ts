import { anyDuration, positiveDuration, type Schema } from "../schema/schema-parts.js";
import { openObject, wholeNumber } from "./parts.js";

const LARGEST_INT32 = 2 ** 31 - 1;

export interface ConnectionPoolTcp {
  /** Absent: 2^31-1. */
  readonly maxConnections?: number;
  /** A duration longer than 0. Absent: as the proxy has it. */
  readonly connectTimeout?: string;
  readonly tcpKeepalive?: TcpKeepalive;
  /** A duration; "0s" is never. */
  readonly idleTimeout?: string;
}

export interface TcpKeepalive {
  readonly probes?: number;
  /** A duration. */
  readonly time?: string;
  /** A duration. */
  readonly interval?: string;
}

/** Istio's names, which count for requests of every protocol. Absent or 0: no bound. */
export interface ConnectionPoolHttp {
  /** Requests that wait for a connection. */
  readonly http1MaxPendingRequests?: number;
  /** Requests in flight. */
  readonly http2MaxRequests?: number;
  /** Requests before a connection is replaced. */
  readonly maxRequestsPerConnection?: number;
  /** Retries in flight. */
  readonly maxRetries?: number;
  /** A duration; "0s" is never. */
  readonly idleTimeout?: string;
}

export interface ConnectionPool {
  readonly tcp?: ConnectionPoolTcp;
  readonly http?: ConnectionPoolHttp;
}

function bound(description: string): Schema {
  return wholeNumber(`${description} Left out or 0: no bound.`, 0, LARGEST_INT32);
}

export const connectionPoolSchema: Schema = openObject(
  "ConnectionPoolSettings",
  "Bounds on connections and requests to each service.",
  {
    tcp: openObject("TcpSettings", "Connections.", {
      maxConnections: bound("Connections to the service."),
      connectTimeout: positiveDuration(
        "Time in which a connection must be made. Left out: as the proxy has it.",
      ),
      tcpKeepalive: openObject("TcpKeepalive", "Probes of idle connections by the kernel.", {
        probes: wholeNumber("Probes without an answer before the connection is dead.", 0),
        time: anyDuration("Idle time before the first probe."),
        interval: anyDuration("Time between two probes."),
      }),
      idleTimeout: anyDuration("Time without a request before a connection closes; 0s disables."),
    }),
    http: openObject("HttpSettings", "Requests, of any protocol.", {
      http1MaxPendingRequests: bound("Requests that wait for a connection."),
      http2MaxRequests: bound("Requests in flight."),
      maxRequestsPerConnection: bound("Requests before a connection is replaced."),
      maxRetries: bound("Retries in flight."),
      idleTimeout: anyDuration("Time without a request before a connection closes; 0s disables."),
    }),
  },
);
