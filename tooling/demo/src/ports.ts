import { once } from "node:events";
import { createServer, type Server } from "node:net";

/** From the port that an example file names to the one in use instead, often the same. */
export type Ports = ReadonlyMap<number, number>;

/** A number that is no port of the example stands for itself. */
export function portInUse(ports: Ports, port: number): number {
  return ports.get(port) ?? port;
}

// Below the range from which kernels take the ports of outgoing connections, so that none of those
// can sit down on a port between its choice and its use.
const LOWEST = 20_000;
const HIGHEST = 32_000;
const ATTEMPTS = 100;

/**
 * Finds a free port of 127.0.0.1 for each of the ports given, all different.
 * @param keep whether a port that is free stands for itself
 */
export async function choosePorts(wanted: readonly number[], keep: boolean): Promise<Ports> {
  const held: Server[] = [];
  const ports = new Map<number, number>();
  try {
    for (const port of wanted) {
      const server = (keep ? await hold(port) : undefined) ?? (await holdAny());
      held.push(server.server);
      ports.set(port, server.port);
    }
  } finally {
    await Promise.all(held.map((server) => once(server.close(), "close")));
  }
  return ports;
}

interface Held {
  readonly server: Server;
  readonly port: number;
}

async function holdAny(): Promise<Held> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await hold(LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST)));
    if (found !== undefined) return found;
  }
  throw new Error(`no free port between ${LOWEST} and ${HIGHEST}; end some programs that listen`);
}

async function hold(port: number): Promise<Held | undefined> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    return { server, port };
  } catch {
    return undefined;
  }
}
