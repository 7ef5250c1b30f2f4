import { ErrorKind, type ProxyError, requestIdText } from "@meltemi/core";
import { errorText } from "../error-text.js";
import type { ProxyExchange } from "./exchange.js";

// The texts are those of Aeraki's MetaProtocol Proxy wherever it has one: people grep for them.

export function routeNotFound(exchange: ProxyExchange): ProxyError {
  const id = requestIdText(exchange.request);
  const text = `meta protocol router: no matched route for request '${id}'`;
  return { kind: ErrorKind.RouteNotFound, source: "proxy", retriable: true, text };
}

export function clusterNotFound(name: string): ProxyError {
  const text = `meta protocol router: unknown cluster '${name}'`;
  return { kind: ErrorKind.ClusterNotFound, source: "proxy", retriable: true, text };
}

export function maintenanceMode(name: string): ProxyError {
  const text = `meta protocol router: maintenance mode for cluster '${name}'`;
  return { kind: ErrorKind.Unspecified, source: "proxy", retriable: true, text };
}

export function noHealthyUpstream(name: string): ProxyError {
  const text = `meta protocol router: no healthy upstream for '${name}'`;
  return { kind: ErrorKind.NoHealthyUpstream, source: "proxy", retriable: true, text };
}

export function overflow(): ProxyError {
  const text = "meta protocol upstream request: too many connections";
  return { kind: ErrorKind.Overflow, source: "proxy", retriable: true, text };
}

export function timeout(exchange: ProxyExchange): ProxyError {
  const where = exchange.endpoint === undefined ? "in the proxy" : `'${exchange.endpoint.key}'`;
  const text = `meta protocol upstream request: no answer within ${exchange.timeoutMs} ms from ${where}`;
  return { kind: ErrorKind.Timeout, source: "upstream", retriable: false, text };
}

export function draining(): ProxyError {
  const text = "meta protocol proxy: draining, the request was not answered in time";
  return { kind: ErrorKind.Draining, source: "proxy", retriable: false, text };
}

/** Never sent, since there is nobody to send it to; filters and statistics see it. */
export function clientGone(): ProxyError {
  const text = "meta protocol request: the client closed the connection";
  return { kind: ErrorKind.Unspecified, source: "downstream", retriable: false, text };
}

export function notEncoded(cause: unknown): ProxyError {
  const text = `meta protocol response: not encoded: ${errorText(cause)}`;
  return { kind: ErrorKind.BadResponse, source: "proxy", retriable: false, text, cause };
}

export function tooLarge(size: number, limit: number): ProxyError {
  const text = `meta protocol request: message of ${size} bytes is over the limit of ${limit}`;
  return { kind: ErrorKind.BadRequest, source: "downstream", retriable: false, text };
}

export function notDecoded(protocol: string, cause: Error): ProxyError {
  const text = `meta protocol ${protocol} request: ${cause.message}`;
  return { kind: ErrorKind.BadRequest, source: "downstream", retriable: false, text, cause };
}

/** For a server, not a client. */
export function serverRequest(): ProxyError {
  const text = "meta protocol proxy: servers cannot call their clients through the proxy";
  return { kind: ErrorKind.BadRequest, source: "upstream", retriable: false, text };
}
