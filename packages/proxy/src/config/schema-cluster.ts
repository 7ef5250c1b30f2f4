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
    loadBalancer: choice("How endpoints are chosen.", ["round-robin", "random"], "round-robin"),
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
