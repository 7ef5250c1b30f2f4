import type { CodecPlugin, FilterPlugin } from "@meltemi/core";
import { createProxy, type Proxy as RunningProxy, silentLogger } from "@meltemi/proxy";
import { localRateLimit } from "@meltemi/ratelimit";

type Section = Readonly<Record<string, unknown>>;

export interface MeshOptions {
  readonly plugin: CodecPlugin;
  /** Where the server listens on loopback, or servers by the version label of their subset. */
  readonly servers: number | Readonly<Record<string, number>>;
  /** Fields of the one listener, route and cluster that differ from the defaults. */
  readonly listener?: Section;
  readonly route?: Section;
  readonly cluster?: Section;
  /** Filters of the scenario's own, besides those of the packages. */
  readonly filters?: readonly FilterPlugin[];
}

/** A proxy in front of real servers. Its listener is named "interop", its cluster "servers". */
export class Mesh {
  readonly proxy: RunningProxy;
  readonly #protocol: string;

  private constructor(proxy: RunningProxy, protocol: string) {
    this.proxy = proxy;
    this.#protocol = protocol;
  }

  static async start(options: MeshOptions): Promise<Mesh> {
    const { plugin, servers, listener, route, cluster, filters = [] } = options;
    const byVersion = typeof servers === "number" ? { "": servers } : servers;
    const versions = Object.entries(byVersion);
    const proxy = await createProxy({
      codecs: [plugin],
      filters: [localRateLimit(), ...filters],
      logger: silentLogger,
      config: {
        listeners: [
          {
            name: "interop",
            address: "127.0.0.1",
            port: 0,
            protocol: plugin.protocol,
            routes: [{ name: "all", route: [{ cluster: "servers" }], ...route }],
            ...listener,
          },
        ],
        clusters: [
          {
            name: "servers",
            endpoints: versions.map(([version, port]) => {
              return { address: "127.0.0.1", port, labels: { version } };
            }),
            subsets: versions
              .filter(([version]) => version !== "")
              .map(([version]) => ({ name: version, labels: { version } })),
            ...cluster,
          },
        ],
      },
    });
    return new Mesh(proxy, plugin.protocol);
  }

  get port(): number {
    const listener = this.proxy.listeners[0];
    if (listener === undefined) throw new Error("the proxy has no listener");
    return listener.port;
  }

  /** A statistic of the listener's messages, 0 when nothing has counted it. */
  stat(name: string): number {
    return this.proxy.stats()[`meta_protocol.${this.#protocol}.interop.${name}`] ?? 0;
  }

  clusterStat(name: string): number {
    return this.proxy.stats()[`cluster.servers.${name}`] ?? 0;
  }

  close(): Promise<void> {
    return this.proxy.close();
  }
}
