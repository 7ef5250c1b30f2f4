import type { GetRsp } from "./qza-body.js";

/** What became of one request: an answer of the server, or an error code from whoever refused it. */
export interface QzaReply {
  readonly cmd: number;
  readonly subCmd: number;
  readonly seq: number;
  /** 0 is success. */
  readonly code: number;
  /** Present when the code is 0. */
  readonly response: GetRsp | undefined;
}

/**
 * The reply as one line of the sample client. An error has no message: the header holds only a code.
 * @example "Request cmd: 0x99/2, seq: 67; Response ask: 66, label: v1"
 * @example "Request cmd: 0x99/2, Response err: (code:51, msg:)"
 */
export function formatReply(reply: QzaReply): string {
  const request = `Request cmd: 0x${(reply.cmd & 0xffff).toString(16)}/${reply.subCmd}`;
  const { response } = reply;
  return response === undefined
    ? `${request}, Response err: (code:${reply.code}, msg:)`
    : `${request}, seq: ${reply.seq}; Response ask: ${response.ask}, label: ${response.label}`;
}
