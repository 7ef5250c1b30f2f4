import { count, optionalObject, type Schema } from "./schema-parts.js";

/** Of a listener for what clients send, of a cluster for what servers send. */
export const limitsSchema: Schema = optionalObject("Limits", "Bounds on memory.", {
  maxMessageBytes: count("Largest message in bytes, header included.", 4_194_304),
  maxHeaderBytes: count(
    "Bytes within which a codec must be able to tell a message's size.",
    65_536,
  ),
  bufferHighWatermarkBytes: count(
    "Bytes waiting for a socket above which the proxy stops reading what feeds it.",
    1_048_576,
  ),
  bufferLimitBytes: count(
    "Bytes waiting for one client above which its connection is closed.",
    16_777_216,
  ),
});
