import { createServer, type Server, type Socket } from "node:net";
import { readUint32, writeUint32 } from "@meltemi/core";
import { FixedFrameReader } from "./fixed-frame-reader.js";
import { FrameOutput } from "./frame-output.js";
import { type FrameLayout, framesOf } from "./protocol/frame-layout.js";
import type { LoadProtocol } from "./protocol/load-protocol.js";

const ANSWERS_PER_WRITE = 1024; // more than the requests in one read of 64 KiB

/** A server that answers every request frame at once, with one write for every read. */
export class Backend {
  readonly #request: FrameLayout;
  readonly #answer: FrameLayout;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor({ request, answer }: LoadProtocol) {
    this.#request = request;
    this.#answer = answer;
    this.#server = createServer({ noDelay: true }, (socket) => this.#onConnection(socket));
  }

  /** Listens on the loopback interface and returns the port; 0: the kernel picks one. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", () => {
        const address = this.#server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  }

  /** Closes the listener and every connection. */
  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #onConnection(socket: Socket): void {
    this.#sockets.add(socket);
    const asked = this.#request;
    const told = this.#answer;
    const output = new FrameOutput(socket, told.template.length, () =>
      framesOf(told, ANSWERS_PER_WRITE, 0),
    );
    const reader = new FixedFrameReader(asked.template.length, (request, from) => {
      const at = output.next();
      const answer = output.bytes;
      const connection = readUint32(request, from + asked.connectionAt);
      writeUint32(answer, at + told.idAt, readUint32(request, from + asked.idAt));
      writeUint32(answer, at + told.connectionAt, connection);
      answer[at + told.markerAt] = (request[from + asked.markerAt] as number) + 1;
    });
    socket.on("data", (bytes: Buffer) => {
      reader.read(bytes, bytes.length);
      output.flush();
    });
    // A proxy may drop its connections as it likes; what matters is told by the clients.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#sockets.delete(socket));
  }
}
