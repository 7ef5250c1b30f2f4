import { duration, list, object, port, type Schema, text } from "@meltemi/api";
import { clusterSchema } from "./schema-cluster.js";
import { listenerSchema } from "./schema-listener.js";
import { nodeSchema, xdsSchema } from "./schema-xds.js";

const packages: Schema = text(
  'An npm package, such as "@meltemi/codec-qza", or a file that starts with "./" or "../".',
);

/**
 * The configuration file, as users write it: the one source of its validation, its defaults, the
 * schema that editors read and the reference in the documentation.
 */
export const configSchema: Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  ...object("Proxy", "Configuration of the Meltemi proxy.", {
    codecs: list("Packages that bring codecs.", packages),
    filters: list("Packages that bring filters.", packages),
    admin: object(
      "Admin",
      "The admin server, for statistics and health. Left out: there is none.",
      {
        address: { ...text("Address to listen on."), default: "127.0.0.1" },
        port: port("Port to listen on. 0: the kernel picks one.", 0),
      },
      ["port"],
    ),
    listeners: {
      description: "The ports that are served.",
      type: "array",
      items: listenerSchema,
    },
    clusters: list("The servers that routes lead to.", clusterSchema),
    drainTimeout: duration(
      "How long requests in flight may go on after SIGTERM before their clients are told that " +
        "the proxy is draining; 0s: none.",
      "20s",
    ),
    node: nodeSchema,
    xds: xdsSchema,
  }),
  anyOf: [{ required: ["listeners"] }, { required: ["xds"] }],
};
