import type { MatchSpec } from "@meltemi/core";

/**
 * The proxy's configuration, complete: every default filled in, every duration in milliseconds.
 * The YAML that users write is described by the JSON Schema in schema.ts.
 */
export interface ProxyConfig {
  /** Packages that bring codecs, and packages that bring filters, by npm name or path. */
  readonly codecs: readonly string[];
  readonly filters: readonly string[];
  /** Undefined: no admin server. */
  readonly admin: AdminConfig | undefined;
  readonly listeners: readonly ListenerConfig[];
  readonly clusters: readonly ClusterConfig[];
  /** How long requests in flight may go on after SIGTERM before their clients are told "draining". */
  readonly drainTimeoutMs: number;
  readonly node: NodeConfig;
  /** Undefined: the configuration is all that there is. */
  readonly xds: XdsConfig | undefined;
}

export interface NodeConfig {
  /** Undefined: the name of the host. */
  readonly id: string | undefined;
  readonly cluster: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly addresses: readonly string[];
  /** "vip" or an IP address. */
  readonly outbound: string;
  /** "host:port" of the application, by the port under which services know it. */
  readonly inbound: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface XdsConfig {
  /** "host:port" */
  readonly address: string;
  readonly protocol: "delta" | "sotw";
  readonly routes: "meltemi" | "aeraki";
  readonly initialFetchTimeoutMs: number;
  readonly keepAliveMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly savedCopy: string | undefined;
  /** Undefined: plain text. */
  readonly tls: XdsTlsConfig | undefined;
}

export interface XdsTlsConfig {
  readonly ca: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  readonly serverName: string | undefined;
}

export interface AdminConfig {
  readonly address: string;
  readonly port: number;
}

export interface ListenerConfig {
  readonly name: string;
  readonly address: string;
  /** 0: the kernel picks one. */
  readonly port: number;
  /** Protocol or alias of a loaded codec. */
  readonly protocol: string;
  readonly filters: readonly FilterConfig[];
  readonly routes: readonly RouteConfig[];
  /** Refuse the configuration when a route names a cluster that does not exist. */
  readonly validateClusters: boolean;
  /** Milliseconds without a byte in either direction before the connection closes; 0 disables. */
  readonly idleTimeoutMs: number;
  /** Milliseconds from the first byte of a message to its last before the connection closes; 0 disables. */
  readonly headerTimeoutMs: number;
  readonly maxConnections: number;
  /** Requests of one connection that may be in flight; beyond it the proxy stops reading. */
  readonly maxRequestsPerConnection: number;
  readonly limits: LimitsConfig;
}

export interface LimitsConfig {
  readonly maxMessageBytes: number;
  readonly maxHeaderBytes: number;
  /** Bytes waiting for a socket above which the proxy stops reading what feeds it. */
  readonly bufferHighWatermarkBytes: number;
  /**
   * Bytes waiting for one peer above which no more may gather: a client's connection is closed, requests
   * for a server are answered with "overflow".
   */
  readonly bufferLimitBytes: number;
}

export interface FilterConfig {
  readonly name: string;
  /** Checked against the filter's own schema, defaults filled in. */
  readonly config: unknown;
}

export interface RouteConfig {
  readonly name: string;
  readonly match: MatchSpec;
  readonly route: readonly DestinationConfig[];
  /** Milliseconds from the decoded request to the decoded response; 0 disables. */
  readonly timeoutMs: number;
  /** Its requests expect no answer, whatever their messages say. */
  readonly oneway: boolean;
  /** What keeps requests of a kind on one endpoint, in clusters that balance by hash. Undefined: nothing. */
  readonly hashPolicy: HashPolicyConfig | undefined;
  /** Clusters that get a copy of each request and whose answers nobody sees. */
  readonly mirrors: readonly MirrorConfig[];
  readonly requestMutation: readonly MutationEntry[];
  readonly responseMutation: readonly MutationEntry[];
}

export interface MutationEntry {
  readonly key: string;
  readonly value: string;
}

/** The values that are hashed, in this order, and then the client's address. */
export interface HashPolicyConfig {
  readonly attributes: readonly string[];
  readonly sourceAddress: boolean;
}

export interface MirrorConfig {
  readonly cluster: string;
  readonly subset: string | undefined;
  /** Share of the requests that are copied, 0 to 100. */
  readonly percentage: number;
}

export interface DestinationConfig {
  readonly cluster: string;
  readonly subset: string | undefined;
  readonly weight: number;
}

/** How the endpoints of a cluster are chosen. */
export interface LoadBalancing {
  readonly loadBalancer: "round-robin" | "least-request" | "random" | "ring-hash" | "maglev";
  readonly ringHash: RingHashConfig;
  readonly maglev: MaglevConfig;
}

export interface ClusterConfig extends LoadBalancing {
  readonly name: string;
  /** static: addresses are IP addresses. dns: names, of which every address is an endpoint. */
  readonly type: "static" | "dns";
  readonly dnsRefreshMs: number;
  readonly endpoints: readonly EndpointConfig[];
  readonly subsets: readonly SubsetConfig[];
  readonly connectTimeoutMs: number;
  /** Milliseconds without a request before an upstream connection closes; 0 disables. */
  readonly idleTimeoutMs: number;
  /** Every request is answered with the error "maintenance mode". */
  readonly maintenance: boolean;
  readonly circuitBreaker: CircuitBreakerConfig;
  /**
   * Whether clients share upstream connections, told apart by request ids; otherwise each connection
   * carries one request at a time. Undefined: as the codec's correlation says.
   */
  readonly multiplexing: boolean | undefined;
  /** Upstream connections per endpoint that a codec with request ids shares among all clients. */
  readonly connectionsPerEndpoint: number;
  /** Undefined: none are sent. */
  readonly heartbeat: HeartbeatConfig | undefined;
  readonly limits: LimitsConfig;
}

export interface RingHashConfig {
  /** Places on the ring, 1 to 8388608: the more, the closer the shares of the endpoints are to their weights. */
  readonly minimumRingSize: number;
  /** Not below minimumRingSize. Very uneven weights ask for more places than the minimum. */
  readonly maximumRingSize: number;
}

export interface MaglevConfig {
  /** Slots of the table: a prime number, 2 to 5000011. */
  readonly tableSize: number;
}

export interface HeartbeatConfig {
  /** Milliseconds without a byte from the server before the proxy sends a heartbeat. */
  readonly intervalMs: number;
  /** Heartbeats without any byte in answer before the connection closes. */
  readonly maxMissed: number;
}

export interface CircuitBreakerConfig {
  readonly maxConnections: number;
  readonly maxPendingRequests: number;
  readonly maxRequests: number;
}

export interface EndpointConfig {
  readonly address: string;
  readonly port: number;
  /** Share of the requests, relative to the other endpoints: 1 to 1000000. */
  readonly weight: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface SubsetConfig {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}
