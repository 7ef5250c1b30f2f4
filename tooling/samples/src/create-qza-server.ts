import { createFrameServer, type FrameServer, type ServerOptions } from "./frame-server.js";
import { decodeGetReq, encodeGetRsp } from "./qza-body.js";
import { encodeQzaPacket, QZA_FRAMING, type QzaPacket } from "./qza-packet.js";

export interface QzaServer extends FrameServer {
  /** Requests answered so far, by sub command. */
  readonly requests: ReadonlyMap<number, number>;
}

/**
 * A Qza server that answers every request with its label and a running number, `ask`. A connection
 * that sends anything else is closed.
 */
export async function createQzaServer(options: ServerOptions): Promise<QzaServer> {
  const requests = new Map<number, number>();
  let ask = 0;

  const answer = (request: QzaPacket): Buffer => {
    decodeGetReq(request.body);
    requests.set(request.subCmd, (requests.get(request.subCmd) ?? 0) + 1);
    ask++;
    return encodeQzaPacket({
      ...request,
      rspCode: 0,
      body: encodeGetRsp({ ask, label: options.label }),
    });
  };
  return { ...(await createFrameServer(options, QZA_FRAMING, answer)), requests };
}
