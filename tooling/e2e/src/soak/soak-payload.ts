/**
 * What the messages of a soak carry: u32 client, u32 sequence, filler, u32 check. The server fills in the
 * check, a hash of all that comes before it.
 */
const SEQUENCE = 4;
const FILLER = 8;
const CHECK_SIZE = 4;
const LONGEST_FILLER = 48;

export const LARGEST_PAYLOAD: number = FILLER + LONGEST_FILLER + CHECK_SIZE;

const payloadSize = (sequence: number): number => FILLER + (sequence % LONGEST_FILLER) + CHECK_SIZE;

/** Writes a payload at `at` and returns the offset behind it. */
export function writePayload(out: Buffer, at: number, client: number, sequence: number): number {
  const end = at + payloadSize(sequence);
  out.writeUInt32BE(client, at);
  out.writeUInt32BE(sequence, at + SEQUENCE);
  for (let i = at + FILLER; i < end; i++) out[i] = (client + sequence + i - at) & 0xff;
  return end;
}

export const clientOf = (bytes: Buffer, at: number): number => bytes.readUInt32BE(at);
export const sequenceOf = (bytes: Buffer, at: number): number => bytes.readUInt32BE(at + SEQUENCE);

/** Hash of the payload without the check itself (FNV-1a). */
function checkOf(bytes: Buffer, at: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < end - CHECK_SIZE; i++) {
    hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  }
  return hash >>> 0;
}

export function writeCheck(bytes: Buffer, at: number, end: number): void {
  bytes.writeUInt32BE(checkOf(bytes, at, end), end - CHECK_SIZE);
}

export function hasRightCheck(bytes: Buffer, at: number, end: number): boolean {
  return (
    end - at === payloadSize(sequenceOf(bytes, at)) &&
    bytes.readUInt32BE(end - CHECK_SIZE) === checkOf(bytes, at, end)
  );
}
