import { once } from "node:events";
import { createServer, type Server } from "node:net";

// Below the range from which kernels take the ports of outgoing connections, so that none of those can sit
// down on a port between its choice and its use.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** Ports of 127.0.0.1, all different, for what resources must name before anybody listens there. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held = new Map<number, Server>();
  while (held.size < count) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (isFree) held.set(port, server);
  }
  await Promise.all(Array.from(held.values(), (server) => once(server.close(), "close")));
  return [...held.keys()];
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}
