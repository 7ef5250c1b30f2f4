import { createServer, type Socket } from "node:net";
import { Framer, type Framing } from "./framer.js";
import { listen } from "./listen.js";

export interface ServerOptions {
  /** 0: the kernel picks one. */
  readonly port: number;
  /** What every answer carries, so that a client sees which server it reached. */
  readonly label: string;
  /** @default "127.0.0.1" */
  readonly address?: string;
}

export interface FrameServer {
  readonly port: number;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves a protocol of frames. A connection whose frames cannot be read is closed.
 * @param answer the bytes that answer a frame; undefined when it wants none
 */
export async function createFrameServer<Frame>(
  options: ServerOptions,
  framing: Framing<Frame>,
  answer: (frame: Frame) => Buffer | undefined,
): Promise<FrameServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const framer = new Framer(framing);
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("data", (chunk) => {
      try {
        for (const frame of framer.push(chunk)) {
          const bytes = answer(frame);
          if (bytes !== undefined) socket.write(bytes);
        }
      } catch {
        socket.destroy();
        return;
      }
      // A client that does not read its answers is not read either.
      if (socket.writableNeedDrain) {
        socket.pause();
        socket.once("drain", () => socket.resume());
      }
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });

  const port = await listen(server, options.port, options.address ?? "127.0.0.1");
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
