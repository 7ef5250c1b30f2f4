const HEADER_BYTES = 16;
const MAGIC = 0xdabb;

/** A message of the Dubbo protocol, as far as its header tells. */
export interface Frame {
  readonly bytes: Buffer;
  readonly body: Buffer;
  readonly isRequest: boolean;
  readonly isTwoWay: boolean;
  /** About the connection: a heartbeat, or the announcement of a server that stops. */
  readonly isEvent: boolean;
  /** Id of the serialization: 2 is Hessian 2. */
  readonly serialization: number;
  /** Of a response: 20 for success. */
  readonly status: number;
  readonly id: bigint;
}

/** The whole messages at the beginning of the bytes. @throws {Error} when they are not of the protocol */
export function framesOf(bytes: Buffer): Frame[] {
  const frames: Frame[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length) {
    if (bytes.readUInt16BE(at) !== MAGIC) throw new Error(`no Dubbo message at byte ${at}`);
    const end = at + HEADER_BYTES + bytes.readUInt32BE(at + 12);
    if (end > bytes.length) break;
    frames.push(frameOf(bytes.subarray(at, end)));
    at = end;
  }
  return frames;
}

/** The message without its id, which a proxy may choose. */
export function withoutId({ bytes }: Frame): string {
  return `${bytes.toString("hex", 0, 4)}........${bytes.toString("hex", 12)}`;
}

/** Whether it asks whether the peer is still there, or says so. */
export function isHeartbeat(frame: Frame): boolean {
  return frame.isEvent && !isReadOnly(frame);
}

/** Whether a server announces that it will stop: the event "R". */
export function isReadOnly({ isEvent, isRequest, body }: Frame): boolean {
  return isEvent && isRequest && body.at(-1) === 0x52;
}

function frameOf(bytes: Buffer): Frame {
  const flags = bytes.readUInt8(2);
  return {
    bytes,
    body: bytes.subarray(HEADER_BYTES),
    isRequest: (flags & 0x80) !== 0,
    isTwoWay: (flags & 0x40) !== 0,
    isEvent: (flags & 0x20) !== 0,
    serialization: flags & 0x1f,
    status: bytes.readUInt8(3),
    id: bytes.readBigUInt64BE(4),
  };
}
