import { type FrameOptions, frame } from "./frame/codec.js";
import {
  buildFrame,
  FRAME_HEADER_SIZE,
  FRAME_PREFIX_SIZE,
  FrameOffset,
  FrameType,
} from "./frame/wire.js";
import type { Protocol, Received } from "./protocol.js";

const KINDS: Readonly<Record<number, Received["kind"]>> = {
  [FrameType.Request]: "request",
  [FrameType.Response]: "response",
  [FrameType.Oneway]: "oneway",
  [FrameType.HeartbeatRequest]: "heartbeat",
  [FrameType.HeartbeatReply]: "heartbeat-reply",
  [FrameType.Error]: "error",
};

/** The error that the proxy put into an error frame. */
export interface FrameError {
  readonly kind: string;
  readonly source: string;
  readonly retriable: boolean;
  readonly text: string;
}

export function frameProtocol(options: FrameOptions = {}): Protocol {
  const plugin = frame(options);
  return {
    title: `frame, correlation "${plugin.correlation}"`,
    plugin,
    maxId: (1n << BigInt(options.requestIdBits ?? 32)) - 1n,
    request: (id, payload) => buildFrame({ type: FrameType.Request, id, name: "echo", payload }),
    response: (id, payload) => buildFrame({ type: FrameType.Response, id, payload }),
    claim(message, length) {
      const header = Buffer.from(message.subarray(0, FRAME_HEADER_SIZE));
      header.writeUInt32BE(length, FrameOffset.Length);
      return header;
    },
    sizeOf: (bytes, start) =>
      bytes.length - start < FRAME_PREFIX_SIZE ? 0 : bytes.readUInt32BE(start + FrameOffset.Length),
    read: readFrame,
    seenError: (kind) => kind,
  };
}

function readFrame(bytes: Buffer): Received {
  const nameEnd = FrameOffset.Name + (bytes[FrameOffset.NameLength] ?? 0);
  const kind = KINDS[bytes[FrameOffset.Type] ?? 0];
  if (kind === undefined) throw new Error(`not a frame: ${bytes.toString("hex")}`);
  const payload = bytes.subarray(nameEnd);
  return {
    kind,
    id: bytes.readBigUInt64BE(FrameOffset.Id),
    name: bytes.toString("utf8", FrameOffset.Name, nameEnd),
    payload,
    bytes,
    error: kind === "error" ? errorOf(payload).kind : undefined,
  };
}

/** What the payload of an error frame says. */
export function errorOf(payload: Buffer): FrameError {
  return JSON.parse(payload.toString()) as FrameError;
}

export function numberOf(received: Received): number {
  return received.bytes.readUInt16BE(FrameOffset.Number);
}
