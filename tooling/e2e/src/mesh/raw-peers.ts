import { Peer } from "../peer.js";
import type { Protocol } from "../protocol.js";
import { type Arrival, TestServer } from "../test-server.js";
import type { MeshClient, MeshServer } from "./mesh-protocol.js";

/** Clients and servers of a protocol that show what arrives, byte by byte. */
export interface RawPeers {
  /** Every request that has reached a server. */
  readonly arrivals: readonly Arrival[];
  /** Servers answer with their labels. */
  serve(label: string): Promise<MeshServer>;
  /** What clients ask for is the payload of their requests. */
  connect(port: number): Promise<MeshClient>;
}

export function rawPeers(protocol: Protocol): RawPeers {
  const arrivals: Arrival[] = [];
  return {
    arrivals,
    async serve(label) {
      const server = await TestServer.listen(protocol, 0);
      server.onRequest = (arrival) => {
        arrivals.push(arrival);
        arrival.reply(label);
      };
      return {
        label,
        port: server.port,
        get requests() {
          return server.arrivals.length;
        },
        close: () => server.close(),
      };
    },
    async connect(port) {
      const peer = await Peer.connect(port, protocol);
      let id = 0;
      return {
        async ask(value) {
          const { error, payload } = await peer.exchange(++id, value);
          return error ?? payload.toString();
        },
        async close() {
          peer.reset();
        },
      };
    },
  };
}
