import { count, optionalObject, type Schema } from "@meltemi/api";

/** Of a listener, for what clients send and read. */
export const listenerLimitsSchema: Schema = limits(
  "Limits",
  count("Bytes waiting for one client above which its connection is closed.", 16 << 20),
);

/** Of a cluster, for what servers send and read. */
export const clusterLimitsSchema: Schema = limits(
  "ClusterLimits",
  count(
    "Bytes waiting for one server above which further requests are answered with `overflow`.",
    64 << 20, // of all clients together, where they share the connection
  ),
);

function limits(title: string, bufferLimitBytes: Schema): Schema {
  return optionalObject(title, "Bounds on memory.", {
    maxMessageBytes: count("Largest message in bytes, header included.", 4 << 20),
    maxHeaderBytes: count(
      "Bytes within which a codec must be able to tell a message's size.",
      64 << 10,
    ),
    bufferHighWatermarkBytes: count(
      "Bytes waiting for a socket above which the proxy stops reading what feeds it.",
      1 << 20,
    ),
    bufferLimitBytes,
  });
}
