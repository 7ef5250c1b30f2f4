import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { Peer } from "./peer.js";
import type { Protocol, Received } from "./protocol.js";
import { Watch } from "./watch.js";

/** A request that has reached the server. */
export interface Arrival {
  readonly peer: Peer;
  readonly message: Received;
  /** Answers in good form. @default the request's own payload */
  reply(payload?: Uint8Array | string): void;
}

/** A server behind the proxy that answers only as the test says. */
export class TestServer {
  readonly connections: Peer[] = [];
  /** Every request so far. */
  readonly arrivals: Arrival[] = [];
  /** Called for every request; `next` then need not be. */
  onRequest: ((arrival: Arrival) => void) | undefined;
  /** Called for every new connection, before anything is read from it. */
  onConnection: ((peer: Peer) => void) | undefined;
  readonly #server: Server;
  readonly #watch = new Watch();
  #taken = 0;

  constructor(server: Server, protocol: Protocol) {
    this.#server = server;
    server.on("connection", (socket) => {
      const peer = new Peer(socket, protocol, "server");
      this.connections.push(peer);
      peer.onMessage = (message) => {
        if (message.kind !== "request" && message.kind !== "oneway") return;
        const reply: Arrival["reply"] = (payload = message.payload) =>
          peer.send(protocol.response(message.id, payload));
        const arrival: Arrival = { peer, message, reply };
        this.arrivals.push(arrival);
        this.onRequest?.(arrival);
        this.#watch.notify();
      };
      this.onConnection?.(peer);
      this.#watch.notify();
    });
  }

  static async listen(protocol: Protocol, port: number): Promise<TestServer> {
    const server = createServer();
    const testServer = new TestServer(server, protocol);
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return testServer;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** From now on every request is answered at once with its own payload. */
  echo(): this {
    this.onRequest = (arrival) => {
      if (arrival.message.kind === "request") arrival.reply();
    };
    return this;
  }

  /** The next request, in order of arrival. */
  async next(what = "a request at the server"): Promise<Arrival> {
    await this.#watch.until(() => this.arrivals.length > this.#taken, what);
    return this.arrivals[this.#taken++] as Arrival;
  }

  async take(count: number): Promise<readonly Arrival[]> {
    const arrivals: Arrival[] = [];
    while (arrivals.length < count) {
      arrivals.push(await this.next(`request ${arrivals.length + 1} of ${count} at the server`));
    }
    return arrivals;
  }

  /** The connection that was accepted as number `index`. */
  async connection(index = 0): Promise<Peer> {
    await this.#watch.until(() => this.connections.length > index, `connection ${index}`);
    return this.connections[index] as Peer;
  }

  /** Drops the messages that have been received, for tests that measure memory. */
  forget(): void {
    this.arrivals.length = 0;
    this.#taken = 0;
    for (const peer of this.connections) peer.forget();
  }

  /** Closes the listening socket and every connection. */
  async close(): Promise<void> {
    for (const peer of this.connections) peer.socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, "close");
  }
}
