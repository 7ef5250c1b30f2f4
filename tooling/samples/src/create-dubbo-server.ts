import {
  decodeInvocation,
  encodeFailure,
  encodeResult,
  ONE_STRING,
  SAY_HELLO,
} from "./dubbo-body.js";
import { DUBBO_FRAMING, type DubboFrame, encodeDubboFrame } from "./dubbo-frame.js";
import { DubboStatus } from "./dubbo-reply.js";
import { createFrameServer, type FrameServer, type ServerOptions } from "./frame-server.js";
import { greet } from "./greeting.js";
import { HessianWriter } from "./hessian-writer.js";

export interface DubboServer extends FrameServer {
  /** Calls of sayHello so far. */
  readonly calls: number;
}

/**
 * A Dubbo provider of `DemoService`, whose `sayHello(String)` answers with a greeting and the label of
 * the server. Calls of anything else get status 70, heartbeats their answer, and a connection that sends
 * anything but Dubbo with Hessian 2 is closed.
 */
export async function createDubboServer(options: ServerOptions): Promise<DubboServer> {
  let calls = 0;

  const answer = (frame: DubboFrame): Buffer | undefined => {
    const wanted = frame.request && frame.twoWay;
    if (frame.event || !frame.request) return wanted ? respond(frame, HEARTBEAT) : undefined;
    const call = decodeInvocation(frame.body);
    const known = call.interface === SAY_HELLO.interface && call.method === SAY_HELLO.method;
    if (!known || call.argument === undefined) {
      const asked = `${call.interface}.${call.method}(${call.parameterTypes})`;
      const text = `no method ${asked}; there is ${SAY_HELLO.interface}.${SAY_HELLO.method}(${ONE_STRING})`;
      const failure = { status: DubboStatus.SERVICE_ERROR, body: encodeFailure(text) };
      return wanted ? respond(frame, failure) : undefined;
    }
    calls++;
    const body = encodeResult(greet("Hello", call.argument, options.label));
    return wanted ? respond(frame, { status: DubboStatus.OK, body }) : undefined;
  };

  const server = await createFrameServer(options, DUBBO_FRAMING, answer);
  return {
    ...server,
    get calls() {
      return calls;
    },
  };
}

interface Response {
  readonly status: number;
  readonly body: Buffer;
}

const HEARTBEAT: Response = {
  status: DubboStatus.OK,
  body: new HessianWriter().value(null).bytes(),
};

function respond({ id, event }: DubboFrame, { status, body }: Response): Buffer {
  return encodeDubboFrame({ request: false, twoWay: false, event, status, id, body });
}
