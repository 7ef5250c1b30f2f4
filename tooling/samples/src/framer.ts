/** How a protocol is cut into frames. Both functions throw a WireError when the bytes are malformed. */
export interface Framing<Frame> {
  /** Bytes from the start of a frame that tell its length. */
  readonly headerBytes: number;
  /** Bytes of the whole frame that starts `bytes`; at least `headerBytes` of it are there. */
  readonly lengthOf: (bytes: Buffer) => number;
  /** Reads one whole frame. */
  readonly decode: (bytes: Buffer) => Frame;
}

/** Cuts what a socket delivers into frames. Holds at most one unfinished frame and one read. */
export class Framer<Frame> {
  readonly #framing: Framing<Frame>;
  #pending: Buffer = Buffer.alloc(0);

  constructor(framing: Framing<Frame>) {
    this.#framing = framing;
  }

  /**
   * The frames that `chunk` completes.
   * @throws {WireError} when a length is malformed; the connection is then of no use any more
   */
  *push(chunk: Buffer): Generator<Frame, void, undefined> {
    const { headerBytes, lengthOf, decode } = this.#framing;
    let rest = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (rest.length >= headerBytes) {
      const length = lengthOf(rest);
      if (rest.length < length) break;
      yield decode(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
    this.#pending = rest;
  }
}
