import { readInt32, readUint16 } from "@meltemi/core";

/** Bytes of the Hessian int at `at`, 0 when there is none or it passes `end`. */
export function intSize(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return 0;
  const tag = bytes[at] as number;
  let size = 0;
  if (tag >= 0x80 && tag <= 0xbf) size = 1;
  else if (tag >= 0xc0 && tag <= 0xcf) size = 2;
  else if (tag >= 0xd0 && tag <= 0xd7) size = 3;
  else if (tag === 0x49) size = 5;
  return size <= end - at ? size : 0;
}

/** The Hessian int at `at`, of which `intSize` has found the size. */
export function intValue(bytes: Uint8Array, at: number): number {
  const tag = bytes[at] as number;
  if (tag < 0x80) return readInt32(bytes, at + 1);
  if (tag <= 0xbf) return tag - 0x90;
  if (tag <= 0xcf) return ((tag - 0xc8) << 8) + (bytes[at + 1] as number);
  return ((tag - 0xd4) << 16) + readUint16(bytes, at + 1);
}
