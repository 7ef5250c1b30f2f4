import type { CodecPlugin, FilterPlugin } from "@meltemi/core";
import { createProxy, type Logger, type Proxy as RunningProxy } from "@meltemi/proxy";
import { Peer } from "./peer.js";
import type { Protocol } from "./protocol.js";
import { TestServer } from "./test-server.js";
import { eventually } from "./watch.js";

type Section = Readonly<Record<string, unknown>>;

export interface ProxyOptions {
  readonly servers?: readonly { readonly port: number }[];
  /** Fields of the one listener, route and cluster that differ from the defaults. */
  readonly listener?: Section;
  readonly route?: Section;
  readonly cluster?: Section;
  /** More clusters beside "servers". */
  readonly clusters?: readonly Section[];
  /** Fields beside listeners and clusters. */
  readonly rest?: Section;
  readonly filters?: readonly FilterPlugin[];
  /** More codecs beside the protocol's. */
  readonly codecs?: readonly CodecPlugin[];
  /** In place of DNS. */
  readonly lookup?: (name: string) => Promise<readonly string[]>;
  /** @default one that says nothing */
  readonly logger?: Logger;
}

/** A configuration with one listener "test", one route "all" and one cluster "servers". */
function configuration(protocol: Protocol, options: ProxyOptions = {}): Section {
  const { servers = [], listener, route, cluster, clusters = [], rest } = options;
  return {
    listeners: [
      {
        name: "test",
        address: "127.0.0.1",
        port: 0,
        protocol: protocol.plugin.protocol,
        filters: (options.filters ?? []).map(({ name }) => ({ name })),
        routes: [{ name: "all", route: [{ cluster: "servers" }], ...route }],
        ...listener,
      },
    ],
    clusters: [
      {
        name: "servers",
        type: "static",
        endpoints: servers.map(endpoint),
        ...(protocol.multiplexing === undefined ? {} : { multiplexing: protocol.multiplexing }),
        ...cluster,
      },
      ...clusters,
    ],
    ...rest,
  };
}

export function endpoint({ port }: { readonly port: number }): Section {
  return { address: "127.0.0.1", port };
}

/** What must be 0 again when no client is there. */
const GAUGES = [
  ".request_active",
  ".downstream_cx_active",
  ".upstream_rq_active",
  ".upstream_rq_pending_active",
];

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** Where a scenario plays: makes servers, proxies and clients and closes them at the end. */
export class Stage {
  readonly protocol: Protocol;
  readonly #cleanups: (() => unknown)[] = [];
  readonly #proxies: TestProxy[] = [];
  readonly #clients: Peer[] = [];

  constructor(protocol: Protocol) {
    this.protocol = protocol;
  }

  /** @param port where to listen; by default the kernel picks one */
  async server(port = 0): Promise<TestServer> {
    const server = await TestServer.listen(this.protocol, port);
    this.defer(() => server.close());
    return server;
  }

  async proxy(options: ProxyOptions = {}): Promise<TestProxy> {
    const { protocol } = this;
    const { codecs = [], filters = [], lookup, logger = SILENT } = options;
    const proxy = await createProxy({
      config: configuration(protocol, options),
      codecs: [protocol.plugin, ...codecs],
      filters,
      logger,
      ...(lookup === undefined ? {} : { lookup }),
    });
    this.defer(() => proxy.close());
    const testProxy = new TestProxy(proxy, protocol, options);
    this.#proxies.push(testProxy);
    return testProxy;
  }

  /** A server and a proxy in front of it. */
  async mesh(options: ProxyOptions = {}): Promise<{ server: TestServer; proxy: TestProxy }> {
    const server = await this.server();
    const proxy = await this.proxy({ servers: [server], ...options });
    return { server, proxy };
  }

  async client(proxy: TestProxy): Promise<Peer> {
    const client = await Peer.connect(proxy.port, this.protocol);
    this.#clients.push(client);
    return client;
  }

  clients(proxy: TestProxy, count: number): Promise<readonly Peer[]> {
    return Promise.all(Array.from({ length: count }, () => this.client(proxy)));
  }

  /** Runs the function at the end, last deferred first. */
  defer(cleanup: () => unknown): void {
    this.#cleanups.push(cleanup);
  }

  /** Every gauge is back at zero when the clients have gone: nothing has leaked. */
  async checkNothingLeft(): Promise<void> {
    for (const client of this.#clients) client.reset();
    for (const proxy of this.#proxies) {
      for (const gauge of GAUGES) {
        const left = () =>
          Object.entries(proxy.proxy.stats()).filter(
            ([name, value]) => name.endsWith(gauge) && value,
          );
        await eventually(() => left().length === 0, `${gauge} to be 0`);
      }
    }
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.reset();
    for (const cleanup of this.#cleanups.reverse()) await cleanup();
  }
}

/** A running proxy and what tests ask of it. */
export class TestProxy {
  readonly proxy: RunningProxy;
  readonly #protocol: Protocol;
  readonly #options: ProxyOptions;

  constructor(proxy: RunningProxy, protocol: Protocol, options: ProxyOptions) {
    this.proxy = proxy;
    this.#protocol = protocol;
    this.#options = options;
  }

  get port(): number {
    const listener = this.proxy.listeners[0];
    if (listener === undefined) throw new Error("the proxy has no listener");
    return listener.port;
  }

  /** Puts another configuration in place, given by its differences from the one at the start. */
  apply(changes: ProxyOptions): Promise<void> {
    return this.proxy.apply(configuration(this.#protocol, { ...this.#options, ...changes }));
  }

  /** A statistic of the listener's messages. 0 when nothing has counted it. */
  stat(name: string): number {
    return this.rawStat(`meta_protocol.${this.#protocol.plugin.protocol}.test.${name}`);
  }

  /** A statistic of the listener's connections. */
  listenerStat(name: string): number {
    return this.rawStat(`listener.test.${name}`);
  }

  /** A statistic of the cluster "servers". */
  clusterStat(name: string): number {
    return this.rawStat(`cluster.servers.${name}`);
  }

  rawStat(name: string): number {
    return this.proxy.stats()[name] ?? 0;
  }
}
