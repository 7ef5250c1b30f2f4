import { createServer, type Socket } from "node:net";
import { listen } from "./listen.js";
import { decodeGetReq, encodeGetRsp } from "./qza-body.js";
import { QzaFramer } from "./qza-framer.js";
import { encodeQzaPacket, type QzaPacket } from "./qza-packet.js";

export interface QzaServerOptions {
  /** 0: the kernel picks one. */
  readonly port: number;
  /** What every answer carries, so that a client sees which server it reached. */
  readonly label: string;
  /** @default "127.0.0.1" */
  readonly address?: string;
}

export interface QzaServer {
  readonly port: number;
  /** Requests answered so far, by sub command. */
  readonly requests: ReadonlyMap<number, number>;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * A Qza server that answers every request with its label and a running number, `ask`. A connection
 * that sends anything else is closed.
 */
export async function createQzaServer(options: QzaServerOptions): Promise<QzaServer> {
  const requests = new Map<number, number>();
  const sockets = new Set<Socket>();
  let ask = 0;

  const answer = (request: QzaPacket): Buffer => {
    decodeGetReq(request.body);
    requests.set(request.subCmd, (requests.get(request.subCmd) ?? 0) + 1);
    ask++;
    return encodeQzaPacket({
      ...request,
      rspCode: 0,
      body: encodeGetRsp({ ask, label: options.label }),
    });
  };

  const server = createServer((socket) => {
    const framer = new QzaFramer();
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("data", (chunk) => {
      try {
        for (const request of framer.push(chunk)) socket.write(answer(request));
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
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
