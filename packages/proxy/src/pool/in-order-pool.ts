import type { CodecPlugin, Message } from "@meltemi/core";
import type { Endpoint } from "../cluster/endpoint.js";
import { UpstreamConnection, type UpstreamOwner } from "../connection/upstream-connection.js";
import { Phase, type Pool, type ProxyExchange } from "../exchange/exchange.js";
import type { Worker } from "../worker/worker.js";
import { connectionAllowed } from "./connection-limit.js";
import { OrderCorrelator } from "./order-correlator.js";

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
    if (cluster.pendingRequests >= cluster.config.circuitBreaker.maxPendingRequests) {
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
    for (const connection of [...this.#all]) connection.close("local");
  }

  onRequestDone(connection: UpstreamConnection, leftover: boolean): void {
    if (connection.closed || connection.active > 0) return;
    if (leftover) {
      connection.close("local"); // of an answer to nothing, see onUnexpected
      return;
    }
    const next = this.#queue.shift();
    if (next !== undefined) {
      this.#leaveQueue(next);
      this.#sendOn(connection, next);
    } else if (this.#draining) {
      connection.drain();
    } else {
      this.#idle.push(connection);
    }
  }

  /** An answer to nothing: what comes next could be taken for an answer to the wrong request. */
  onUnexpected(connection: UpstreamConnection, _message: Message): void {
    connection.close("local");
  }

  onClosed(connection: UpstreamConnection): void {
    this.#all.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at !== -1) this.#idle.splice(at, 1);
    // Its place is free for one that waits.
    const next = this.#queue[0];
    if (next === undefined) return;
    const replacement = this.#open();
    if (replacement === undefined) return;
    this.#queue.shift();
    this.#leaveQueue(next);
    this.#sendOn(replacement, next);
  }

  #open(): UpstreamConnection | undefined {
    const { cluster } = this.#endpoint;
    if (!connectionAllowed(cluster)) return undefined;
    const connection = new UpstreamConnection(
      this.#worker,
      this.#endpoint,
      this.#plugin,
      new OrderCorrelator(),
      this,
    );
    this.#all.add(connection);
    return connection;
  }

  #sendOn(connection: UpstreamConnection, exchange: ProxyExchange): void {
    exchange.pool = undefined;
    this.#worker.pipeline.sendOn(connection, exchange);
    // A oneway, or one that could not be encoded: nothing is outstanding, the connection is free.
    if (connection.active === 0) this.onRequestDone(connection, false);
  }

  #leaveQueue(exchange: ProxyExchange): void {
    exchange.downstreamConnection?.unblock();
    this.#endpoint.cluster.pendingRequests--;
    this.#endpoint.cluster.stats.requestsPending.dec();
  }
}
