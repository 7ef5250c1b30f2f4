import { type ByteWriter, writeUint32 } from "@meltemi/core";

/** The Dubbo 2 header: 16 bytes, big-endian, the same for requests and responses. */
export const HEADER_SIZE = 16;

export const MAGIC_HIGH = 0xda;
export const MAGIC_LOW = 0xbb;

/** Offsets from the start of the message. */
export const Field = {
  /** 2 bytes. */
  magic: 0,
  flags: 2,
  /** Means something in responses only. */
  status: 3,
  /** 64 bits. */
  requestId: 4,
  /** Signed, 32 bits. */
  bodyLength: 12,
} as const;

/** Bits of the flags. The lowest five are the id of the body's serialization. */
export const Flag = {
  request: 0x80,
  twoWay: 0x40,
  event: 0x20,
  serialization: 0x1f,
} as const;

/** The only status of success. A response with another one has a text as its body. */
export const STATUS_OK = 20;

/** Appends a header and returns the offset of its first byte. `endMessage` gives it its length. */
export function beginMessage(
  out: ByteWriter,
  flags: number,
  status: number,
  idHigh: number,
  idLow: number,
): number {
  const at = out.reserve(HEADER_SIZE);
  const { bytes } = out;
  bytes[at] = MAGIC_HIGH;
  bytes[at + 1] = MAGIC_LOW;
  bytes[at + Field.flags] = flags;
  bytes[at + Field.status] = status;
  writeUint32(bytes, at + Field.requestId, idHigh);
  writeUint32(bytes, at + Field.requestId + 4, idLow);
  writeUint32(bytes, at + Field.bodyLength, 0);
  return at;
}

/** Writes the body length of the message that started at `at` and ends where the writer stands. */
export function endMessage(out: ByteWriter, at: number): void {
  writeUint32(out.bytes, at + Field.bodyLength, out.length - at - HEADER_SIZE);
}
