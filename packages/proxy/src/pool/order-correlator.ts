import type { Message } from "@meltemi/core";
import type { ProxyExchange } from "../exchange/exchange.js";
import type { Correlator } from "./correlator.js";

/** Correlation by order: the first answer belongs to the first request. */
export class OrderCorrelator implements Correlator {
  readonly byId = false;
  readonly #waiting: ProxyExchange[] = [];
  /** Those in front of it have been answered. Kept so that taking the first is not a shift. */
  #first = 0;

  get size(): number {
    return this.#waiting.length - this.#first;
  }

  add(exchange: ProxyExchange): void {
    exchange.correlationKey = 0;
    this.#waiting.push(exchange);
  }

  freeId(): number {
    return 0;
  }

  take(_response: Message): ProxyExchange | undefined {
    return this.pop();
  }

  /** An answer will still come, and nothing would tell it from the next one's. */
  abandon(exchange: ProxyExchange): boolean {
    const at = this.#waiting.indexOf(exchange, this.#first);
    if (at !== -1) this.#waiting.splice(at, 1);
    return false;
  }

  pop(): ProxyExchange | undefined {
    if (this.#first === this.#waiting.length) return undefined;
    const exchange = this.#waiting[this.#first++] as ProxyExchange;
    if (this.#first === this.#waiting.length) {
      this.#waiting.length = 0;
      this.#first = 0;
    } else if (this.#first >= 64) {
      // In-order connections that never run empty.
      this.#waiting.splice(0, this.#first);
      this.#first = 0;
    }
    return exchange;
  }
}

export function orderCorrelator(): Correlator {
  return new OrderCorrelator();
}
