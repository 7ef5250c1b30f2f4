import { bytes, map, string } from "./hessian.js";

/** Parts of a Dubbo message, written from its layout and without the codec. */
export interface Frame {
  readonly flags?: number;
  readonly status?: number;
  readonly id?: bigint;
  readonly body: Uint8Array;
}

/** Bytes of a header. */
export const HEADER = 16;

export function frame({ flags = 0xc2, status = 0, id = 0n, body }: Frame): Uint8Array {
  const message = new Uint8Array(HEADER + body.length);
  const view = new DataView(message.buffer);
  view.setUint16(0, 0xdabb);
  view.setUint8(2, flags);
  view.setUint8(3, status);
  view.setBigUint64(4, id);
  view.setInt32(12, body.length);
  message.set(body, HEADER);
  return message;
}

/** A copy whose header says that its body has that many bytes. */
export function withBodyLength(message: Uint8Array, length: number): Uint8Array {
  const copy = new Uint8Array(message);
  new DataView(copy.buffer).setInt32(12, length);
  return copy;
}

export interface Call {
  readonly flags?: number;
  readonly id?: bigint;
  readonly dubbo?: Uint8Array;
  readonly interface?: string;
  readonly version?: Uint8Array;
  readonly method?: string;
  readonly types?: string;
  /** One encoded value after the other. */
  readonly arguments?: Uint8Array;
  readonly attachments?: Uint8Array;
}

export const SERVICE = "org.apache.dubbo.samples.DemoService";

export function call(parts: Call): Uint8Array {
  const { flags = 0xc2, id = 0n } = parts;
  const body = bytes(
    parts.dubbo ?? string("2.0.2"),
    string(parts.interface ?? SERVICE),
    parts.version ?? string("1.0.0"),
    string(parts.method ?? "sayHello"),
    string(parts.types ?? ""),
    parts.arguments ?? bytes(),
    parts.attachments ?? map({}),
  );
  return frame({ flags, id, body });
}

/** A response of status 20. */
export function answer(id: bigint, ...body: Uint8Array[]): Uint8Array {
  return frame({ flags: 0x02, status: 20, id, body: bytes(...body) });
}
