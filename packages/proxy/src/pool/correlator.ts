import type { Message } from "@meltemi/core";
import type { ProxyExchange } from "../exchange/exchange.js";

/** Knows which request an answer of one upstream connection belongs to. */
export interface Correlator {
  readonly size: number;
  /** Answers are told apart by ids of the proxy's own; otherwise by their order. */
  readonly byId: boolean;
  /** Enters the exchange and sets its `correlationKey`: the id that it travels under, 0 for its own. */
  add(exchange: ProxyExchange): void;
  /** An id for a message of ours that expects no answer; 0 where answers are not told apart by ids. */
  freeId(): number;
  /** Removes and returns the exchange that `response` answers; undefined: nobody waits for it. */
  take(response: Message): ProxyExchange | undefined;
  /** Nobody waits for this answer any more. False: the connection can then not be used further. */
  abandon(exchange: ProxyExchange): boolean;
  /** Removes and returns any exchange, undefined when there is none. */
  pop(): ProxyExchange | undefined;
}
