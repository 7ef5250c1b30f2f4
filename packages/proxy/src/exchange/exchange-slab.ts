import type { TextCache } from "@meltemi/core";
import { type Block, copyBytes, takeBlock } from "../io/arena.js";
import { Phase, ProxyExchange } from "./exchange.js";

/** Bytes kept of each request for its error reply, see Message.replySize. */
const REPLY_BYTES = 128;
const FIRST_SLOTS = 2048;

/**
 * The requests in flight of one thread. Slots are reused; deadlines lie in one typed array, so that
 * setting one is a store and looking for those that have passed is a scan, with no timer per request.
 */
export class ExchangeSlab {
  readonly #texts: TextCache;
  readonly #exchanges: ProxyExchange[] = [];
  readonly #free: ProxyExchange[] = [];
  /** When each slot's answer is due, in milliseconds of the loop's clock; 0: never. */
  #deadlines = new Float64Array(FIRST_SLOTS);
  #replies: Block = takeBlock(FIRST_SLOTS * REPLY_BYTES);

  constructor(texts: TextCache) {
    this.#texts = texts;
  }

  /** An exchange that nobody uses. */
  acquire(): ProxyExchange {
    return this.#free.pop() ?? this.#make();
  }

  /** To be called once per exchange, when its outcome has been dealt with. */
  release(exchange: ProxyExchange): void {
    const { slot } = exchange;
    this.#deadlines[slot] = 0;
    exchange.clear();
    if (exchange.waitingFilters === 0) {
      this.#free.push(exchange);
      return;
    }
    // A filter still holds it, and may yet reply or mutate: nobody else's request must be in it then.
    const fresh = new ProxyExchange(slot, this.#texts);
    this.#exchanges[slot] = fresh;
    this.#free.push(fresh);
  }

  /** @param timeoutMs 0: none */
  setDeadline(exchange: ProxyExchange, now: number, timeoutMs: number): void {
    this.#deadlines[exchange.slot] = timeoutMs === 0 ? 0 : now + timeoutMs;
  }

  /** Calls `expire` for every exchange whose deadline has passed. */
  expireDue(now: number, expire: (exchange: ProxyExchange) => void): void {
    const slots = this.#exchanges.length;
    for (let slot = 0; slot < slots; slot++) {
      const deadline = this.#deadlines[slot] as number;
      if (deadline !== 0 && deadline <= now) {
        this.#deadlines[slot] = 0;
        expire(this.#exchanges[slot] as ProxyExchange);
      }
    }
  }

  forEachActive(visit: (exchange: ProxyExchange) => void): void {
    for (const exchange of this.#exchanges) if (exchange.phase !== Phase.Free) visit(exchange);
  }

  /**
   * Keeps of the request only what an error reply needs: its read buffer is about to be used again.
   */
  keepReplyBytes(exchange: ProxyExchange): void {
    const request = exchange.request;
    const { bytes, start } = request;
    const size = Math.min(request.replySize, request.size);
    if (size > REPLY_BYTES) {
      request.moveTo(Buffer.from(bytes.subarray(start, start + size)), 0);
      return;
    }
    const at = this.#replies.start + exchange.slot * REPLY_BYTES;
    copyBytes(bytes, start, start + size, this.#replies.bytes, at);
    request.moveTo(this.#replies.bytes, at);
  }

  #make(): ProxyExchange {
    const slot = this.#exchanges.length;
    if (slot === this.#deadlines.length) {
      const deadlines = new Float64Array(slot * 2);
      deadlines.set(this.#deadlines);
      this.#deadlines = deadlines;
      // Requests in flight go on pointing into the old buffer, which lives as long as they do.
      this.#replies = takeBlock(slot * 2 * REPLY_BYTES);
    }
    const exchange = new ProxyExchange(slot, this.#texts);
    this.#exchanges.push(exchange);
    return exchange;
  }
}
