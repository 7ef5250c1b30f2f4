import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { CodecPlugin } from "@meltemi/core";
import type { ListenerConfig } from "../config/config.js";
import {
  type ConnectionListener,
  DownstreamConnection,
} from "../connection/downstream-connection.js";
import type { Worker } from "../worker/worker.js";
import type { ListenerTable } from "./listener-table.js";

let lastConnectionId = 0;

/** A listening socket with the connections that came in through it. */
export class Listener implements ConnectionListener {
  readonly name: string;
  readonly plugin: CodecPlugin;
  /** The newest configuration: the next request uses it. */
  table: ListenerTable;

  readonly #worker: Worker;
  readonly #server: Server;
  readonly #connections = new Set<DownstreamConnection>();
  /** Accepted before there was a table for them. */
  #early: Socket[] | undefined = [];
  #draining = false;
  #whenEmpty: (() => void) | undefined;

  constructor(worker: Worker, table: ListenerTable) {
    this.name = table.config.name;
    this.plugin = table.plugin;
    this.table = table;
    this.#worker = worker;
    // Half-open: a client may end its side and still read its answers.
    const options = { pauseOnConnect: true, noDelay: true, allowHalfOpen: true };
    this.#server = createServer(options, (accepted) => this.#accept(accepted));
  }

  /** Whether this listener, with another table, is what that configuration asks for. */
  serves(config: ListenerConfig, plugin: CodecPlugin | undefined): boolean {
    const { address, port } = this.table.config;
    return plugin === this.plugin && address === config.address && port === config.port;
  }

  /** Binds the address. Connections wait until `startAccepting`. @throws the error of listen(2) */
  async listen(): Promise<void> {
    const { address, port } = this.table.config;
    const listening = once(this.#server, "listening");
    this.#server.listen({ host: address, port });
    await listening;
    // EMFILE and the like: the socket stays, and later connections are accepted again.
    this.#server.on("error", (error) => {
      this.#worker.logger.error("accept failed", { listener: this.name, error: String(error) });
    });
  }

  /** The table is the right one now: clients are served. */
  startAccepting(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const accepted of early) this.#accept(accepted);
  }

  get address(): { readonly address: string; readonly port: number } {
    const bound = this.#server.address();
    return typeof bound === "object" && bound !== null
      ? { address: bound.address, port: bound.port }
      : { address: this.table.config.address, port: this.table.config.port };
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** Swaps the configuration. Connections stay; requests in flight end with the old one. */
  setTable(table: ListenerTable): void {
    const old = this.table;
    this.table = table;
    old.retire();
  }

  onConnected(connection: DownstreamConnection): void {
    this.#connections.add(connection);
    this.table.stats.connectionsTotal.inc();
    this.table.stats.connectionsActive.inc();
  }

  onDisconnected(connection: DownstreamConnection): void {
    if (!this.#connections.delete(connection)) return;
    this.table.stats.connectionsActive.dec();
    this.table.stats.connectionsDestroyed.inc();
    if (this.#connections.size === 0) this.#whenEmpty?.();
  }

  /**
   * Accepts no more, closes each connection once it has no request in flight, and all of them after
   * `timeoutMs`, with an error reply to what is then still unanswered.
   */
  async drain(timeoutMs: number, expire: () => void): Promise<void> {
    this.stopAccepting();
    this.#draining = true;
    for (const connection of this.#connections) connection.drain();
    if (this.#connections.size > 0) {
      const empty = new Promise<void>((resolve) => {
        this.#whenEmpty = resolve;
      });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timeoutMs);
      });
      await Promise.race([empty, late]);
      clearTimeout(timer);
      if (this.#connections.size > 0) {
        expire();
        for (const connection of this.#connections) connection.closeWhenDone();
        // They end as soon as the error replies have left, or after a second at most.
        await empty;
      }
    }
    this.table.retire();
  }

  stopAccepting(): void {
    this.#server.close();
  }

  destroy(): void {
    this.stopAccepting();
    for (const accepted of this.#early ?? []) accepted.destroy();
    for (const connection of this.#connections) connection.destroy();
    this.table.retire();
  }

  #accept(accepted: Socket): void {
    if (this.#early !== undefined) {
      this.#early.push(accepted);
      return;
    }
    const { config, stats } = this.table;
    this.#worker.loop.tick();
    if (this.#connections.size >= config.maxConnections) {
      stats.connectionOverflow.inc();
      accepted.destroy();
      return;
    }
    DownstreamConnection.accept(this.#worker, this, ++lastConnectionId, accepted);
    if (this.#draining) for (const connection of this.#connections) connection.drain();
  }
}
