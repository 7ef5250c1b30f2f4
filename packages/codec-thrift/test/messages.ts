import type { Struct } from "./values.js";
import { binaryStruct, compactStruct, uint16, uint32, varint } from "./wire.js";

export const TYPES = { call: 1, reply: 2, exception: 3, oneway: 4 } as const;

export type TransportName = "framed" | "unframed" | "header";
/** "old" is the binary protocol without version word. */
export type ProtocolName = "binary" | "old" | "compact";

export interface Dialect {
  readonly transport: TransportName;
  readonly protocol: ProtocolName;
}

export const DIALECTS: readonly Dialect[] = (["framed", "unframed", "header"] as const).flatMap(
  (transport) =>
    (["binary", "old", "compact"] as const).map((protocol) => ({ transport, protocol })),
);

export interface ThriftFields {
  readonly type?: keyof typeof TYPES;
  readonly name?: string;
  readonly sequenceId?: number;
  /** Of a THeader frame. @default sequenceId */
  readonly headerSequenceId?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly persistent?: Readonly<Record<string, string>>;
  readonly transforms?: readonly number[];
  readonly fields?: Struct;
}

/** Makes a message of any values. */
export function thriftMessage(dialect: Dialect, fields: ThriftFields = {}): Uint8Array {
  const payload = payloadOf(dialect.protocol, fields);
  switch (dialect.transport) {
    case "unframed":
      return Uint8Array.from(payload);
    case "framed":
      return Uint8Array.from(Buffer.concat([uint32(payload.length), payload]));
    case "header":
      return headerFrame(dialect.protocol === "compact" ? 2 : 0, fields, payload);
  }
}

export function payloadOf(protocol: ProtocolName, values: ThriftFields): Buffer {
  const { type = "call", name = "hello", sequenceId = 0, fields = [] } = values;
  const text = Buffer.from(name);
  switch (protocol) {
    case "binary":
      return Buffer.concat([
        uint32(0x8001_0000 + TYPES[type]),
        uint32(text.length),
        text,
        uint32(sequenceId),
        binaryStruct(fields),
      ]);
    case "old":
      return Buffer.concat([
        uint32(text.length),
        text,
        Buffer.of(TYPES[type]),
        uint32(sequenceId),
        binaryStruct(fields),
      ]);
    case "compact":
      return Buffer.concat([
        Buffer.of(0x82, (TYPES[type] << 5) | 1),
        varint(sequenceId),
        varint(text.length),
        text,
        compactStruct(fields),
      ]);
  }
}

function headerFrame(protocolId: number, values: ThriftFields, payload: Buffer): Uint8Array {
  const { sequenceId = 0, headerSequenceId = sequenceId, transforms = [] } = values;
  return frameOf(
    [
      varint(protocolId),
      varint(transforms.length),
      ...transforms.map(varint),
      infoBlock(2, values.persistent ?? {}),
      infoBlock(1, values.headers ?? {}),
    ],
    headerSequenceId,
    payload,
  );
}

/** A THeader frame with any header block. */
export function frameOf(block: readonly Buffer[], sequenceId: number, payload: Buffer): Uint8Array {
  const header = Buffer.concat(block);
  const padded = Buffer.concat([header, Buffer.alloc(4 - (header.length % 4))]);
  const rest = Buffer.concat([
    uint16(0x0fff),
    uint16(0),
    uint32(sequenceId),
    uint16(padded.length / 4),
    padded,
    payload,
  ]);
  return Uint8Array.from(Buffer.concat([uint32(rest.length), rest]));
}

export function infoBlock(
  kind: number,
  headers: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
): Buffer {
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
  if (pairs.length === 0) return Buffer.alloc(0);
  const texts = pairs.flat().flatMap((text) => {
    const bytes = Buffer.from(text);
    return [varint(bytes.length), bytes];
  });
  return Buffer.concat([varint(kind), varint(pairs.length), ...texts]);
}

export const nameOf = ({ transport, protocol }: Dialect): string => `${transport} ${protocol}`;
