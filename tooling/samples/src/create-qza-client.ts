import { type ClientOptions, createFrameClient } from "./frame-client.js";
import { decodeGetRsp, encodeGetReq } from "./qza-body.js";
import { encodeQzaPacket, QZA_FRAMING, type QzaPacket } from "./qza-packet.js";
import type { QzaReply } from "./qza-reply.js";

export interface QzaRequest {
  readonly cmd: number;
  readonly subCmd: number;
  /** Goes in the body; not what finds the answer. */
  readonly seq: number;
  /** @default 0 */
  readonly uid?: number;
}

export interface QzaClient {
  /** Rejects when no answer comes in time, when the connection ends, and when the answer is malformed. */
  request(request: QzaRequest): Promise<QzaReply>;
  /** Ends the connection; requests in flight reject. */
  close(): Promise<void>;
}

/**
 * Connects a Qza client. It keeps that one connection and never opens another; answers may come in any
 * order, since each carries the pack_flow of its request.
 */
export async function createQzaClient(options: ClientOptions): Promise<QzaClient> {
  const client = await createFrameClient(options, QZA_FRAMING, (packet) => packet.packFlow);
  let packFlow = 0;
  return {
    request: async (request) => {
      packFlow = (packFlow + 1) >>> 0;
      const { cmd, subCmd, seq, uid = 0 } = request;
      const body = encodeGetReq({ seq });
      const bytes = encodeQzaPacket({ packFlow, cmd, subCmd, rspCode: 0, uid, body });
      return replyOf(request, await client.exchange(packFlow, bytes));
    },
    close: client.close,
  };
}

function replyOf(request: QzaRequest, packet: QzaPacket): QzaReply {
  const { cmd, subCmd, seq } = request;
  const response = packet.rspCode === 0 ? decodeGetRsp(packet.body) : undefined;
  return { cmd, subCmd, seq, code: packet.rspCode, response };
}
