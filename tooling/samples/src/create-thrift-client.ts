import { type ClientOptions, createFrameClient } from "./frame-client.js";
import { decodeException, decodeResult, encodeArguments } from "./thrift-body.js";
import { encodeThriftMessage, THRIFT_FRAMING, ThriftMessageType } from "./thrift-message.js";
import type { ThriftReply } from "./thrift-reply.js";

export interface ThriftClient {
  /**
   * Calls a method that takes one text and returns one. Rejects when no answer comes in time, when the
   * connection ends, and when the answer is malformed.
   */
  call(method: string, name: string): Promise<ThriftReply>;
  /** Ends the connection; calls in flight reject. */
  close(): Promise<void>;
}

/**
 * Connects a Thrift client, framed and binary. It keeps that one connection and never opens another; answers
 * find their calls by the sequence id.
 */
export async function createThriftClient(options: ClientOptions): Promise<ThriftClient> {
  const client = await createFrameClient(options, THRIFT_FRAMING, (reply) => reply.sequenceId);
  let sequenceId = 0;
  return {
    call: async (method, name) => {
      sequenceId = (sequenceId + 1) | 0;
      const body = encodeArguments(name);
      const call = { type: ThriftMessageType.Call, method, sequenceId, body };
      const reply = await client.exchange(sequenceId, encodeThriftMessage(call));
      const failed = reply.type === ThriftMessageType.Exception;
      return { method, result: failed ? decodeException(reply.body) : decodeResult(reply.body) };
    },
    close: client.close,
  };
}
