import { decodeQzaPacket, HEADER_BYTES, type QzaPacket, qzaPacketLength } from "./qza-packet.js";

/** Cuts what a socket delivers into packets. Holds at most one unfinished packet and one read. */
export class QzaFramer {
  #pending: Buffer = Buffer.alloc(0);

  /**
   * The packets that `chunk` completes.
   * @throws {WireError} when a length is malformed; the connection is then of no use any more
   */
  *push(chunk: Buffer): Generator<QzaPacket, void, undefined> {
    let rest = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (rest.length >= HEADER_BYTES) {
      const length = qzaPacketLength(rest);
      if (rest.length < length) break;
      yield decodeQzaPacket(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
    this.#pending = rest;
  }
}
