import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Stands before a server, or alone, and sees the connections. */
export class Relay {
  readonly address = "127.0.0.1";
  /** Connections there have been, and those there are. */
  accepted = 0;
  readonly open = new Set<Socket>();
  readonly #server: Server;

  private constructor(onConnection: (socket: Socket) => void) {
    this.#server = createServer((socket) => {
      this.accepted++;
      this.open.add(socket);
      socket.on("close", () => this.open.delete(socket));
      socket.on("error", () => {});
      onConnection(socket);
    });
  }

  static to(target: { readonly address: string; readonly port: number }): Promise<Relay> {
    return Relay.which((socket) => {
      const server = connect(target.port, target.address);
      server.on("error", () => socket.destroy());
      server.on("close", () => socket.destroy());
      socket.on("close", () => server.destroy());
      socket.pipe(server).pipe(socket);
    });
  }

  static async which(does: (socket: Socket) => void): Promise<Relay> {
    const relay = new Relay(does);
    relay.#server.listen(0, relay.address);
    await once(relay.#server, "listening");
    return relay;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  stop(): void {
    this.#server.close();
    for (const socket of this.open) socket.destroy();
  }
}
