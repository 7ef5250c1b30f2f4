import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Worker } from "node:worker_threads";

/** A port of this machine on which nobody listens. */
export async function refusingPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export interface BlackHole {
  readonly port: number;
  close(): Promise<void>;
}

// It listens and never accepts, since its event loop stands still.
const LISTENER = `
  const { parentPort } = require("node:worker_threads");
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/** A port on which connects get no answer at all: its queue is full and is never emptied. */
export async function blackHole(): Promise<BlackHole> {
  const worker = new Worker(LISTENER, { eval: true });
  const [port] = (await once(worker, "message")) as [number];
  const fillers: Socket[] = [];
  // Backlog 1 holds two connections; the third connect already waits for ever.
  for (let i = 0; i < 3; i++) {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.on("error", () => {});
    fillers.push(socket);
  }
  await Promise.all(fillers.slice(0, 2).map((socket) => once(socket, "connect")));
  return {
    port,
    async close() {
      for (const socket of fillers) socket.destroy();
      await worker.terminate();
    },
  };
}
