import { ErrorKind, type ProxyError } from "@meltemi/core";

/** Why a connection to a server was lost. */
export type CloseCause = "remote" | "local" | "connect-timeout" | "protocol" | "heartbeat";

/**
 * What the requests on a lost connection are answered.
 * @param detail for "protocol": what was wrong with the server's bytes
 * @param endpoint "address:port"
 * @param connected whether the connection had been made
 */
export function closeError(
  cause: CloseCause,
  detail: string,
  protocol: string,
  endpoint: string,
  connected: boolean,
): ProxyError {
  const source = "upstream";
  if (cause === "protocol") {
    const text = `meta protocol ${protocol} response: ${detail}`;
    return { kind: ErrorKind.BadResponse, source, retriable: false, text };
  }
  // Before the connection was there, no server can have seen the request.
  const retriable = !connected;
  const upstream = "meta protocol upstream request:";
  if (cause === "connect-timeout") {
    const text = `${upstream} connection failure '${endpoint}' due to timeout`;
    return { kind: ErrorKind.Timeout, source, retriable, text };
  }
  const where = cause === "local" ? "local" : "remote";
  const text = `${upstream} ${where} connection failure '${endpoint}'`;
  return { kind: ErrorKind.UpstreamReset, source, retriable, text };
}
