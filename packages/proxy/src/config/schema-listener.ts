import {
  count,
  duration,
  flag,
  list,
  matchSchema,
  object,
  port,
  type Schema,
  text,
} from "@meltemi/api";
import { listenerLimitsSchema } from "./schema-limits.js";

const mutationSchema: Schema = object(
  "Mutation",
  "An attribute to set. What a key means is the codec's business.",
  {
    key: text("Attribute to set."),
    value: { description: "Its new value.", type: "string" },
  },
  ["key", "value"],
);

const destinationSchema: Schema = object(
  "Destination",
  "Where a share of a route's requests goes.",
  {
    cluster: text("Name of a cluster."),
    subset: text("Name of one of the cluster's subsets. Left out: all endpoints."),
    weight: {
      description: "Share of the requests, relative to the sum of all weights of the route.",
      type: "integer",
      minimum: 0,
      maximum: 1_000_000,
      default: 1,
    },
  },
  ["cluster"],
);

const hashPolicySchema: Schema = object(
  "HashPolicy",
  "What of a request is hashed, for clusters whose load balancer is ring-hash or maglev. Requests of which all of it " +
    "is equal go to the same endpoint. Left out, or where a request has none of it: any endpoint.",
  {
    attributes: list(
      "Attributes whose values are hashed, in this order. One that a request lacks counts as an empty text.",
      text("An attribute. Case makes no difference."),
    ),
    sourceAddress: flag("The IP address of the client is hashed too.", false),
  },
);

const mirrorSchema: Schema = object(
  "Mirror",
  "A cluster that gets copies of requests. What it answers, or fails to, is counted and nobody else learns of it.",
  {
    cluster: text("Name of a cluster."),
    subset: text("Name of one of the cluster's subsets. Left out: all endpoints."),
    percentage: {
      description: "Share of the requests that are copied, in percent.",
      type: "number",
      minimum: 0,
      maximum: 100,
      default: 100,
    },
  },
  ["cluster"],
);

const routeSchema: Schema = object(
  "Route",
  "Requests that match go to the route's clusters. The first route that matches is taken.",
  {
    name: text("Name in statistics and logs, unique in the listener."),
    match: { ...matchSchema, default: {} },
    route: {
      description: "Destinations, one of which is drawn by weight for each request.",
      type: "array",
      minItems: 1,
      items: destinationSchema,
    },
    timeout: duration(
      "Longest time from the decoded request to the decoded response; 0s disables.",
      "15s",
    ),
    oneway: flag(
      "Requests of this route expect no answer, whatever their messages say. For clients that send oneway " +
        "calls as ordinary ones, such as Thrift's for Go.",
      false,
    ),
    hashPolicy: hashPolicySchema,
    mirrors: list(
      "Clusters that get a copy of each request once it has been sent, with its mutations.",
      mirrorSchema,
    ),
    requestMutation: list("Attributes to set in requests.", mutationSchema),
    responseMutation: list("Attributes to set in responses.", mutationSchema),
  },
  ["name", "route"],
);

const filterSchema: Schema = object(
  "Filter",
  "A layer-7 filter of a loaded package.",
  {
    name: text("Name or alias of the filter."),
    config: {
      description: "Configuration of the filter, checked against the filter's own schema.",
      default: {},
    },
  },
  ["name"],
);

export const listenerSchema: Schema = object(
  "Listener",
  "A port on which clients of one protocol are served.",
  {
    name: text("Name in statistics and logs, unique."),
    address: {
      ...text("Address to listen on. 0.0.0.0 and :: stand for all."),
      default: "0.0.0.0",
    },
    port: port("Port to listen on. 0: the kernel picks one.", 0),
    protocol: text("Protocol or alias of a loaded codec."),
    filters: list("Filters, in the order in which they see requests.", filterSchema),
    routes: list("Routes, in the order in which they are tried.", routeSchema),
    validateClusters: flag(
      "Refuse the configuration when a route names a cluster or subset that does not exist. " +
        "Otherwise requests of such a route are answered with an error.",
      true,
    ),
    idleTimeout: duration(
      "Time without a byte in either direction before a connection closes; 0s disables.",
      "1h",
    ),
    headerTimeout: duration(
      "Time from the first byte of a message to its last before a connection closes; 0s disables.",
      "10s",
    ),
    maxConnections: count("Client connections at once; beyond it new ones are closed.", 10_000),
    maxRequestsPerConnection: count(
      "Requests of one connection that may be in flight; beyond it the proxy stops reading.",
      1024,
    ),
    limits: listenerLimitsSchema,
  },
  ["name", "port", "protocol"],
);
