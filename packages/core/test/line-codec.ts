// #region codec
import {
  type ByteWriter,
  CONTRACT_VERSION,
  type Codec,
  CodecError,
  type CodecPlugin,
  ErrorKind,
  type Message,
  type Plugin,
  type ProxyError,
} from "@meltemi/core";

const NEWLINE = 10;

/** Decodes "COMMAND the rest\n". Sets the attribute `command`. */
function createLineCodec({ attributes, limits }: Parameters<CodecPlugin["create"]>[0]): Codec {
  const command = attributes.attribute("command");
  return {
    decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
      let space = -1;
      for (let at = start; at < end; at++) {
        if (bytes[at] === 32 && space === -1) space = at;
        if (bytes[at] !== NEWLINE) continue;
        if (command.wanted) message.setRange(command, start, space === -1 ? at : space);
        return at + 1 - start;
      }
      if (end - start < limits.maxHeaderBytes) return 0; // the end of the line has not come yet
      throw new CodecError("too-large", `no newline within ${limits.maxHeaderBytes} bytes`);
    },
    encode(message, mutation, out): number {
      out.append(message.bytes, message.start, message.start + message.size);
      return mutation.size; // none of it could be applied
    },
    onError(_request: Message, error: ProxyError, out: ByteWriter): void {
      out.utf8(`ERROR ${error.kind}\n`);
    },
  };
}

export function line(): CodecPlugin {
  const replies = Object.values(ErrorKind).map((kind) => [kind, `ERROR ${kind}`]);
  return Object.freeze({
    contract: CONTRACT_VERSION,
    kind: "codec",
    protocol: "line",
    correlation: "order",
    attributes: [
      {
        name: "command",
        type: "text",
        on: "both",
        mutable: false,
        description: "First word of the line",
      },
    ],
    errorReplies: Object.fromEntries(replies) as Record<ErrorKind, string>,
    create: createLineCodec,
  } satisfies CodecPlugin);
}

export const plugins: readonly Plugin[] = [line()];
// #endregion
