import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Stands between a client and a server on this machine, as a network does that can fail without a word. */
export class Relay {
  /** Connections that there have been. */
  accepted = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Connections of before are dead: their bytes go nowhere. */
  #generation = 0;

  private constructor(target: number) {
    this.#server = createServer((client) => {
      this.accepted++;
      const generation = this.#generation;
      const server = connect(target, "127.0.0.1");
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#sockets.add(from);
        from.on("data", (bytes) => {
          if (generation === this.#generation) to.write(bytes);
        });
        from.on("error", () => {});
        from.on("close", () => {
          this.#sockets.delete(from);
          if (generation === this.#generation) to.destroy();
        });
      }
    });
  }

  static async to(target: number): Promise<Relay> {
    const relay = new Relay(target);
    relay.#server.listen(0, "127.0.0.1");
    await once(relay.#server, "listening");
    return relay;
  }

  /** Host and port. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on nothing gets through on the connections that there are; new ones work. */
  cutSilently(): void {
    this.#generation++;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server.close(), "close");
  }
}
