import { connect, type Socket } from "node:net";
import { Framer, type Framing } from "./framer.js";

export interface ClientOptions {
  readonly port: number;
  /** @default "127.0.0.1" */
  readonly address?: string;
  /** Milliseconds to wait for an answer, and for the connection. @default 5000 */
  readonly timeoutMs?: number;
}

export interface FrameClient<Frame, Id> {
  /** Rejects when no answer comes in time, and when the connection ends. */
  exchange(id: Id, request: Buffer): Promise<Frame>;
  /** Ends the connection; requests in flight reject. */
  close(): Promise<void>;
}

interface Waiting<Frame> {
  readonly resolve: (frame: Frame) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Connects a client of a protocol of frames. It keeps that one connection and never opens another;
 * answers may come in any order.
 * @param answers the id of the request that a frame answers; undefined when it answers none
 */
export async function createFrameClient<Frame, Id extends number | bigint>(
  options: ClientOptions,
  framing: Framing<Frame>,
  answers: (frame: Frame) => Id | undefined,
): Promise<FrameClient<Frame, Id>> {
  const timeoutMs = options.timeoutMs ?? 5000;
  const target = `${options.address ?? "127.0.0.1"}:${options.port}`;
  const socket = await open(options, target, timeoutMs);
  const framer = new Framer(framing);
  const waiting = new Map<Id, Waiting<Frame>>();
  let end: Error | undefined;

  const take = (id: Id): Waiting<Frame> | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    clearTimeout(found?.timer);
    return found;
  };
  const fail = (error: Error): void => {
    end ??= error;
    for (const id of [...waiting.keys()]) take(id)?.reject(end);
    socket.destroy();
  };

  socket.on("data", (chunk) => {
    try {
      for (const frame of framer.push(chunk)) {
        const id = answers(frame);
        // An answer after its timeout has nobody waiting for it.
        if (id !== undefined) take(id)?.resolve(frame);
      }
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  });
  socket.on("error", fail);
  socket.on("close", () => fail(new Error(`the connection to ${target} has ended`)));

  return {
    exchange: (id, request) =>
      new Promise((resolve, reject) => {
        if (end !== undefined) {
          reject(end);
          return;
        }
        const timer = setTimeout(() => {
          take(id)?.reject(new Error(`no answer from ${target} within ${timeoutMs} ms`));
        }, timeoutMs);
        waiting.set(id, { resolve, reject, timer });
        socket.write(request);
      }),
    close: () =>
      new Promise((resolve) => {
        if (socket.closed) resolve();
        else socket.once("close", () => resolve());
        fail(new Error("the client was closed"));
      }),
  };
}

function open(options: ClientOptions, target: string, timeoutMs: number): Promise<Socket> {
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
