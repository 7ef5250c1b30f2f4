import { DecoderV2, EncoderV2 } from "hessian.js";
import { HEADER } from "./frames.js";

/** A request as hessian.js, another implementation of Hessian, reads it. */
export interface OracleRequest {
  readonly head: readonly unknown[];
  readonly arguments: readonly unknown[];
  readonly attachments: ReadonlyMap<unknown, unknown>;
}

export interface OracleResponse {
  readonly type: number;
  readonly value: unknown;
  readonly attachments: ReadonlyMap<unknown, unknown> | undefined;
}

/** Values as one Hessian stream. */
export function encode(...values: readonly unknown[]): Uint8Array {
  const encoder = new EncoderV2({ size: 1024 });
  for (const value of values) encoder.write(value);
  return new Uint8Array(encoder.get());
}

/** @throws {Error} when the body does not end with the attachments */
export function readRequest(message: Uint8Array): OracleRequest {
  const stream = new Stream(message);
  const head = [1, 2, 3, 4, 5].map(() => stream.read());
  const types = String(head[4]).match(/\[*(?:L[^;]*;|[VZBCDFIJS])/g) ?? [];
  const values = types.map(() => stream.read());
  const attachments = stream.readMap();
  stream.expectEnd();
  return { head, arguments: values, attachments };
}

/** @throws {Error} when the body does not end where the result type says */
export function readResponse(message: Uint8Array): OracleResponse {
  const stream = new Stream(message);
  const type = Number(stream.read());
  const value = type % 3 === 2 ? null : stream.read();
  const attachments = type < 3 ? undefined : stream.readMap();
  stream.expectEnd();
  return { type, value, attachments };
}

/** The strings of a map whose keys are strings too: what an attribute can be. */
export function textsIn(attachments: ReadonlyMap<unknown, unknown>): Record<string, string> {
  const texts = [...attachments].filter(([key, value]) => {
    return typeof key === "string" && typeof value === "string";
  });
  return Object.fromEntries(texts) as Record<string, string>;
}

class Stream {
  readonly #decoder: DecoderV2;
  readonly #end: number;

  constructor(message: Uint8Array) {
    this.#decoder = new DecoderV2(Buffer.from(message.subarray(HEADER)));
    this.#end = message.length - HEADER;
  }

  read(): unknown {
    return this.#decoder.read();
  }

  /** hessian.js hides the entries, with keys of any type, behind the object that it makes of them. */
  readMap(): ReadonlyMap<unknown, unknown> {
    const { $map } = this.#decoder.read() as { $map: ReadonlyMap<unknown, unknown> };
    return $map;
  }

  expectEnd(): void {
    const at = this.#decoder.byteBuffer.position();
    if (at !== this.#end) throw new Error(`the body has ${this.#end} bytes, and ended at ${at}`);
  }
}
