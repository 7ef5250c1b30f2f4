import { decodeFailure, decodeResult, encodeInvocation } from "./dubbo-body.js";
import { DUBBO_FRAMING, encodeDubboFrame } from "./dubbo-frame.js";
import { type DubboReply, DubboStatus } from "./dubbo-reply.js";
import { type ClientOptions, createFrameClient } from "./frame-client.js";

/** A call of a method that takes one String. `SAY_HELLO` is the one that the sample server has. */
export interface DubboCall {
  readonly interface: string;
  readonly method: string;
  readonly argument: string;
  /** Beside `path` and `interface`, which every call carries. */
  readonly attachments: Readonly<Record<string, string>>;
}

export interface DubboClient {
  /** Rejects when no answer comes in time, when the connection ends, and when the answer is malformed. */
  call(call: DubboCall): Promise<DubboReply>;
  /** Ends the connection; calls in flight reject. */
  close(): Promise<void>;
}

/**
 * Connects a Dubbo consumer. It keeps that one connection and never opens another; answers may come in
 * any order, since each carries the id of its request.
 */
export async function createDubboClient(options: ClientOptions): Promise<DubboClient> {
  const client = await createFrameClient(options, DUBBO_FRAMING, (frame) =>
    frame.request || frame.event ? undefined : frame.id,
  );
  let id = 0n;
  return {
    call: async (call) => {
      const { method, attachments } = call;
      const body = encodeInvocation(call, attachments);
      id++;
      const frame = { request: true, twoWay: true, event: false, status: 0, id, body };
      const answer = await client.exchange(id, encodeDubboFrame(frame));
      const { status } = answer;
      const decode = status === DubboStatus.OK ? decodeResult : decodeFailure;
      return { method, attachments, status, text: decode(answer.body) };
    },
    close: client.close,
  };
}
