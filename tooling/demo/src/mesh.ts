/** A Qza server. `port` is the one that the example files name. */
export interface ServerSpec {
  readonly label: string;
  readonly port: number;
}

/** A proxy. Its configuration is `<name>.yaml` in the demo's folder; ports as in the example files. */
export interface ProxySpec {
  readonly name: string;
  readonly port: number;
  readonly adminPort: number;
}

export const SERVERS: readonly ServerSpec[] = [
  { label: "v1", port: 9001 },
  { label: "v2", port: 9002 },
];

/** The proxy that the client talks to. */
export const CLIENT_SIDE: ProxySpec = { name: "client-side", port: 8090, adminPort: 9901 };

/** In the order in which they start: whom a proxy sends requests to is there before it. */
export const PROXIES: readonly ProxySpec[] = [
  { name: "server-side-v1", port: 8091, adminPort: 9902 },
  { name: "server-side-v2", port: 8092, adminPort: 9903 },
  CLIENT_SIDE,
];

/** Every port that the example files name. */
export const EXAMPLE_PORTS: readonly number[] = [
  ...SERVERS.map((server) => server.port),
  ...PROXIES.flatMap((proxy) => [proxy.port, proxy.adminPort]),
];

/** The command that all requests carry: 0x99. */
export const CMD = 153;
