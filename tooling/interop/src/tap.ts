import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** What one connection has carried so far. */
export interface Wire {
  readonly sent: Buffer[];
  readonly received: Buffer[];
}

/** Stands between two peers, passes every byte on, and keeps it. */
export class Tap {
  /** In the order in which they were made. */
  readonly wires: Wire[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Listens on a port of the kernel's choice and connects each client to `target` on loopback. */
  static async to(target: number): Promise<Tap> {
    const server = createServer();
    const tap = new Tap(server);
    server.on("connection", (client) => tap.#relay(client, target));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return tap;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Everything clients have sent, connection after connection. */
  get sent(): Buffer {
    return Buffer.concat(this.wires.flatMap((wire) => wire.sent));
  }

  get received(): Buffer {
    return Buffer.concat(this.wires.flatMap((wire) => wire.received));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const closed = once(this.#server, "close");
    this.#server.close();
    await closed;
  }

  #relay(client: Socket, target: number): void {
    const server = connect(target, "127.0.0.1");
    const wire: Wire = { sent: [], received: [] };
    this.wires.push(wire);
    this.#pass(client, server, wire.sent);
    this.#pass(server, client, wire.received);
  }

  #pass(from: Socket, to: Socket, kept: Buffer[]): void {
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.on("data", (bytes: Buffer) => {
      kept.push(bytes);
      to.write(bytes);
    });
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => this.#sockets.delete(from));
  }
}
