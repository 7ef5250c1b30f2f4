import { type Codec, CodecError, type Limits, type Message, type MessageKind } from "@meltemi/core";

/** What a reader gives its messages to. */
export interface MessageSink {
  /** The message to decode into. The same one again until `onMessage` has taken it. */
  nextMessage(): Message;
  /** The message that `nextMessage` gave, complete. Its bytes are gone when the call returns. */
  onMessage(message: Message): void;
  /** A message announced a size over the limit. Of its bytes only `message.size` are there. */
  onTooLarge(message: Message, announced: number): void;
}

/** While the size of a message is unknown, its bytes are set aside in steps of at least this many. */
const STEP_BYTES = 256;
/**
 * Milliseconds that the messages of one read may take, filters and all. Most take microseconds: a codec
 * or filter that needs this long on 64 KiB holds up everybody else.
 */
export const READ_BUDGET_MS = 500;
const NOTHING = Buffer.allocUnsafeSlow(0);

/**
 * Cuts a stream of bytes into messages. They are decoded where they lie in the read buffer; only an
 * unfinished message at the end of a read is set aside, in a buffer that grows with what has really
 * arrived and never with what a length field promises.
 */
export class MessageReader {
  readonly #codec: Codec;
  readonly #limits: Limits;
  readonly #kind: MessageKind;
  readonly #sink: MessageSink;
  #paused = false;
  #stopped = false;
  /** Set aside: `#tail[#tailStart, #tailEnd)`. */
  #tail: Buffer = NOTHING;
  #tailStart = 0;
  #tailEnd = 0;
  /** Bytes of the first message of the tail without which there is no use in decoding; 0 while unknown. */
  #wanted = 0;
  /** `#wanted` is the size of that message, not only a bound. */
  #sized = false;

  constructor(codec: Codec, limits: Limits, kind: MessageKind, sink: MessageSink) {
    this.#codec = codec;
    this.#limits = limits;
    this.#kind = kind;
    this.#sink = sink;
  }

  /** Bytes set aside: of an unfinished message, or of whole ones while paused. */
  get pending(): number {
    return this.#tailEnd - this.#tailStart;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** No message is handed out until `resume`; what is fed meanwhile is set aside. */
  pause(): void {
    this.#paused = true;
  }

  /** No message is handed out ever again. */
  stop(): void {
    this.#stopped = true;
    this.#releaseTail();
  }

  /**
   * Reads messages from `bytes[0, length)`.
   * @throws {CodecError} or whatever a broken codec throws; the connection is to be closed
   */
  feed(bytes: Buffer, length: number): void {
    let at = 0;
    while (this.pending > 0 && at < length && !this.#stopped) {
      at = this.#feedTail(bytes, at, length);
    }
    if (at >= length || this.#stopped) return;
    at = this.#run(bytes, at, length);
    if (at < length && !this.#stopped) this.#setAside(bytes, at, length);
  }

  /** Hands out what was set aside while paused. @throws as `feed` does */
  resume(): void {
    this.#paused = false;
    if (this.pending === 0 || this.#stopped) return;
    if (this.#wanted > this.pending) return;
    this.#tailStart = this.#run(this.#tail, this.#tailStart, this.#tailEnd);
    if (this.pending === 0 || this.#stopped) this.#releaseTail();
  }

  /** Completes the tail from the new bytes as far as one step needs; returns where to go on. */
  #feedTail(bytes: Buffer, at: number, length: number): number {
    const before = this.pending;
    let step = length - at;
    if (!this.#paused) {
      const missing = this.#wanted - before;
      const enough = this.#sized ? missing : Math.max(missing, STEP_BYTES, before);
      if (enough < step) step = enough;
    }
    this.#setAside(bytes, at, at + step);
    if (this.#paused || this.pending < this.#wanted) return at + step;
    this.#tailStart = this.#run(this.#tail, this.#tailStart, this.#tailEnd);
    const left = this.pending;
    if (this.#stopped || left === 0) {
      this.#releaseTail();
      return at + step;
    }
    // What is left behind a whole message came with this step: it can be read where it lies.
    if (left < step && !this.#paused) {
      this.#releaseTail();
      return at + step - left;
    }
    return at + step;
  }

  /** Decodes what is whole in `bytes[start, end)`; returns the offset behind it. */
  #run(bytes: Buffer, start: number, end: number): number {
    let at = start;
    this.#wanted = 0;
    this.#sized = false;
    while (at < end && !this.#paused && !this.#stopped) {
      const message = this.#sink.nextMessage();
      message.reset(this.#kind, bytes, at);
      message.size = end - at; // for whoever looks at it when decode throws
      const size = this.#codec.decode(bytes, at, end, message);
      if (size === 0) {
        if (end - at >= this.#limits.maxHeaderBytes) {
          throw new CodecError(
            "too-large",
            `no message within ${this.#limits.maxHeaderBytes} bytes`,
          );
        }
        break;
      }
      const bytesNeeded = size < 0 ? -size : size;
      if (!(bytesNeeded <= this.#limits.maxMessageBytes)) this.#refuse(size, end - at, message);
      // The limit is below 2^31, so this sees fractions too.
      if ((size | 0) !== size || (size < 0 && bytesNeeded <= end - at)) this.#misled(size);
      if (bytesNeeded > end - at) {
        this.#wanted = bytesNeeded;
        this.#sized = size > 0;
        break;
      }
      message.size = size;
      at += size;
      this.#sink.onMessage(message);
    }
    return at;
  }

  #refuse(size: number, available: number, message: Message): never {
    const told = Math.abs(size);
    if (!(told > 0) || size === Number.NEGATIVE_INFINITY) this.#misled(size);
    message.size = Math.min(told, available);
    this.#sink.onTooLarge(message, told);
    const limit = this.#limits.maxMessageBytes;
    throw new CodecError("too-large", `message of ${told} bytes, the limit is ${limit}`);
  }

  #misled(size: number): never {
    throw new Error(`codec: decode returned ${size}`);
  }

  #setAside(bytes: Buffer, start: number, end: number): void {
    const length = end - start;
    const held = this.pending;
    if (this.#tailEnd + length > this.#tail.length) {
      const room = held + length;
      if (room <= this.#tail.length) {
        this.#tail.copyWithin(0, this.#tailStart, this.#tailEnd);
      } else {
        const tail = this.#allocate(held, room);
        this.#tail.copy(tail, 0, this.#tailStart, this.#tailEnd);
        this.#tail = tail;
      }
      this.#tailStart = 0;
      this.#tailEnd = held;
    }
    bytes.copy(this.#tail, this.#tailEnd, start, end);
    this.#tailEnd += length;
  }

  /**
   * The first time what is there and hardly more, since most messages end with the next read and many
   * connections may be waiting; then the double, but not beyond the message once its size is known.
   */
  #allocate(held: number, room: number): Buffer {
    const enough = this.#sized ? this.#wanted : this.#limits.maxMessageBytes;
    const capacity = held === 0 ? room : Math.max(room, Math.min(room * 2, enough));
    return Buffer.allocUnsafeSlow(Math.max(STEP_BYTES, capacity));
  }

  #releaseTail(): void {
    this.#tail = NOTHING;
    this.#tailStart = 0;
    this.#tailEnd = 0;
    this.#wanted = 0;
    this.#sized = false;
  }
}
