import type { Message } from "@meltemi/core";
import type { ProxyExchange } from "../exchange/exchange.js";

/** Knows which request an answer of one upstream connection belongs to. */
export interface Correlator {
  readonly size: number;
  /** Enters the exchange and sets its `correlationKey`. */
  add(exchange: ProxyExchange): void;
  /** Removes and returns the exchange that `response` answers; undefined: nobody waits for it. */
  take(response: Message): ProxyExchange | undefined;
  /** Nobody waits for this answer any more. False: the connection can then not be used further. */
  abandon(exchange: ProxyExchange): boolean;
  /** Removes and returns any exchange, undefined when there is none. */
  pop(): ProxyExchange | undefined;
}
