import type { CodecPlugin, Message } from "@meltemi/core";
import type { Endpoint } from "../cluster/endpoint.js";
import type { UpstreamConnection, UpstreamOwner } from "../connection/upstream-connection.js";
import type { Downstream, Pool, ProxyExchange } from "../exchange/exchange.js";
import type { Worker } from "../worker/worker.js";
import { openConnection } from "./open-connection.js";
import { orderCorrelator } from "./order-correlator.js";

/**
 * For protocols whose connections have a state of their own: each client connection has one upstream
 * connection in each cluster, and either ends with the other.
 */
export class BoundPool implements Pool, UpstreamOwner {
  readonly #worker: Worker;
  readonly #endpoint: Endpoint;
  readonly #plugin: CodecPlugin;
  readonly #clients = new Map<UpstreamConnection, Downstream>();

  constructor(worker: Worker, endpoint: Endpoint, plugin: CodecPlugin) {
    this.#worker = worker;
    this.#endpoint = endpoint;
    this.#plugin = plugin;
  }

  get connections(): number {
    return this.#clients.size;
  }

  /** Opens the client's connection. Later requests go there directly, see DownstreamConnection.bound. */
  send(exchange: ProxyExchange): void {
    const { cluster } = this.#endpoint;
    const client = exchange.downstreamConnection;
    if (client === undefined) return;
    const connection = openConnection(
      this.#worker,
      this.#endpoint,
      this.#plugin,
      orderCorrelator,
      this,
    );
    if (connection === undefined) {
      this.#worker.pipeline.overflow(exchange);
      return;
    }
    this.#clients.set(connection, client);
    client.bind(cluster, connection);
    this.#worker.pipeline.sendOn(connection, exchange);
    // The last word of a client that has gone: nobody else would close the connection.
    if (client.closed) connection.drain();
  }

  forget(_exchange: ProxyExchange): void {}

  /** Bound connections end with their clients; taking them away would lose the state they hold. */
  drain(): void {}

  destroy(): void {
    for (const connection of [...this.#clients.keys()]) connection.close("local");
  }

  onRequestDone(_connection: UpstreamConnection, _leftover: boolean): void {}

  /** The client's state lives in it, so it stays until the server closes it. */
  onGoAway(_connection: UpstreamConnection): void {}

  /** The server speaks unasked: its client, the only one, gets the message as it is. */
  onUnexpected(connection: UpstreamConnection, message: Message): void {
    this.#clients.get(connection)?.forward(message);
  }

  onClosed(connection: UpstreamConnection): void {
    const client = this.#clients.get(connection);
    this.#clients.delete(connection);
    // After the requests in flight have got their error replies.
    client?.closeWhenDone();
  }
}
