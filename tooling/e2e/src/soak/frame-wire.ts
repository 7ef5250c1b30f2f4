import { FRAME_HEADER_SIZE, FRAME_MAGIC, FrameOffset, FrameType } from "../frame/wire.js";
import { errorOf } from "../frame-protocol.js";
import {
  clientOf,
  hasRightCheck,
  LARGEST_PAYLOAD,
  sequenceOf,
  writeCheck,
  writePayload,
} from "./soak-payload.js";
import type { SoakWire } from "./soak-wire.js";

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

/**
 * Frames without a name. The number of a frame is the lower half of its sequence: error replies repeat it,
 * and so tell which request they are for.
 */
export function frameWire(ids: IdScheme, ordered: boolean): SoakWire {
  return {
    largest: FRAME_HEADER_SIZE + LARGEST_PAYLOAD,
    ordered,
    write(out, at, client, sequence, oneway) {
      const end = writePayload(out, at + FRAME_HEADER_SIZE, client, sequence);
      out[at + FrameOffset.Magic] = FRAME_MAGIC;
      out[at + FrameOffset.Type] = oneway ? FrameType.Oneway : FrameType.Request;
      out.writeUInt32BE(end - at, at + FrameOffset.Length);
      out.writeUInt32BE(ids.high(sequence), at + FrameOffset.Id);
      out.writeUInt32BE(ids.low(sequence), at + FrameOffset.Id + 4);
      out.writeUInt16BE(sequence & 0xffff, at + FrameOffset.Number);
      out[at + FrameOffset.NameLength] = 0;
      return end;
    },
    each: eachFrame,
    answer(bytes, at, size) {
      const type = bytes[at + FrameOffset.Type];
      if (type === FrameType.Oneway) return undefined;
      const answer = bytes.subarray(at, at + size);
      const heartbeat = type === FrameType.HeartbeatRequest;
      answer[FrameOffset.Type] = heartbeat ? FrameType.HeartbeatReply : FrameType.Response;
      if (!heartbeat) writeCheck(answer, FRAME_HEADER_SIZE, size);
      return { bytes: answer, heartbeat, strange: () => strange(answer) };
    },
    reply(bytes, at, size) {
      const payload = at + FRAME_HEADER_SIZE;
      const slot = bytes.readUInt16BE(at + FrameOffset.Number);
      if (bytes[at + FrameOffset.Type] !== FrameType.Response) {
        const error = errorOf(bytes.subarray(payload, at + size)).kind;
        return { slot, error, client: -1, sequence: -1, intact: true };
      }
      return {
        slot,
        error: undefined,
        client: clientOf(bytes, payload),
        sequence: sequenceOf(bytes, payload),
        intact: hasRightCheck(bytes, payload, at + size),
      };
    },
    hasIdOf: (bytes, at, _size, sequence) =>
      bytes.readUInt32BE(at + FrameOffset.Id + 4) === ids.low(sequence) &&
      bytes.readUInt32BE(at + FrameOffset.Id) === ids.high(sequence),
  };
}

function eachFrame(
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

function strange(answer: Buffer): Buffer {
  const stranger = Buffer.from(answer);
  stranger.writeUInt8(stranger.readUInt8(FrameOffset.Id + 4) ^ 0x40, FrameOffset.Id + 4);
  return stranger;
}
