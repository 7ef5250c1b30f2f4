// #region plugin
import { CONTRACT_VERSION, type CodecPlugin, type ErrorKind } from "@meltemi/core";
import { NoteCodec } from "./note-codec.js";
import { ERROR_STATUS } from "./statuses.js";

/** Notes: requests and answers with a size, an id, a method and a body. */
export function note(): CodecPlugin {
  return Object.freeze({
    contract: CONTRACT_VERSION,
    kind: "codec",
    protocol: "note",
    correlation: "id",
    requestIdBits: 32,
    attributes: [
      {
        name: "method",
        type: "text",
        on: "both",
        mutable: true,
        description: "Name of the method, 1 to 100 bytes",
      },
      {
        name: "status",
        type: "integer",
        on: "response",
        mutable: false,
        description: "0, or what went wrong",
      },
    ],
    errorReplies: Object.fromEntries(
      Object.entries(ERROR_STATUS).map(([kind, status]) => [kind, `status ${status}`]),
    ) as Record<ErrorKind, string>,
    create: (context) => new NoteCodec(context),
  } satisfies CodecPlugin);
}
// #endregion
