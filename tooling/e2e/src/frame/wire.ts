/**
 * The test protocol "frame", as bytes. Big-endian:
 *
 * | offset | size | field |
 * |---|---|---|
 * | 0 | 1 | magic 0xf7 |
 * | 1 | 1 | type |
 * | 2 | 4 | length of the whole frame |
 * | 6 | 8 | request id |
 * | 14 | 2 | number |
 * | 16 | 1 | length of the name |
 * | 17 | n | name, UTF-8, then the payload |
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
} as const;
export type FrameType = (typeof FrameType)[keyof typeof FrameType];

export interface FrameFields {
  readonly type: FrameType;
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
  frame[FrameOffset.Type] = fields.type;
  frame.writeUInt32BE(frame.length, FrameOffset.Length);
  frame.writeBigUInt64BE(BigInt(fields.id ?? 0), FrameOffset.Id);
  frame.writeUInt16BE(fields.number ?? 0, FrameOffset.Number);
  frame[FrameOffset.NameLength] = name.length;
  frame.set(name, FrameOffset.Name);
  frame.set(payload, FrameOffset.Name + name.length);
  return frame;
}
