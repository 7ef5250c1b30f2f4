import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { CodecPlugin } from "@meltemi/core";
import type { ListenerConfig } from "../config/config.js";
import {
  type ConnectionListener,
  DownstreamConnection,
} from "../connection/downstream-connection.js";
import { errorStack } from "../error-text.js";
import type { Worker } from "../worker/worker.js";
import type { ListenerTable } from "./listener-table.js";
import { RefusalLog } from "./refusal-log.js";

let lastConnectionId = 0;

/** A listening socket with the connections that came in through it. */
export class Listener implements ConnectionListener {
  readonly name: string;
  readonly plugin: CodecPlugin;
  /** The newest configuration: the next request uses it. */
  table: ListenerTable;
  readonly refusals: RefusalLog;

  readonly #worker: Worker;
  #server: Server | undefined;
  /** Asked for once: it costs a system call. */
  #bound: { readonly address: string; readonly port: number } | undefined;
  /** Whose server this listener takes over when it starts to accept. */
  #predecessor: Listener | undefined;
  readonly #connections = new Set<DownstreamConnection>();
  /** Accepted before there was a table for them. */
  #early: Socket[] | undefined = [];
  #draining = false;
  #whenEmpty: (() => void) | undefined;

  /** @param predecessor one that leaves the very address that this one is to have */
  constructor(worker: Worker, table: ListenerTable, predecessor?: Listener) {
    this.name = table.config.name;
    this.plugin = table.plugin;
    this.table = table;
    this.refusals = new RefusalLog(worker.logger);
    this.#worker = worker;
    this.#predecessor = predecessor;
  }

  /** Whether this listener, with another table, is what that configuration asks for. */
  serves(config: ListenerConfig, plugin: CodecPlugin | undefined): boolean {
    const { address, port } = this.table.config;
    return plugin === this.plugin && address === config.address && port === config.port;
  }

  /** Whether that configuration asks for the very address that this listener is bound to. */
  holds(config: ListenerConfig): boolean {
    const { address, port } = this.table.config;
    return port !== 0 && port === config.port && address === config.address;
  }

  /**
   * Binds the address, unless there is a predecessor. Connections wait until `startAccepting`.
   * @throws the error of listen(2)
   */
  async listen(): Promise<void> {
    if (this.#predecessor !== undefined) return;
    const { address, port } = this.table.config;
    // Half-open: a client may end its side and still read its answers.
    const server = createServer({ pauseOnConnect: true, noDelay: true, allowHalfOpen: true });
    const listening = once(server, "listening");
    server.listen({ host: address, port });
    await listening;
    this.#own(server);
  }

  /** The table is the right one now: clients are served. */
  startAccepting(): void {
    if (this.#predecessor !== undefined) {
      const server = this.#predecessor.#server;
      this.#predecessor.#server = undefined;
      this.#predecessor = undefined;
      if (server !== undefined) this.#own(server);
    }
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const accepted of early) this.#accept(accepted);
  }

  get address(): { readonly address: string; readonly port: number } {
    const { address, port } = this.table.config;
    return this.#bound ?? { address, port };
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
  async drain(
    timeoutMs: number,
    expire: (connections: ReadonlySet<DownstreamConnection>) => void,
  ): Promise<void> {
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
        expire(this.#connections);
        for (const connection of this.#connections) connection.closeSoon();
        // They end as soon as the error replies have left, or after a second at most.
        await empty;
      }
    }
    this.table.retire();
  }

  stopAccepting(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  destroy(): void {
    this.stopAccepting();
    for (const accepted of this.#early ?? []) accepted.destroy();
    for (const connection of this.#connections) connection.destroy();
    this.table.retire();
  }

  #own(server: Server): void {
    this.#server = server;
    const bound = server.address();
    if (typeof bound === "object" && bound !== null) {
      this.#bound = { address: bound.address, port: bound.port };
    }
    server.removeAllListeners("connection").on("connection", (socket) => this.#accept(socket));
    // EMFILE and the like: the socket stays, and later connections are accepted again.
    server.removeAllListeners("error").on("error", (error) => {
      this.#worker.logger.error("accept failed", { listener: this.name, error: String(error) });
    });
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
    try {
      DownstreamConnection.accept(this.#worker, this, ++lastConnectionId, accepted);
    } catch (error) {
      const fields = { listener: this.name, error: errorStack(error) };
      this.#worker.logger.error("codec failed, connection refused", fields);
      accepted.destroy();
    }
    if (this.#draining) for (const connection of this.#connections) connection.drain();
  }
}
