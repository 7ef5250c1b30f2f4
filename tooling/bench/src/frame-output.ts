import type { Socket } from "node:net";

/**
 * Ready-made frames in a row, of which only some bytes change from one write to the next. Frames are
 * filled one after the other and leave in one write.
 */
export class FrameOutput {
  readonly #socket: Socket;
  readonly #frameBytes: number;
  readonly #make: () => Uint8Array;
  bytes: Uint8Array;
  #end = 0;

  /** `make` returns a new row of frames, as many as are ever filled before one flush. */
  constructor(socket: Socket, frameBytes: number, make: () => Uint8Array) {
    this.#socket = socket;
    this.#frameBytes = frameBytes;
    this.#make = make;
    this.bytes = make();
  }

  /** Offset of the next frame in `bytes`. */
  next(): number {
    if (this.#end === this.bytes.length) this.flush();
    const at = this.#end;
    this.#end += this.#frameBytes;
    return at;
  }

  flush(): void {
    if (this.#end === 0) return;
    this.#socket.write(this.bytes.subarray(0, this.#end));
    this.#end = 0;
    // Nothing waits: the kernel has its copy, and the row may be filled again at once. Otherwise the
    // socket still needs it.
    if (this.#socket.writableLength !== 0) this.bytes = this.#make();
  }
}
