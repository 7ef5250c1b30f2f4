/** Cuts a stream into frames of one size. A frame is read in place unless two reads share it. */
export class FixedFrameReader {
  readonly #frameBytes: number;
  readonly #onFrame: (bytes: Uint8Array, at: number) => void;
  readonly #partial: Uint8Array;
  #partialLength = 0;

  /** `onFrame` may look at `bytes[at, at + frameBytes)` until it returns. */
  constructor(frameBytes: number, onFrame: (bytes: Uint8Array, at: number) => void) {
    this.#frameBytes = frameBytes;
    this.#onFrame = onFrame;
    this.#partial = new Uint8Array(frameBytes);
  }

  /** Takes `bytes[0, length)`. */
  read(bytes: Uint8Array, length: number): void {
    const size = this.#frameBytes;
    let at = 0;
    if (this.#partialLength > 0) {
      at = Math.min(size - this.#partialLength, length);
      this.#keep(bytes, 0, at);
      if (this.#partialLength < size) return;
      this.#partialLength = 0;
      this.#onFrame(this.#partial, 0);
    }
    for (; length - at >= size; at += size) this.#onFrame(bytes, at);
    if (at < length) this.#keep(bytes, at, length);
  }

  /** The first bytes of a frame whose rest has not come. */
  get unfinished(): Uint8Array {
    return this.#partial.subarray(0, this.#partialLength);
  }

  #keep(bytes: Uint8Array, start: number, end: number): void {
    this.#partial.set(bytes.subarray(start, end), this.#partialLength);
    this.#partialLength += end - start;
  }
}
