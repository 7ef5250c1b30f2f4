import type { CodecPlugin, Message } from "@meltemi/core";
import type { Endpoint } from "../cluster/endpoint.js";
import type { UpstreamConnection, UpstreamOwner } from "../connection/upstream-connection.js";
import type { Pool, ProxyExchange } from "../exchange/exchange.js";
import type { Worker } from "../worker/worker.js";
import { idCorrelator } from "./id-correlator.js";
import { openConnection } from "./open-connection.js";

/**
 * For protocols with request ids: a few connections (one, unless configured otherwise) carry the
 * requests of all clients at once. Requests go out while the connection is still being made.
 */
export class MultiplexedPool implements Pool, UpstreamOwner {
  readonly #worker: Worker;
  readonly #endpoint: Endpoint;
  readonly #plugin: CodecPlugin;
  /** Those that take requests. */
  readonly #connections: UpstreamConnection[] = [];
  /** Those that end with their last answer. */
  readonly #ending = new Set<UpstreamConnection>();
  #next = 0;

  constructor(worker: Worker, endpoint: Endpoint, plugin: CodecPlugin) {
    this.#worker = worker;
    this.#endpoint = endpoint;
    this.#plugin = plugin;
  }

  get connections(): number {
    return this.#connections.length + this.#ending.size;
  }

  send(exchange: ProxyExchange): void {
    const connection = this.#pick(exchange);
    if (connection === undefined) return;
    this.#worker.pipeline.sendOn(connection, exchange);
  }

  forget(_exchange: ProxyExchange): void {}

  drain(): void {
    for (const connection of [...this.#connections]) connection.drain();
  }

  destroy(): void {
    for (const connection of [...this.#connections, ...this.#ending]) connection.close("local");
  }

  onRequestDone(_connection: UpstreamConnection, _leftover: boolean): void {}

  onGoAway(connection: UpstreamConnection): void {
    const at = this.#connections.indexOf(connection);
    if (at === -1) return;
    this.#connections.splice(at, 1); // the next request opens another
    this.#ending.add(connection);
    connection.drain();
  }

  /** Late, or answered before: nobody waits for it, and its id tells it from every other. */
  onUnexpected(_connection: UpstreamConnection, _message: Message): void {}

  onClosed(connection: UpstreamConnection): void {
    this.#ending.delete(connection);
    const at = this.#connections.indexOf(connection);
    if (at !== -1) this.#connections.splice(at, 1);
  }

  #pick(exchange: ProxyExchange): UpstreamConnection | undefined {
    const connections = this.#connections;
    const { cluster } = this.#endpoint;
    if (connections.length < cluster.config.connectionsPerEndpoint) {
      // One that takes requests is allowed in any case: those on their way out, or of another pool, may hold
      // all that the cluster may have. But not for a server that says goodbye to each and keeps them all.
      const opened = openConnection(
        this.#worker,
        this.#endpoint,
        this.#plugin,
        idCorrelator,
        this,
        connections.length === 0 && this.#ending.size <= cluster.config.connectionsPerEndpoint,
      );
      if (opened !== undefined) {
        connections.push(opened);
        return opened;
      }
      if (connections.length === 0) {
        this.#worker.pipeline.overflow(exchange);
        return undefined;
      }
    }
    if (connections.length === 1) return connections[0];
    this.#next = (this.#next + 1) % connections.length;
    return connections[this.#next];
  }
}
