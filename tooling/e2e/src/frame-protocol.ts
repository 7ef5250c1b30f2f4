import { type FrameOptions, frame } from "./frame/codec.js";
import {
  buildFrame,
  CHUNK_PREFIX_SIZE,
  FRAME_CHUNKED,
  FRAME_DIALECT_MASK,
  FRAME_DIALECT_SHIFT,
  FRAME_HEADER_SIZE,
  FRAME_PREFIX_SIZE,
  FRAME_TYPE_MASK,
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

export interface FrameProtocolOptions extends FrameOptions {
  /** Of every cluster. @default left out, so as the correlation says */
  readonly multiplexing?: boolean;
}

export function frameProtocol(options: FrameProtocolOptions = {}): Protocol {
  const { multiplexing } = options;
  const plugin = frame(options);
  return {
    title: `frame, correlation "${plugin.correlation}"${multiplexing ? ", multiplexed" : ""}`,
    plugin,
    ...(multiplexing === undefined ? {} : { multiplexing }),
    maxId: (1n << BigInt(options.requestIdBits ?? 32)) - 1n,
    request: (id, payload) => buildFrame({ type: FrameType.Request, id, name: "echo", payload }),
    response: (id, payload) => buildFrame({ type: FrameType.Response, id, payload }),
    claim(message, length) {
      const header = Buffer.from(message.subarray(0, FRAME_HEADER_SIZE));
      header.writeUInt32BE(length, FrameOffset.Length);
      return header;
    },
    sizeOf: frameSize,
    read: readFrame,
    seenError: (kind) => kind,
  };
}

function frameSize(bytes: Buffer, start: number): number {
  if (bytes.length - start < FRAME_PREFIX_SIZE) return 0;
  if (!isChunked(bytes, start)) return bytes.readUInt32BE(start + FrameOffset.Length);
  if (bytes.length - start < FRAME_HEADER_SIZE) return 0;
  const chunks = start + FrameOffset.Name + (bytes[start + FrameOffset.NameLength] ?? 0);
  for (let at = chunks; at + CHUNK_PREFIX_SIZE <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    at += CHUNK_PREFIX_SIZE + length;
    if (length === 0) return at - start;
  }
  return 0;
}

const isChunked = (bytes: Buffer, start: number): boolean =>
  ((bytes[start + FrameOffset.Type] ?? 0) & FRAME_CHUNKED) !== 0;

function readFrame(bytes: Buffer): Received {
  const nameEnd = FrameOffset.Name + (bytes[FrameOffset.NameLength] ?? 0);
  const kind = KINDS[(bytes[FrameOffset.Type] ?? 0) & FRAME_TYPE_MASK];
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

export function dialectOf(received: Received): number {
  return ((received.bytes[FrameOffset.Type] ?? 0) >> FRAME_DIALECT_SHIFT) & FRAME_DIALECT_MASK;
}
