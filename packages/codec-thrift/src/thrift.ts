import { CONTRACT_VERSION, type CodecPlugin, type ErrorKind } from "@meltemi/core";
import { ATTRIBUTES } from "./attributes.js";
import { ThriftCodec } from "./codec.js";
import { EXCEPTION_TYPES, exceptionText } from "./error-replies.js";

/**
 * Apache Thrift: framed, unframed and THeader, the binary and the compact protocol, found out by
 * connection. Bodies pass untouched.
 */
export function thrift(): CodecPlugin {
  return Object.freeze({
    contract: CONTRACT_VERSION,
    kind: "codec",
    protocol: "thrift",
    aliases: ["aeraki.meta_protocol.codec.thrift"],
    correlation: "order",
    requestIdBits: 32,
    attributes: ATTRIBUTES,
    errorReplies: Object.fromEntries(
      Object.entries(EXCEPTION_TYPES).map(([kind, type]) => [kind, exceptionText(type)]),
    ) as Record<ErrorKind, string>,
    create: (context) => new ThriftCodec(context),
  } satisfies CodecPlugin);
}
