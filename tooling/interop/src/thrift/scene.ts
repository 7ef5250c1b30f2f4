import { thrift } from "@meltemi/codec-thrift";
import { Mesh, type MeshOptions } from "../mesh.js";
import { Tap } from "../tap.js";
import { ThriftClient } from "./client.js";
import type { Dialect } from "./dialect.js";
import type { Pair, Peer } from "./peers.js";
import { ThriftServer } from "./server.js";

export type ProxyOptions = Omit<MeshOptions, "plugin" | "servers">;

/** A client, a tap, the proxy, a tap and a server, in one dialect. */
export interface Chain {
  readonly dialect: Dialect;
  readonly server: ThriftServer;
  /** Between the proxy and the server. */
  readonly back: Tap;
  readonly mesh: Mesh;
  /** Between the client and the proxy. */
  readonly front: Tap;
  /** Connected through all of that. */
  readonly client: ThriftClient;
}

/** Where a scenario plays: makes what it needs and closes it at the end. */
export class Scene {
  readonly #cleanups: (() => Promise<void>)[] = [];

  static async play<T>(run: (scene: Scene) => Promise<T>): Promise<T> {
    const scene = new Scene();
    try {
      return await run(scene);
    } finally {
      for (const cleanup of scene.#cleanups.reverse()) await cleanup();
    }
  }

  /** Runs it at the end, before what was made earlier is closed. */
  defer(cleanup: () => Promise<void>): void {
    this.#cleanups.push(cleanup);
  }

  server(peer: Peer, dialect: Dialect | "any", name = "server"): Promise<ThriftServer> {
    return ThriftServer.listen(peer.servers, name, dialect);
  }

  async tap(port: number): Promise<Tap> {
    const tap = await Tap.to(port);
    this.defer(() => tap.close());
    return tap;
  }

  async mesh(servers: MeshOptions["servers"], options: ProxyOptions = {}): Promise<Mesh> {
    const mesh = await Mesh.start({ plugin: thrift(), servers, ...options });
    this.defer(() => mesh.close());
    return mesh;
  }

  async client(
    peer: Peer,
    port: number,
    dialect: Dialect,
    service?: string,
  ): Promise<ThriftClient> {
    const client = await ThriftClient.connect(peer.clients, port, dialect, service);
    this.defer(() => client.close());
    return client;
  }

  /** @param upstream port of what stands in for the server */
  async chain(
    pair: Pair,
    dialect: Dialect,
    options: ProxyOptions = {},
    upstream?: number,
  ): Promise<Chain> {
    const server = await this.server(pair.server, dialect);
    const back = await this.tap(upstream ?? server.port);
    const mesh = await this.mesh(back.port, options);
    const front = await this.tap(mesh.port);
    const client = await this.client(pair.client, front.port, dialect);
    return { dialect, server, back, mesh, front, client };
  }
}
