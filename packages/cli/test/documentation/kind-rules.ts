import type { Kind } from "@meltemi/api";

/** Something that is checked beyond the types of the fields, in words, and what breaks it. */
export interface Rule {
  readonly text: string;
  /** Specs; of a kind without one, fields of the whole. Each breaks the rule and no other. */
  readonly broken: readonly object[];
}

export interface KindRules {
  /** What the control plane makes of the kind. Markdown. */
  readonly notes: readonly string[];
  /** A resource that breaks one of them is refused. */
  readonly refused: readonly Rule[];
  /** A resource that breaks one of them is accepted, with a warning. */
  readonly warned: readonly Rule[];
}

const HOST = "orders.shop.svc.cluster.local";
const to = (fields: object = {}) => ({ destination: { host: HOST, ...fields } });
const router = (route: object, spec: object = {}) => ({
  hosts: [HOST],
  routes: [{ route: [to()], ...route }],
  ...spec,
});
const matching = (attributes: object) => router({ match: { attributes } });
const bucket = (fields: object = {}) => ({
  tokenBucket: { fillInterval: "1s", maxTokens: 1, ...fields },
});
const globalLimit = {
  domain: "d",
  rateLimitService: "outbound|8081||rls.infra.svc.cluster.local",
  descriptors: [{ property: "method", descriptorKey: "method" }],
};
const PORT = { number: 9090, name: "tcp-metaprotocol-dubbo" };
const entry = (spec: object) => ({
  hosts: [HOST],
  resolution: "STATIC",
  ports: [PORT],
  endpoints: [{ address: "10.0.0.1" }],
  ...spec,
});
const rule = (spec: object) => ({ host: HOST, ...spec });
const balanced = (loadBalancer: object) => rule({ trafficPolicy: { loadBalancer } });
const tcp = (route: object) => ({ hosts: [HOST], tcp: [{ route: [to()], ...route }] });
const server = (fields: object) => ({ port: PORT, hosts: ["*"], ...fields });
const gateway = (...servers: readonly object[]) => ({ selector: { app: "edge" }, servers });
const slice = (fields: object) => ({
  metadata: { name: "orders-1", labels: { "kubernetes.io/service-name": "orders" } },
  addressType: "IPv4",
  endpoints: [{ addresses: ["10.0.0.1"] }],
  ...fields,
});

const HOST_NAME =
  "is a host name: labels of letters, digits and `-` with dots between, the last not all digits";
const WEIGHTS: Rule = {
  text: "Several destinations have weights that add up to 100.",
  broken: [
    router({ route: [to(), to()] }),
    router({
      route: [
        { ...to(), weight: 50 },
        { ...to(), weight: 60 },
      ],
    }),
  ],
};

export const KIND_RULES: Readonly<Record<Kind, KindRules>> = {
  MetaRouter: {
    notes: [
      "Routes count where requests come from: at the proxies beside clients, and at `gateways`. Limits count at the proxies in front of the hosts.",
      "A router without `routes` leaves the default route: every request goes to the host that is called.",
      "A route without `timeout` has 15s.",
      "`retries` and `fault` are accepted and sent; proxies do not act on them yet, and say so in their log.",
      '`{}` and `null` in the place of a StringMatch mean that the attribute is present, and so does `exact: ""`.',
    ],
    refused: [
      { text: "It has routes, a local or a global limit.", broken: [{ hosts: [HOST] }] },
      {
        text: `Each of \`hosts\` ${HOST_NAME}. It is no pattern, and there only once.`,
        broken: [
          router({}, { hosts: ["*.shop"] }),
          router({}, { hosts: ["a_b"] }),
          router({}, { hosts: [HOST, HOST] }),
        ],
      },
      {
        text: "`gateways` are `namespace/name` or `name`.",
        broken: [router({}, { gateways: ["a/b/c"] })],
      },
      {
        text: "`exportTo` has each namespace once, or `*` alone; `~` is none of them.",
        broken: [
          router({}, { exportTo: [".", "shop"] }),
          router({}, { exportTo: ["*", "."] }),
          router({}, { exportTo: ["~"] }),
          router({}, { exportTo: ["Shop"] }),
        ],
      },
      WEIGHTS,
      {
        text: "A destination and a mirror have a host name, and as `subset` a label: lower-case letters, digits and `-`.",
        broken: [
          router({ route: [to({ host: "*" })] }),
          router({ route: [to({ subset: "V1" })] }),
          router({ mirror: { host: "a..b" } }),
        ],
      },
      {
        text: "Names of attributes are not empty, and differ by more than case.",
        broken: [
          matching({ "": { exact: "a" } }),
          matching({ Method: { exact: "a" }, method: { exact: "a" } }),
        ],
      },
      {
        text: "A StringMatch has exactly one match type.",
        broken: [
          matching({ a: { exact: "a", prefix: "a" } }),
          matching({ a: { ignoreCase: true } }),
        ],
      },
      {
        text: "`regex` is in the syntax of RE2: no look-around, no back-references.",
        broken: [matching({ a: { regex: "(?=a)" } }), matching({ a: { regex: "(" } })],
      },
      {
        text: "`range` has an `end` above its `start`; both are integers.",
        broken: [matching({ a: { range: { start: 5, end: 5 } } })],
      },
      {
        text: "`mirrorPercentage` goes with a `mirror`, and is above 0.",
        broken: [
          router({ mirrorPercentage: { value: 5 } }),
          router({ mirror: { host: HOST }, mirrorPercentage: { value: 0 } }),
        ],
      },
      {
        text: "An entry of `hashPolicy` has an `attribute` or `sourceIp: true`.",
        broken: [
          router({ hashPolicy: [{ attribute: "a", sourceIp: true }] }),
          router({ hashPolicy: [{ sourceIp: false }] }),
        ],
      },
      { text: "`fault` has a delay or an abort.", broken: [router({ fault: {} })] },
      {
        text: "`localRateLimit` has a `tokenBucket` or `conditions`, and no `fillInterval` below 50ms.",
        broken: [
          router({}, { localRateLimit: {} }),
          router({}, { localRateLimit: bucket({ fillInterval: "49ms" }) }),
        ],
      },
    ],
    warned: [
      {
        text: "A route that takes every request is the last.",
        broken: [router({}, { routes: [{ route: [to()] }, { route: [to()] }] })],
      },
      {
        text: "A condition that matches every request is the last, and there is no `tokenBucket` beside it.",
        broken: [
          router({}, { localRateLimit: { ...bucket(), conditions: [{ match: {}, ...bucket() }] } }),
        ],
      },
      {
        text: "`mesh` is not among the `gateways`: a router is for the mesh in any case.",
        broken: [router({}, { gateways: ["mesh"] })],
      },
      {
        text: "`rateLimitService` is the name of a service's cluster: `outbound|PORT|SUBSET|HOST`.",
        broken: [router({}, { globalRateLimit: { ...globalLimit, rateLimitService: "rls" } })],
      },
    ],
  },
  ApplicationProtocol: {
    notes: [
      "`dubbo`, `qza` and `thrift` are there without one: their codecs are `aeraki.meta_protocol.codec.` and the name. A resource for one of them replaces that.",
      "The codec must be loaded in the proxies. A proxy that does not have it refuses the listener.",
    ],
    refused: [
      {
        text: "`protocol` has no `-`, since the names of ports are cut there.",
        broken: [{ protocol: "a-b", codec: "c" }],
      },
    ],
    warned: [],
  },
  ServiceEntry: {
    notes: [
      "Every port has a cluster; a port named `tcp-metaprotocol-PROTOCOL` also has listeners and routes.",
      "Without `addresses`, and with another resolution than NONE, it is given an address in 240.240.0.0/16.",
      "The annotation `workloadSelector` chooses the proxies in front of it where there is no `spec.workloadSelector`: `orders` means the label `app: orders`, `tier:orders` the label `tier: orders`.",
      "`location`, and of endpoints `serviceAccount` and `network`, make no difference.",
    ],
    refused: [
      {
        text: `Each of \`hosts\` ${HOST_NAME}, or a pattern such as \`*.example.com\` where nothing has to be looked up.`,
        broken: [
          entry({ hosts: ["a_b"] }),
          entry({ hosts: ["*.example.com"], resolution: "DNS", endpoints: [] }),
        ],
      },
      {
        text: "`addresses` are IP addresses or blocks of them.",
        broken: [entry({ addresses: ["orders"] })],
      },
      {
        text: "Ports differ in name and number, and a name that begins as `tcp-metaprotocol` goes on with a protocol.",
        broken: [
          entry({ ports: [PORT, { ...PORT, number: 9091 }] }),
          entry({ ports: [PORT, { ...PORT, name: "tcp" }] }),
          entry({ ports: [{ ...PORT, name: "tcp-metaprotocol" }] }),
        ],
      },
      {
        text: "Instances are in `endpoints` or chosen by `workloadSelector`, not both, and not listed where `resolution` is NONE.",
        broken: [
          entry({ workloadSelector: { labels: { app: "a" } } }),
          entry({ resolution: "NONE" }),
        ],
      },
      {
        text: "An endpoint has an IP address, or with resolution DNS a host name; Unix sockets are not supported.",
        broken: [
          entry({ endpoints: [{ address: "a.example.com" }] }),
          entry({ endpoints: [{ address: "unix:///a" }] }),
        ],
      },
      {
        text: "`ports` of an endpoint have the names of the service's ports.",
        broken: [entry({ endpoints: [{ address: "10.0.0.1", ports: { http: 80 } }] })],
      },
    ],
    warned: [
      {
        text: "There are endpoints, or a `workloadSelector`, where `resolution` is STATIC.",
        broken: [entry({ endpoints: [] })],
      },
    ],
  },
  WorkloadEntry: {
    notes: [
      "It counts where the `workloadSelector` of a ServiceEntry of its namespace matches its `labels`.",
    ],
    refused: [
      {
        text: "`address` is an IP address or a host name; Unix sockets are not supported.",
        broken: [{ address: "unix:///a" }, { address: "a_b" }],
      },
    ],
    warned: [],
  },
  DestinationRule: {
    notes: [
      "`trafficPolicy` of a subset replaces each of the four parts `loadBalancer`, `connectionPool`, `outlierDetection` and `tls` that it has, and keeps the others. `portLevelSettings` for a port replace all four.",
      "Where there is a `connectionPool`, what it leaves out has no bound; where there is none, the proxy's own bounds hold.",
      "Not acted on yet: `outlierDetection`, `tls`, `localityLbSetting`, `warmupDurationSecs`, `maxRetries`, `maxRequestsPerConnection`, `tcpKeepalive`, `exportTo`, `workloadSelector`; PASSTHROUGH is taken for ROUND_ROBIN.",
    ],
    refused: [
      {
        text: `\`host\` ${HOST_NAME}.`,
        broken: [{ host: "a_b" }],
      },
      {
        text: "Names of subsets are labels (lower-case letters, digits and `-`), each once.",
        broken: [
          rule({ subsets: [{ name: "V1" }] }),
          rule({ subsets: [{ name: "v1" }, { name: "v1" }] }),
        ],
      },
      {
        text: "`loadBalancer` has `simple` or `consistentHash`.",
        broken: [balanced({ simple: "RANDOM", consistentHash: { useSourceIp: true } })],
      },
      {
        text: "`consistentHash` hashes one thing: an `attribute` (or `httpHeaderName`, its name in Istio), or the source address; with a ring or a Maglev table.",
        broken: [
          balanced({ consistentHash: {} }),
          balanced({ consistentHash: { attribute: "a", useSourceIp: true } }),
          balanced({ consistentHash: { attribute: "a", ringHash: {}, maglev: {} } }),
        ],
      },
      {
        text: "`tls` of mode MUTUAL has a certificate and its key.",
        broken: [rule({ trafficPolicy: { tls: { mode: "MUTUAL" } } })],
      },
    ],
    warned: [
      {
        text: "`host` is one host, not a pattern.",
        broken: [{ host: "*.example.com" }],
      },
    ],
  },
  VirtualService: {
    notes: [
      "It is read and checked, and makes no difference yet: requests are routed by MetaRouters.",
    ],
    refused: [
      {
        text: "`hosts` are host names, patterns of them, or addresses.",
        broken: [{ hosts: ["a_b"] }],
      },
      {
        text: "Several destinations have weights that add up to 100.",
        broken: [tcp({ route: [to(), to()] })],
      },
      {
        text: "`destinationSubnets` are IP addresses or blocks of them.",
        broken: [tcp({ match: [{ destinationSubnets: ["a"] }] })],
      },
    ],
    warned: [],
  },
  Gateway: {
    notes: [
      "It opens the ports that a MetaRouter with this gateway among its `gateways` leads somewhere: the port that one of its destinations names, or the only one.",
      "A port with `tls` stays closed: proxies have no TLS with clients yet. `hosts` make no difference.",
    ],
    refused: [
      {
        text: "Names of ports differ, and one that begins as `tcp-metaprotocol` goes on with a protocol.",
        broken: [
          gateway(server({}), server({})),
          gateway(server({ port: { number: 1, name: "tcp-metaprotocol" } })),
        ],
      },
      { text: "`bind` is an IP address.", broken: [gateway(server({ bind: "localhost" }))] },
      {
        text: "`hosts` are `host`, `namespace/host` or `*`.",
        broken: [gateway(server({ hosts: ["a/b/c"] }))],
      },
    ],
    warned: [
      {
        text: "`selector` has labels.",
        broken: [{ selector: {}, servers: [server({})] }],
      },
    ],
  },
  Service: {
    notes: [
      "Its host is `NAME.NAMESPACE.svc.cluster.local`, or ends with what `--domain` says. Its instances are in the EndpointSlices with its name in the label `kubernetes.io/service-name`.",
      "The annotation `networking.istio.io/exportTo` says which namespaces see it.",
    ],
    refused: [
      {
        text: "Of several ports each has a name; names and numbers differ.",
        broken: [
          { ports: [{ port: 1 }, { name: "b", port: 2 }] },
          {
            ports: [
              { name: "a", port: 1 },
              { name: "b", port: 1 },
            ],
          },
        ],
      },
      {
        text: "`targetPort` is a port from 1 to 65535, or a name.",
        broken: [{ ports: [{ port: 1, targetPort: 0 }] }],
      },
      {
        text: "`clusterIP` and `clusterIPs` are IP addresses or None.",
        broken: [{ clusterIP: "a" }, { clusterIPs: ["a"] }],
      },
      {
        text: "Type ExternalName has an `externalName`, which is a host name.",
        broken: [{ type: "ExternalName" }, { type: "ExternalName", externalName: "a_b" }],
      },
    ],
    warned: [],
  },
  EndpointSlice: {
    notes: [
      "Its labels are those of its endpoints, but for those of Kubernetes itself: with `version: v1` they are in the subset of that label.",
      "Endpoints that are not ready get no requests, unless `publishNotReadyAddresses` of the Service says so. Slices of addressType FQDN are passed over.",
    ],
    refused: [
      {
        text: "`addresses` are of the `addressType`.",
        broken: [
          slice({ addressType: "IPv6" }),
          slice({ addressType: "FQDN", endpoints: [{ addresses: ["a_b"] }] }),
        ],
      },
    ],
    warned: [
      {
        text: "The label `kubernetes.io/service-name` says whose instances they are.",
        broken: [slice({ metadata: { name: "orders-1" } })],
      },
    ],
  },
};
