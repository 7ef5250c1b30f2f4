import { connect, type Socket } from "node:net";
import { decodeGetRsp, encodeGetReq } from "./qza-body.js";
import { QzaFramer } from "./qza-framer.js";
import { encodeQzaPacket, type QzaPacket } from "./qza-packet.js";
import type { QzaReply } from "./qza-reply.js";

export interface QzaClientOptions {
  readonly port: number;
  /** @default "127.0.0.1" */
  readonly address?: string;
  /** Milliseconds to wait for an answer, and for the connection. @default 5000 */
  readonly timeoutMs?: number;
}

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

interface Waiting {
  readonly request: QzaRequest;
  readonly resolve: (reply: QzaReply) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Connects a Qza client. It keeps that one connection and never opens another; answers may come in any
 * order, since each carries the pack_flow of its request.
 */
export async function createQzaClient(options: QzaClientOptions): Promise<QzaClient> {
  const timeoutMs = options.timeoutMs ?? 5000;
  const target = `${options.address ?? "127.0.0.1"}:${options.port}`;
  const socket = await open(options, target, timeoutMs);
  const framer = new QzaFramer();
  const waiting = new Map<number, Waiting>();
  let packFlow = 0;
  let end: Error | undefined;

  const take = (flow: number): Waiting | undefined => {
    const found = waiting.get(flow);
    waiting.delete(flow);
    clearTimeout(found?.timer);
    return found;
  };
  const fail = (error: Error): void => {
    end ??= error;
    for (const flow of [...waiting.keys()]) take(flow)?.reject(end);
    socket.destroy();
  };

  socket.on("data", (chunk) => {
    try {
      for (const packet of framer.push(chunk)) {
        // An answer after its timeout has nobody waiting for it.
        const found = take(packet.packFlow);
        if (found === undefined) continue;
        try {
          found.resolve(replyOf(found.request, packet));
        } catch (error) {
          found.reject(asError(error));
        }
      }
    } catch (error) {
      fail(asError(error));
    }
  });
  socket.on("error", fail);
  socket.on("close", () => fail(new Error(`the connection to ${target} has ended`)));

  return {
    request: (request) =>
      new Promise((resolve, reject) => {
        if (end !== undefined) {
          reject(end);
          return;
        }
        packFlow = (packFlow + 1) >>> 0;
        const flow = packFlow;
        const { cmd, subCmd, seq, uid = 0 } = request;
        const body = encodeGetReq({ seq });
        const bytes = encodeQzaPacket({ packFlow: flow, cmd, subCmd, rspCode: 0, uid, body });
        const timer = setTimeout(() => {
          take(flow)?.reject(new Error(`no answer from ${target} within ${timeoutMs} ms`));
        }, timeoutMs);
        waiting.set(flow, { request, resolve, reject, timer });
        socket.write(bytes);
      }),
    close: () =>
      new Promise((resolve) => {
        if (socket.closed) resolve();
        else socket.once("close", () => resolve());
        fail(new Error("the client was closed"));
      }),
  };
}

function replyOf(request: QzaRequest, packet: QzaPacket): QzaReply {
  const { cmd, subCmd, seq } = request;
  const response = packet.rspCode === 0 ? decodeGetRsp(packet.body) : undefined;
  return { cmd, subCmd, seq, code: packet.rspCode, response };
}

function open(options: QzaClientOptions, target: string, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: options.port, host: options.address ?? "127.0.0.1" });
    socket.setNoDelay(true);
    const timer = setTimeout(() => {
      socket.destroy(new Error(`no connection to ${target} within ${timeoutMs} ms`));
    }, timeoutMs);
    socket.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.removeAllListeners("error");
      resolve(socket);
    });
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
