import { type CodecPlugin, type Message, MessageKind } from "@meltemi/core";
import type { Endpoint } from "../cluster/endpoint.js";
import type { UpstreamConnection, UpstreamOwner } from "../connection/upstream-connection.js";
import * as errors from "../exchange/errors.js";
import { Phase, type Pool, type ProxyExchange } from "../exchange/exchange.js";
import type { Worker } from "../worker/worker.js";
import { openConnection } from "./open-connection.js";
import { orderCorrelator } from "./order-correlator.js";

/**
 * For protocols without request ids: one request at a time on each connection, so that a lost or late
 * answer can never be taken for another's. The connection used last is used first, so that those a
 * burst has opened become idle and close.
 */
export class InOrderPool implements Pool, UpstreamOwner {
  readonly #worker: Worker;
  readonly #endpoint: Endpoint;
  readonly #plugin: CodecPlugin;
  readonly #all = new Set<UpstreamConnection>();
  readonly #idle: UpstreamConnection[] = [];
  /** Waiting for a connection, first come first served. */
  readonly #queue: ProxyExchange[] = [];
  #draining = false;

  constructor(worker: Worker, endpoint: Endpoint, plugin: CodecPlugin) {
    this.#worker = worker;
    this.#endpoint = endpoint;
    this.#plugin = plugin;
  }

  get connections(): number {
    return this.#all.size;
  }

  send(exchange: ProxyExchange): void {
    const { cluster } = this.#endpoint;
    const connection = this.#idle.pop() ?? this.#open();
    if (connection !== undefined) {
      this.#sendOn(connection, exchange);
      return;
    }
    const { maxPendingRequests } = cluster.config.circuitBreaker;
    // Without any connection there is nothing to wait for.
    if (this.#all.size === 0 || cluster.pendingRequests >= maxPendingRequests) {
      this.#worker.pipeline.overflow(exchange);
      return;
    }
    cluster.pendingRequests++;
    cluster.stats.requestsPending.inc();
    this.#worker.pipeline.keepRequest(exchange);
    exchange.phase = Phase.Queued;
    exchange.pool = this;
    this.#queue.push(exchange);
    // Its client's next requests wait in the socket instead of in memory.
    exchange.downstreamConnection?.block();
  }

  forget(exchange: ProxyExchange): void {
    const at = this.#queue.indexOf(exchange);
    if (at === -1) return;
    this.#queue.splice(at, 1);
    this.#leaveQueue(exchange);
  }

  drain(): void {
    this.#draining = true;
    if (this.#queue.length > 0) return; // they still need connections, see onRequestDone
    for (const connection of [...this.#all]) connection.drain();
  }

  destroy(): void {
    for (let next = this.#takeNext(); next !== undefined; next = this.#takeNext()) {
      this.#worker.pipeline.fail(next, errors.draining());
    }
    for (const connection of [...this.#all]) connection.close("local");
  }

  onRequestDone(connection: UpstreamConnection, leftover: boolean): void {
    if (connection.closed || connection.active > 0) return;
    if (leftover) {
      connection.close("local"); // of an answer to nothing, see onUnexpected
      return;
    }
    if (connection.draining) {
      connection.drain();
      return;
    }
    const next = this.#takeNext();
    if (next !== undefined) {
      this.#sendOn(connection, next);
    } else if (this.#draining) {
      connection.drain();
    } else {
      this.#idle.push(connection);
    }
  }

  onGoAway(connection: UpstreamConnection): void {
    const at = this.#idle.indexOf(connection);
    if (at !== -1) this.#idle.splice(at, 1);
    connection.drain();
  }

  /** An answer to nothing: what comes next could be taken for an answer to the wrong request. */
  onUnexpected(connection: UpstreamConnection, _message: Message): void {
    connection.close("local");
  }

  onClosed(connection: UpstreamConnection): void {
    this.#all.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at !== -1) this.#idle.splice(at, 1);
    if (this.#queue.length === 0) return;
    // Its place is free for one that waits.
    const replacement = this.#open();
    if (replacement === undefined && this.#all.size > 0) return;
    for (let next = this.#takeNext(); next !== undefined; next = this.#takeNext()) {
      if (replacement !== undefined) {
        this.#sendOn(replacement, next);
        return;
      }
      this.#worker.pipeline.overflow(next);
    }
  }

  #open(): UpstreamConnection | undefined {
    // One is allowed in any case: other endpoints may hold all that the cluster may have, and idle ones
    // of theirs would never serve those that wait here.
    const connection = openConnection(
      this.#worker,
      this.#endpoint,
      this.#plugin,
      orderCorrelator,
      this,
      this.#all.size === 0,
    );
    if (connection !== undefined) this.#all.add(connection);
    return connection;
  }

  #sendOn(connection: UpstreamConnection, exchange: ProxyExchange): void {
    this.#send(connection, exchange);
    // After a oneway, or one that could not be encoded, nothing is outstanding. A loop: there may be many.
    while (connection.active === 0 && !connection.closed && !connection.draining) {
      const next = this.#takeNext();
      if (next === undefined) {
        this.onRequestDone(connection, false);
        return;
      }
      this.#send(connection, next);
    }
  }

  #send(connection: UpstreamConnection, exchange: ProxyExchange): void {
    const { oneway, request } = exchange;
    const mayBeAnswered = oneway && request.kind !== MessageKind.Oneway;
    this.#worker.pipeline.sendOn(connection, exchange);
    // Oneway because its route says so, not its message: nobody else may get an answer that comes all the same.
    if (mayBeAnswered) connection.drain();
  }

  /** The first of the queue, no longer in it. */
  #takeNext(): ProxyExchange | undefined {
    const next = this.#queue.shift();
    if (next !== undefined) this.#leaveQueue(next);
    return next;
  }

  #leaveQueue(exchange: ProxyExchange): void {
    exchange.pool = undefined;
    exchange.downstreamConnection?.unblock();
    this.#endpoint.cluster.pendingRequests--;
    this.#endpoint.cluster.stats.requestsPending.dec();
  }
}
