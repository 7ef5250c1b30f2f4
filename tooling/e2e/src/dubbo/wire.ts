import { binary, HessianReader, int, map, NULL, text } from "./hessian.js";

/**
 * Dubbo 2, built by hand from its layout, so that the codec is not tested against itself. Big-endian:
 *
 * | offset | size | field |
 * |---|---|---|
 * | 0 | 2 | magic da bb |
 * | 2 | 1 | 0x80 request, 0x40 two-way, 0x20 event, serialization in the low five bits |
 * | 3 | 1 | status of a response |
 * | 4 | 8 | request id |
 * | 12 | 4 | length of the body |
 */
export const DUBBO_HEADER_SIZE = 16;
export const DubboOffset = { Magic: 0, Flags: 2, Status: 3, Id: 4, BodyLength: 12 } as const;
export const DubboFlag = { Request: 0x80, TwoWay: 0x40, Event: 0x20, Serialization: 0x1f } as const;
export const HESSIAN2 = 2;
export const FASTJSON2 = 23;

export const DubboStatus = {
  Ok: 20,
  ClientTimeout: 30,
  ServerTimeout: 31,
  BadRequest: 40,
  BadResponse: 50,
  ServiceNotFound: 60,
  ServiceError: 70,
  ServerError: 80,
  ClientError: 90,
  Exhausted: 100,
} as const;

/** First value of the body of a response with status 20. */
export const ResultType = {
  Exception: 0,
  Value: 1,
  Null: 2,
  ExceptionWithAttachments: 3,
  ValueWithAttachments: 4,
  NullWithAttachments: 5,
} as const;

interface DubboHeader {
  readonly flags: number;
  readonly status?: number;
  readonly id: number | bigint;
  readonly body: Uint8Array;
}

function dubboMessage({ flags, status = 0, id, body }: DubboHeader): Buffer {
  const bytes = Buffer.alloc(DUBBO_HEADER_SIZE + body.length);
  bytes.writeUInt16BE(0xdabb, DubboOffset.Magic);
  bytes[DubboOffset.Flags] = flags;
  bytes[DubboOffset.Status] = status;
  bytes.writeBigUInt64BE(BigInt(id), DubboOffset.Id);
  bytes.writeUInt32BE(body.length, DubboOffset.BodyLength);
  bytes.set(body, DUBBO_HEADER_SIZE);
  return bytes;
}

export interface DubboCall {
  readonly id?: number | bigint;
  readonly oneway?: boolean;
  /** Of the protocol. @default "2.0.2" */
  readonly dubbo?: string;
  readonly service?: string;
  readonly version?: string;
  readonly method?: string;
  /** The one argument, a byte[]. */
  readonly payload?: Uint8Array | string;
  /** Null: without the map that every consumer sends. */
  readonly attachments?: Readonly<Record<string, string>> | null;
  readonly serialization?: number;
  /** In place of the Hessian values. */
  readonly body?: Uint8Array;
}

export function dubboRequest(call: DubboCall): Buffer {
  const { id = 0, oneway = false, serialization = HESSIAN2, attachments = {} } = call;
  const { dubbo = "2.0.2", service = "demo.Echo", version = "0.0.0", method = "echo" } = call;
  const way = oneway ? 0 : DubboFlag.TwoWay;
  const strings = [dubbo, service, version, method, "[B"].map(text);
  const body =
    call.body ??
    Buffer.concat([
      ...strings,
      binary(call.payload ?? ""),
      ...(attachments === null ? [] : [map({ path: service, ...attachments })]),
    ]);
  return dubboMessage({ flags: DubboFlag.Request | way | serialization, id, body });
}

export interface DubboAnswer {
  readonly id: number | bigint;
  /** @default 20 */
  readonly status?: number;
  /** In place of the Hessian values. */
  readonly body?: Uint8Array;
  readonly payload?: Uint8Array | string;
  readonly serialization?: number;
}

export function dubboResponse(answer: DubboAnswer): Buffer {
  const { id, status = DubboStatus.Ok, serialization = HESSIAN2, payload = "" } = answer;
  const result = Buffer.concat([int(ResultType.Value), binary(payload)]);
  return dubboMessage({ flags: serialization, status, id, body: answer.body ?? result });
}

/** A heartbeat that asks for an answer. */
export function dubboHeartbeat(id: number | bigint): Buffer {
  const flags = DubboFlag.Request | DubboFlag.TwoWay | DubboFlag.Event | HESSIAN2;
  return dubboMessage({ flags, id, body: NULL });
}

export function dubboHeartbeatAnswer(id: number | bigint): Buffer {
  const flags = DubboFlag.Event | HESSIAN2;
  return dubboMessage({ flags, status: DubboStatus.Ok, id, body: NULL });
}

/** The event by which a server that is shutting down asks for no further requests. */
export function dubboReadOnly(id: number | bigint): Buffer {
  const flags = DubboFlag.Request | DubboFlag.Event | HESSIAN2;
  return dubboMessage({ flags, id, body: text("R") });
}

export interface DubboArguments {
  readonly dubbo: string;
  readonly service: string;
  readonly version: string;
  readonly method: string;
  readonly types: string;
  readonly payload: Buffer;
  readonly attachments: Readonly<Record<string, string>> | undefined;
}

/** What a request of `dubboRequest` says, perhaps with other attachments. */
export function readArguments(bytes: Buffer): DubboArguments {
  const reader = new HessianReader(bytes, DUBBO_HEADER_SIZE);
  return {
    dubbo: reader.text(),
    service: reader.text(),
    version: reader.text(),
    method: reader.text(),
    types: reader.text(),
    payload: reader.binary(),
    attachments: reader.map(),
  };
}
