import type { Message } from "@meltemi/core";
import type { ProxyExchange } from "../exchange/exchange.js";
import type { Correlator } from "./correlator.js";

const FIRST_SLOTS = 64; // a power of two, as every later size: ids are masked

/** Every codec lets the proxy choose 31 bits; more would leave V8's small integers. */
const LARGEST_ID = 0x7fffffff;

/**
 * Correlation by request id on a connection that many clients share. Ids count upwards over 31 bits, so
 * an answer that comes late or twice meets an id that is in use again
 * only after two thousand million requests, never that of the next request. The table is a ring
 * indexed by the low bits of the id: no Map, nothing allocated per request.
 */
export class IdCorrelator implements Correlator {
  readonly byId = true;
  #size = 0;
  #exchanges: (ProxyExchange | undefined)[] = new Array(FIRST_SLOTS).fill(undefined);
  #mask = FIRST_SLOTS - 1;
  #next = 0;
  /** All slots below it are empty. */
  #popFrom = 0;

  get size(): number {
    return this.#size;
  }

  /** An id that no request in flight has, for messages that expect no answer. */
  freeId(): number {
    do {
      this.#next = this.#next === LARGEST_ID ? 1 : this.#next + 1;
    } while (this.#exchanges[this.#next & this.#mask] !== undefined);
    return this.#next;
  }

  add(exchange: ProxyExchange): void {
    if (this.#size * 2 > this.#mask) this.#double();
    const id = this.freeId();
    exchange.correlationKey = id;
    this.#popFrom = 0;
    this.#exchanges[id & this.#mask] = exchange;
    this.#size++;
  }

  take(response: Message): ProxyExchange | undefined {
    const id = response.requestIdLow;
    const exchange = this.#exchanges[id & this.#mask];
    if (exchange === undefined || exchange.correlationKey !== id || response.requestIdHigh !== 0) {
      return undefined;
    }
    this.#remove(id);
    return exchange;
  }

  abandon(exchange: ProxyExchange): boolean {
    const id = exchange.correlationKey;
    if (this.#exchanges[id & this.#mask] === exchange) this.#remove(id);
    return true;
  }

  pop(): ProxyExchange | undefined {
    const slots = this.#exchanges.length;
    for (; this.#popFrom < slots; this.#popFrom++) {
      const exchange = this.#exchanges[this.#popFrom];
      if (exchange === undefined) continue;
      this.#exchanges[this.#popFrom] = undefined;
      this.#size--;
      return exchange;
    }
    return undefined;
  }

  #remove(id: number): void {
    this.#exchanges[id & this.#mask] = undefined;
    this.#size--;
  }

  #double(): void {
    const old = this.#exchanges;
    this.#mask = old.length * 2 - 1;
    this.#exchanges = new Array(old.length * 2).fill(undefined);
    for (const exchange of old) {
      if (exchange !== undefined) this.#exchanges[exchange.correlationKey & this.#mask] = exchange;
    }
  }
}

export function idCorrelator(): Correlator {
  return new IdCorrelator();
}
