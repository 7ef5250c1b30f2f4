import { createServer, type Server, type Socket } from "node:net";
import { readUint32, writeUint32 } from "@meltemi/core";
import { FixedFrameReader } from "./fixed-frame-reader.js";
import { FrameOutput } from "./frame-output.js";
import { ANSWER_BYTES, answerFrames, ID_AT, MARKER_AT, REQUEST_BYTES, UIN_AT } from "./frames.js";

const ANSWERS_PER_WRITE = 1024; // more than the requests in one read of 64 KiB

/** A server that answers every request frame at once, with one write for every read. */
export class Backend {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor() {
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
    const output = new FrameOutput(socket, ANSWER_BYTES, () => answerFrames(ANSWERS_PER_WRITE));
    const reader = new FixedFrameReader(REQUEST_BYTES, (request, from) => {
      const at = output.next();
      const answer = output.bytes;
      writeUint32(answer, at + ID_AT, readUint32(request, from + ID_AT));
      writeUint32(answer, at + UIN_AT, readUint32(request, from + UIN_AT));
      answer[at + MARKER_AT] = (request[from + MARKER_AT] as number) + 1;
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
