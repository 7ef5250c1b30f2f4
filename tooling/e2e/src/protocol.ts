import type { CodecPlugin, ErrorKind } from "@meltemi/core";

/** A message as the peers of the proxy see it. */
export interface Received {
  readonly kind: "request" | "response" | "oneway" | "heartbeat" | "heartbeat-reply" | "error";
  readonly id: bigint;
  readonly name: string;
  readonly payload: Buffer;
  readonly bytes: Buffer;
  /** What the client can tell of the error: see `Protocol.seenError`. */
  readonly error: string | undefined;
}

/** Everything a scenario must know of a protocol to run over it. */
export interface Protocol {
  /** For test titles. */
  readonly title: string;
  readonly plugin: CodecPlugin;
  /** Clusters have `multiplexing: true`. @default false */
  readonly multiplexing?: boolean;
  /** The largest request id. */
  readonly maxId: bigint;
  /** The largest length that a header can claim and still be one. @default 4,294,967,295 */
  readonly maxLength?: number;
  request(id: number | bigint, payload: Uint8Array | string): Buffer;
  /** Left out: requests that expect no answer are not part of the test. */
  oneway?(id: number | bigint, payload: Uint8Array | string): Buffer;
  response(id: number | bigint, payload: Uint8Array | string): Buffer;
  /** The message's header, claiming that the whole message is `length` bytes long. */
  claim(message: Buffer, length: number): Buffer;
  /** Bytes of the message at `start`, 0 when more are needed to tell. */
  sizeOf(bytes: Buffer, start: number): number;
  read(bytes: Buffer, side: "client" | "server"): Received;
  /** What `Received.error` is when the proxy answers with an error of that kind. */
  seenError(kind: ErrorKind): string;
}
