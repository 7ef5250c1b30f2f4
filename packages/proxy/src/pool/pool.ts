import type { ProxyExchange } from "../exchange/exchange.js";

/** The connections to one endpoint in one protocol. */
export interface Pool {
  readonly connections: number;
  /** Sends the request, at once or when a connection is free, or fails the exchange. */
  send(exchange: ProxyExchange): void;
  /** The exchange, queued here, is over. */
  forget(exchange: ProxyExchange): void;
  drain(): void;
  destroy(): void;
}
