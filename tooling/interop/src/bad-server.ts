import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** What happens to a client when it first sends something. */
export type Treatment = (socket: Socket) => void;

/** A server, on a port of the kernel's choice, that does not speak the protocol. */
export class BadServer {
  readonly port: number;
  readonly close: () => Promise<void>;

  private constructor(port: number, close: () => Promise<void>) {
    this.port = port;
    this.close = close;
  }

  static async start(treat: Treatment): Promise<BadServer> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => {}); // the proxy may have gone
      socket.once("data", () => treat(socket));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return new BadServer(port, async () => {
      for (const socket of sockets) socket.destroy();
      const closed = once(server, "close");
      server.close();
      await closed;
    });
  }
}
