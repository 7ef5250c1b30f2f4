import { dubbo } from "@meltemi/codec-dubbo";
import type { ErrorKind } from "@meltemi/core";
import { HessianReader, isBinary } from "./dubbo/hessian.js";
import {
  DUBBO_HEADER_SIZE,
  DubboFlag,
  DubboOffset,
  DubboStatus,
  dubboRequest,
  dubboResponse,
  HESSIAN2,
  readArguments,
} from "./dubbo/wire.js";
import type { Protocol, Received } from "./protocol.js";

/** Those of the proxy's own error replies; every other kind is a server error. */
const STATUSES: Partial<Readonly<Record<ErrorKind, number>>> = {
  "route-not-found": DubboStatus.ServiceNotFound,
  "bad-response": DubboStatus.BadResponse,
  "bad-request": DubboStatus.BadRequest,
  timeout: DubboStatus.ServerTimeout,
  overflow: DubboStatus.Exhausted,
  "over-limit": DubboStatus.Exhausted,
};

export function dubboProtocol(): Protocol {
  return {
    title: "dubbo",
    plugin: dubbo(),
    maxId: (1n << 64n) - 1n,
    request: (id, payload) => dubboRequest({ id, payload }),
    oneway: (id, payload) => dubboRequest({ id, payload, oneway: true }),
    response: (id, payload) => dubboResponse({ id, payload }),
    claim(message, length) {
      const header = Buffer.from(message.subarray(0, DUBBO_HEADER_SIZE));
      header.writeInt32BE((length - DUBBO_HEADER_SIZE) | 0, DubboOffset.BodyLength);
      return header;
    },
    sizeOf: (bytes, start) =>
      bytes.length - start < DUBBO_HEADER_SIZE
        ? 0
        : DUBBO_HEADER_SIZE + bytes.readUInt32BE(start + DubboOffset.BodyLength),
    read: readDubbo,
    seenError: (kind) => String(STATUSES[kind] ?? DubboStatus.ServerError),
  };
}

function readDubbo(bytes: Buffer): Received {
  const flags = bytes[DubboOffset.Flags] ?? 0;
  const kind = kindOf(bytes);
  const call = (flags & DubboFlag.Request) !== 0 && (flags & DubboFlag.Event) === 0;
  const { method: name, payload } = (call ? argumentsOf(bytes) : resultOf(bytes)) ?? {
    method: "",
    payload: bytes.subarray(DUBBO_HEADER_SIZE),
  };
  return {
    kind,
    id: bytes.readBigUInt64BE(DubboOffset.Id),
    name,
    payload,
    bytes,
    error: kind === "error" ? String(bytes[DubboOffset.Status]) : undefined,
  };
}

function kindOf(bytes: Buffer): Received["kind"] {
  const flags = bytes[DubboOffset.Flags] ?? 0;
  const request = (flags & DubboFlag.Request) !== 0;
  if (flags & DubboFlag.Event) return request ? "heartbeat" : "heartbeat-reply";
  if (request) return flags & DubboFlag.TwoWay ? "request" : "oneway";
  return bytes[DubboOffset.Status] === DubboStatus.Ok ? "response" : "error";
}

const isHessian = (bytes: Buffer): boolean =>
  ((bytes[DubboOffset.Flags] ?? 0) & DubboFlag.Serialization) === HESSIAN2;

interface Content {
  readonly method: string;
  readonly payload: Buffer;
}

/** Of a call that `dubboRequest` could have made; undefined: the body is something else. */
function argumentsOf(bytes: Buffer): Content | undefined {
  try {
    return isHessian(bytes) ? readArguments(bytes) : undefined;
  } catch {
    return undefined;
  }
}

/** The same of a result whose value is a byte[]. */
function resultOf(bytes: Buffer): Content | undefined {
  const value = bytes.subarray(DUBBO_HEADER_SIZE + 1);
  if (!isHessian(bytes) || !isBinary(value)) return undefined;
  return { method: "", payload: new HessianReader(value, 0).binary() };
}

/** The text that the proxy or a server put into an error. */
export function dubboErrorText(received: Received): string {
  return new HessianReader(received.bytes, DUBBO_HEADER_SIZE).text();
}
