/**
 * Apache Thrift, built by hand from its layouts, so that the codec is not tested against itself. All
 * arguments and results are structs with one field of type binary.
 */
export type ThriftTransport = "framed" | "unframed" | "header";
export type ThriftEncoding = "binary" | "compact";

export interface ThriftDialect {
  readonly transport: ThriftTransport;
  readonly encoding: ThriftEncoding;
}

const TRANSPORTS = ["framed", "unframed", "header"] as const;
const ENCODINGS = ["binary", "compact"] as const;

export const THRIFT_DIALECTS: readonly ThriftDialect[] = TRANSPORTS.flatMap((transport) =>
  ENCODINGS.map((encoding) => ({ transport, encoding })),
);

export const ThriftType = { Call: 1, Reply: 2, Exception: 3, Oneway: 4 } as const;
export type ThriftType = (typeof ThriftType)[keyof typeof ThriftType];

export interface ThriftFields {
  readonly type: ThriftType;
  readonly name: string;
  /** 32 bits, unsigned. */
  readonly id: number;
  /** Of the field: 1 for the argument, 0 for the result, 1 and up for exceptions of the IDL. */
  readonly field: number;
  readonly payload: Uint8Array | string;
  /** In place of the struct with that field. */
  readonly body?: Uint8Array;
  /** Of the frame in the header transport, which has one of its own. @default `id` */
  readonly frameId?: number;
  /** Info headers of the header transport. */
  readonly headers?: Readonly<Record<string, string>>;
}

export function thriftMessage(dialect: ThriftDialect, fields: ThriftFields): Buffer {
  const message = dialect.encoding === "binary" ? binaryMessage(fields) : compactMessage(fields);
  switch (dialect.transport) {
    case "unframed":
      return message;
    case "framed":
      return Buffer.concat([uint32(message.length), message]);
    default:
      return headerFrame(dialect.encoding, fields, message);
  }
}

function binaryMessage({ type, name, id, field, payload, body }: ThriftFields): Buffer {
  const content = Buffer.from(payload);
  return Buffer.concat([
    Buffer.of(0x80, 0x01, 0, type),
    uint32(name.length),
    Buffer.from(name),
    uint32(id),
    body ?? Buffer.concat([Buffer.of(11, 0, field), uint32(content.length), content, Buffer.of(0)]),
  ]);
}

function compactMessage({ type, name, id, field, payload, body }: ThriftFields): Buffer {
  const content = Buffer.from(payload);
  return Buffer.concat([
    Buffer.of(0x82, (type << 5) | 1),
    varint(id),
    varint(name.length),
    Buffer.from(name),
    body ??
      Buffer.concat([
        field === 0 ? Buffer.of(0x08, 0) : Buffer.of((field << 4) | 8),
        varint(content.length),
        content,
        Buffer.of(0),
      ]),
  ]);
}

function headerFrame(encoding: ThriftEncoding, fields: ThriftFields, message: Buffer): Buffer {
  const entries = Object.entries(fields.headers ?? {});
  const strings = entries.flat().flatMap((value) => [varint(value.length), Buffer.from(value)]);
  const info = entries.length === 0 ? [] : [varint(1), varint(entries.length), ...strings];
  const block = Buffer.concat([Buffer.of(encoding === "binary" ? 0 : 2, 0), ...info]);
  const padding = Buffer.alloc(4 - (block.length % 4));
  const words = (block.length + padding.length) / 4;
  const rest = Buffer.concat([
    Buffer.of(0x0f, 0xff, 0, 0),
    uint32(fields.frameId ?? fields.id),
    Buffer.of(words >> 8, words & 0xff),
    block,
    padding,
    message,
  ]);
  return Buffer.concat([uint32(rest.length), rest]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value >>> 0;
  for (; left > 0x7f; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  return Buffer.from([...bytes, left]);
}
