import {
  choice,
  count,
  duration,
  flag,
  list,
  map,
  object,
  optionalObject,
  port,
  positiveDuration,
  type Schema,
  text,
} from "@meltemi/api";
import { clusterLimitsSchema } from "./schema-limits.js";

const label: Schema = { description: "Value of the label.", type: "string" };

const endpointSchema: Schema = object(
  "Endpoint",
  "A server.",
  {
    address: text("IP address; in a cluster of type dns also a host name."),
    port: port("Port.", 1),
    weight: {
      description:
        "Share of the requests, relative to the weights of the other endpoints. Of a name that has several " +
        "addresses, each has this weight.",
      type: "integer",
      minimum: 1,
      maximum: 1_000_000,
      default: 1,
    },
    labels: map("Labels by which subsets choose endpoints.", label),
  },
  ["address", "port"],
);

const subsetSchema: Schema = object(
  "Subset",
  "A named part of a cluster, such as a version.",
  {
    name: text("Name, unique in the cluster."),
    labels: map("Labels that an endpoint must carry, all of them, to be in the subset.", label),
  },
  ["name"],
);

const ringSize = (description: string, fallback: number): Schema => ({
  description,
  type: "integer",
  minimum: 1,
  maximum: 8_388_608,
  default: fallback,
});

const ringHashSchema: Schema = optionalObject(
  "RingHash",
  "For `loadBalancer: ring-hash`. The more places the ring has, the closer the shares of the endpoints are to their " +
    "weights.",
  {
    minimumRingSize: ringSize("Places on the ring, at least.", 1024),
    maximumRingSize: ringSize(
      "Places on the ring, at most. Very uneven weights ask for more than the minimum.",
      8_388_608,
    ),
  },
);

const maglevSchema: Schema = optionalObject("Maglev", "For `loadBalancer: maglev`.", {
  tableSize: {
    description:
      "Slots of the table, a prime number: a hundred times as many as there are endpoints, or more.",
    type: "integer",
    minimum: 2,
    maximum: 5_000_011,
    default: 65_537,
  },
});

const circuitBreakerSchema: Schema = optionalObject(
  "CircuitBreaker",
  "Bounds beyond which requests are answered with an overflow error at once.",
  {
    maxConnections: count("Connections to the cluster.", 1024),
    maxPendingRequests: count("Requests that wait for a connection.", 1024),
    maxRequests: count("Requests in flight.", 65_536),
  },
);

const heartbeatSchema: Schema = object(
  "Heartbeat",
  "Heartbeats on idle upstream connections, where the codec has them. Left out: none are sent.",
  {
    interval: positiveDuration(
      "Time without a byte from the server before the proxy sends a heartbeat.",
    ),
    maxMissed: count("Heartbeats without any byte in answer before the connection closes.", 3),
  },
  ["interval"],
);

export const clusterSchema: Schema = object(
  "Cluster",
  "Servers that can answer the same requests.",
  {
    name: text("Name, unique."),
    type: choice(
      "static: endpoint addresses are IP addresses. " +
        "dns: they are host names, of which every address is an endpoint.",
      ["static", "dns"],
      "static",
    ),
    dnsRefresh: positiveDuration("Type dns: time between two look-ups of a name.", "5s"),
    loadBalancer: choice(
      "How endpoints are chosen, each in proportion to its weight. round-robin: in turn. least-request: of two " +
        "drawn at random, the one with fewer requests in flight. random: drawn anew for every request. ring-hash " +
        "and maglev: by the hash that the route's `hashPolicy` makes, so that equal requests meet the same " +
        "endpoint, and few move when an endpoint comes or goes; maglev shares them out more evenly.",
      ["round-robin", "least-request", "random", "ring-hash", "maglev"],
      "round-robin",
    ),
    ringHash: ringHashSchema,
    maglev: maglevSchema,
    endpoints: list("The servers.", endpointSchema),
    subsets: list("Named parts of the cluster that routes may choose.", subsetSchema),
    connectTimeout: positiveDuration("Time in which a connection must be made.", "5s"),
    idleTimeout: duration(
      "Time without a request before an upstream connection closes; 0s disables.",
      "1h",
    ),
    maintenance: flag('Answer every request with the error "maintenance mode".', false),
    circuitBreaker: circuitBreakerSchema,
    multiplexing: {
      description:
        "true: all clients share upstream connections, their requests told apart by ids. false: a " +
        "connection carries one request at a time. Left out: what is safe for the protocol.",
      type: "boolean",
    },
    connectionsPerEndpoint: count(
      "Upstream connections per endpoint that clients share where multiplexing is on.",
      1,
    ),
    heartbeat: heartbeatSchema,
    limits: clusterLimitsSchema,
  },
  ["name"],
);
