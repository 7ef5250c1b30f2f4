import {
  choice,
  list,
  map,
  object,
  optionalObject,
  positiveDuration,
  type Schema,
  text,
} from "@meltemi/api";

const file = (what: string): Schema =>
  text(`PEM file with ${what}; relative to this file. Read again when it changes.`);

const tlsSchema: Schema = object("XdsTls", "TLS to the control plane. Left out: plain text.", {
  ca: file("the certificates to trust. Left out: those of the system"),
  certificate: file("this proxy's own certificate, for mutual TLS"),
  key: file("the key of the certificate"),
  serverName: text("Name that the control plane's certificate must have. Left out: its host."),
});

export const xdsSchema: Schema = object(
  "Xds",
  "A control plane whose listeners, clusters and routes are served beside those of this file.",
  {
    address: text("Host and port of the control plane: 127.0.0.1:15010."),
    protocol: choice(
      "How changes travel: only what changed (delta), or each type whole (sotw, state of the world).",
      ["delta", "sotw"],
      "delta",
    ),
    routes: choice(
      "Which form of routes to ask for: Meltemi's own, or Envoy's HTTP routes as Aeraki's control plane sends them.",
      ["meltemi", "aeraki"],
      "meltemi",
    ),
    initialFetchTimeout: positiveDuration(
      "How long a new listener waits for its routes, and a new cluster for its endpoints, before it is used without.",
      "15s",
    ),
    keepAlive: positiveDuration("Time without traffic before the control plane is pinged.", "30s"),
    keepAliveTimeout: positiveDuration(
      "Time in which it must answer the ping; otherwise the connection is given up.",
      "10s",
    ),
    savedCopy: text(
      "File, relative to this one, that keeps the last configuration. The proxy starts from it while the control plane is away.",
    ),
    tls: tlsSchema,
  },
  ["address"],
);

export const nodeSchema: Schema = optionalObject(
  "Node",
  "Who this proxy is, as it tells the control plane.",
  {
    id: text("Its name, unique in the mesh. Left out: the host's name."),
    cluster: {
      description: "Name of the service that it belongs to.",
      type: "string",
      default: "",
    },
    namespace: { ...text("Namespace of its workload."), default: "default" },
    labels: map("Labels of its workload, by which services select it.", {
      description: "Value of the label.",
      type: "string",
    }),
    addresses: list(
      "IP addresses of its workload, as services name them in their endpoints.",
      text("An IP address."),
    ),
    outbound: {
      ...text(
        "Where requests of the workload to other services come in: `vip`, at the address of each service; an IP address of " +
          "this machine, at the port of each service; or `none`, where it only serves.",
      ),
      default: "vip",
    },
    inbound: map(
      'Where the workload itself listens, by the port under which services know it: `"8091": 127.0.0.1:9001`. A port ' +
        "that is not here leads to the same port of 127.0.0.1.",
      text("Host and port."),
    ),
    metadata: {
      description: "More metadata, as it is.",
      type: "object",
      default: {},
    },
  },
);
