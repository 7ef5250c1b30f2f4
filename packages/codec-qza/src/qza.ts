import { CONTRACT_VERSION, type CodecPlugin, type ErrorKind } from "@meltemi/core";
import { ATTRIBUTES } from "./attributes.js";
import { QzaCodec } from "./codec.js";
import { RESPONSE_CODES } from "./error-replies.js";

/** The Qza protocol: a fixed header of 106 bytes, then an extension and a body that pass untouched. */
export function qza(): CodecPlugin {
  return Object.freeze({
    contract: CONTRACT_VERSION,
    kind: "codec",
    protocol: "qza",
    aliases: ["aeraki.meta_protocol.codec.qza"],
    correlation: "id",
    requestIdBits: 32,
    attributes: ATTRIBUTES,
    errorReplies: Object.fromEntries(
      Object.entries(RESPONSE_CODES).map(([kind, code]) => [kind, `rsp_code ${code}`]),
    ) as Record<ErrorKind, string>,
    create: (context) => new QzaCodec(context),
  } satisfies CodecPlugin);
}
