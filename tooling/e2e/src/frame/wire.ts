/**
 * The test protocol "frame", as bytes. Big-endian:
 *
 * | offset | size | field |
 * |---|---|---|
 * | 0 | 1 | magic 0xf7 |
 * | 1 | 1 | type in the low four bits, dialect in the next three, and whether it is chunked |
 * | 2 | 4 | length of the whole frame; means nothing in a chunked one |
 * | 6 | 8 | request id |
 * | 14 | 2 | number |
 * | 16 | 1 | length of the name |
 * | 17 | n | name, UTF-8, then the payload |
 *
 * The payload of a chunked frame is chunks of a u32 length and that many bytes, and ends with an empty one.
 */
export const FRAME_MAGIC = 0xf7;
export const FRAME_HEADER_SIZE = 17;
/** Bytes that tell the length. */
export const FRAME_PREFIX_SIZE = 6;
export const FrameOffset = {
  Magic: 0,
  Type: 1,
  Length: 2,
  Id: 6,
  Number: 14,
  NameLength: 16,
  Name: 17,
} as const;

export const FrameType = {
  Request: 1,
  Response: 2,
  Oneway: 3,
  HeartbeatRequest: 4,
  HeartbeatReply: 5,
  Error: 6,
  GoAway: 7,
} as const;
export type FrameType = (typeof FrameType)[keyof typeof FrameType];

/** The parts of a frame's second byte. */
export const FRAME_TYPE_MASK = 0x0f;
export const FRAME_DIALECT_SHIFT = 4;
export const FRAME_DIALECT_MASK = 0x07;
export const FRAME_CHUNKED = 0x80;
/** Bytes that tell the length of a chunk. */
export const CHUNK_PREFIX_SIZE = 4;

export interface FrameFields {
  readonly type: FrameType;
  /** 0 to 7. @default 0 */
  readonly dialect?: number;
  readonly id?: number | bigint;
  readonly name?: string;
  readonly number?: number;
  readonly payload?: Uint8Array | string;
}

export function buildFrame(fields: FrameFields): Buffer {
  const name = Buffer.from(fields.name ?? "");
  const payload = Buffer.from(fields.payload ?? "");
  const frame = Buffer.alloc(FRAME_HEADER_SIZE + name.length + payload.length);
  frame[FrameOffset.Magic] = FRAME_MAGIC;
  frame[FrameOffset.Type] = fields.type | ((fields.dialect ?? 0) << FRAME_DIALECT_SHIFT);
  frame.writeUInt32BE(frame.length, FrameOffset.Length);
  frame.writeBigUInt64BE(BigInt(fields.id ?? 0), FrameOffset.Id);
  frame.writeUInt16BE(fields.number ?? 0, FrameOffset.Number);
  frame[FrameOffset.NameLength] = name.length;
  frame.set(name, FrameOffset.Name);
  frame.set(payload, FrameOffset.Name + name.length);
  return frame;
}

/** A frame whose payload comes in chunks of that many bytes. */
export function buildChunkedFrame(fields: FrameFields, chunkSize = 16): Buffer {
  const payload = Buffer.from(fields.payload ?? "");
  const parts = [buildFrame({ ...fields, payload: "" })];
  for (let at = 0; at < payload.length; at += chunkSize) {
    const chunk = payload.subarray(at, at + chunkSize);
    parts.push(chunkPrefix(chunk.length), chunk);
  }
  const frame = Buffer.concat([...parts, chunkPrefix(0)]);
  frame[FrameOffset.Type] = (frame[FrameOffset.Type] ?? 0) | FRAME_CHUNKED;
  frame.fill(0, FrameOffset.Length, FrameOffset.Id);
  return frame;
}

function chunkPrefix(length: number): Buffer {
  const prefix = Buffer.alloc(CHUNK_PREFIX_SIZE);
  prefix.writeUInt32BE(length);
  return prefix;
}
