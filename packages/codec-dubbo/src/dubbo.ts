import { CONTRACT_VERSION, type CodecPlugin, type ErrorKind } from "@meltemi/core";
import { AttachmentEditor } from "./attachment-editor.js";
import { ATTRIBUTES } from "./attributes.js";
import { DubboCodec } from "./codec.js";
import { STATUSES } from "./error-replies.js";
import { HessianWalker } from "./hessian-walker.js";

/** The Dubbo 2 protocol: a header of 16 bytes, then a body that is read where it is in Hessian 2. */
export function dubbo(): CodecPlugin {
  const walker = new HessianWalker();
  const tools = { walker, editor: new AttachmentEditor(walker) };
  return Object.freeze({
    contract: CONTRACT_VERSION,
    kind: "codec",
    protocol: "dubbo",
    aliases: ["aeraki.meta_protocol.codec.dubbo"],
    correlation: "id",
    requestIdBits: 64,
    attributes: ATTRIBUTES,
    errorReplies: Object.fromEntries(
      Object.entries(STATUSES).map(([kind, status]) => [kind, `status ${status}, text`]),
    ) as Record<ErrorKind, string>,
    create: (context) => new DubboCodec(context, tools),
  } satisfies CodecPlugin);
}
