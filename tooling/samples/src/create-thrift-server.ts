import { createFrameServer, type FrameServer, type ServerOptions } from "./frame-server.js";
import { greet } from "./greeting.js";
import { decodeArguments, ExceptionType, encodeException, encodeResult } from "./thrift-body.js";
import {
  encodeThriftMessage,
  THRIFT_FRAMING,
  type ThriftMessage,
  ThriftMessageType,
} from "./thrift-message.js";

export interface ThriftServer extends FrameServer {
  /** Calls so far, by method. */
  readonly calls: ReadonlyMap<string, number>;
}

/** The methods of the service: `string sayHello(1: string name)` and likewise sayGoodbye. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["sayHello", "Hello"],
  ["sayGoodbye", "Goodbye"],
]);

/**
 * A Thrift server, framed and binary, whose methods answer with a greeting and the label of the server.
 * Calls of other methods get an exception of type 1, and a connection that sends anything else is closed.
 */
export async function createThriftServer(options: ServerOptions): Promise<ThriftServer> {
  const calls = new Map<string, number>();

  const answer = (message: ThriftMessage): Buffer | undefined => {
    const { type, method } = message;
    const word = WORDS.get(method);
    if (word !== undefined) calls.set(method, (calls.get(method) ?? 0) + 1);
    if (type === ThriftMessageType.Oneway) return undefined;
    if (type !== ThriftMessageType.Call) {
      return refuse(message, ExceptionType.INVALID_MESSAGE_TYPE, `a message of type ${type}`);
    }
    if (word === undefined) {
      const text = `no method ${method}; there are ${[...WORDS.keys()].join(" and ")}`;
      return refuse(message, ExceptionType.UNKNOWN_METHOD, text);
    }
    const body = encodeResult(greet(word, decodeArguments(message.body), options.label));
    return encodeThriftMessage({ ...message, type: ThriftMessageType.Reply, body });
  };
  return { ...(await createFrameServer(options, THRIFT_FRAMING, answer)), calls };
}

function refuse(message: ThriftMessage, type: number, text: string): Buffer {
  const body = encodeException({ type, message: text });
  return encodeThriftMessage({ ...message, type: ThriftMessageType.Exception, body });
}
