import { FRAME_HEADER_SIZE, FRAME_MAGIC, FrameOffset, type FrameType } from "../frame/wire.js";

/**
 * Frames of the soak test have no name, and this payload: u32 client, u32 sequence, filler, u32 check.
 * The server fills in the check, a hash of all that comes before it. The number of a frame is the lower
 * half of its sequence: error replies repeat it, and so tell which request they are for.
 */
const CLIENT = FRAME_HEADER_SIZE;
const SEQUENCE = CLIENT + 4;
const FILLER = SEQUENCE + 4;
const CHECK_SIZE = 4;
const LONGEST_FILLER = 48;

export const LARGEST_FRAME: number = FILLER + LONGEST_FILLER + CHECK_SIZE;

/** The request ids of a client, which need not be different from one another. */
export interface IdScheme {
  low(sequence: number): number;
  high(sequence: number): number;
}

const LOWER_HALVES = [0, 1, 2, 3, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
const UPPER_HALVES = [0, 0, 0, 1, 0xffff_ffff];

/** Few, so that they collide within a client and between clients; and the ones at the edges. */
export const COLLIDING_IDS: IdScheme = {
  low: (sequence) => LOWER_HALVES[sequence % LOWER_HALVES.length] as number,
  high: (sequence) => UPPER_HALVES[sequence % UPPER_HALVES.length] as number,
};

/** As in protocols that have none: a wrong answer cannot be told by its id. */
export const NO_IDS: IdScheme = { low: () => 0, high: () => 0 };

const sizeOf = (sequence: number): number => FILLER + (sequence % LONGEST_FILLER) + CHECK_SIZE;

/** Writes a frame at `at` and returns the offset behind it. */
export function writeFrame(
  out: Buffer,
  at: number,
  type: FrameType,
  client: number,
  sequence: number,
  ids: IdScheme,
): number {
  const size = sizeOf(sequence);
  out[at + FrameOffset.Magic] = FRAME_MAGIC;
  out[at + FrameOffset.Type] = type;
  out.writeUInt32BE(size, at + FrameOffset.Length);
  out.writeUInt32BE(ids.high(sequence), at + FrameOffset.Id);
  out.writeUInt32BE(ids.low(sequence), at + FrameOffset.Id + 4);
  out.writeUInt16BE(sequence & 0xffff, at + FrameOffset.Number);
  out[at + FrameOffset.NameLength] = 0;
  out.writeUInt32BE(client, at + CLIENT);
  out.writeUInt32BE(sequence, at + SEQUENCE);
  for (let i = at + FILLER; i < at + size; i++) out[i] = (client + sequence + i) & 0xff;
  return at + size;
}

export const clientOf = (bytes: Buffer, at: number): number => bytes.readUInt32BE(at + CLIENT);
export const sequenceOf = (bytes: Buffer, at: number): number => bytes.readUInt32BE(at + SEQUENCE);

/** Hash of the payload without the check itself (FNV-1a). */
function checkOf(bytes: Buffer, at: number, size: number): number {
  let hash = 0x811c9dc5;
  for (let i = at + CLIENT; i < at + size - CHECK_SIZE; i++) {
    hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  }
  return hash >>> 0;
}

export const writeCheck = (bytes: Buffer, at: number, size: number): void => {
  bytes.writeUInt32BE(checkOf(bytes, at, size), at + size - CHECK_SIZE);
};

export const hasRightCheck = (bytes: Buffer, at: number, size: number): boolean =>
  size === sizeOf(sequenceOf(bytes, at)) &&
  bytes.readUInt32BE(at + size - CHECK_SIZE) === checkOf(bytes, at, size);

/** Calls `onFrame` for every whole frame and returns what is left over. */
export function eachFrame(
  bytes: Buffer,
  onFrame: (bytes: Buffer, at: number, size: number) => void,
): Buffer | undefined {
  let at = 0;
  while (bytes.length - at >= FRAME_HEADER_SIZE) {
    const size = bytes.readUInt32BE(at + FrameOffset.Length);
    if (size < FRAME_HEADER_SIZE) throw new Error(`a frame of ${size} bytes`);
    if (bytes.length - at < size) break;
    onFrame(bytes, at, size);
    at += size;
  }
  return at === bytes.length ? undefined : bytes.subarray(at);
}
