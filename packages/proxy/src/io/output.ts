import type { Socket } from "node:net";
import { ByteWriter } from "@meltemi/core";
import { type Block, copyBytes, releaseBlock, takeBlock } from "./arena.js";
import type { EventLoop } from "./event-loop.js";

/** Bytes that leave at once, before the end of the turn, so that a busy turn stays in the cache. */
const EARLY_FLUSH_BYTES = 128 << 10;
/** Room that `begin` leaves behind a message, for a request id that becomes wider. */
const SLACK_BYTES = 32;
const NOTHING: Block = { bytes: Buffer.allocUnsafeSlow(0), start: 0, end: 0 };

/** Who wants to know that a slow peer has caught up. */
export interface OutputOwner {
  /** A write for which the kernel had no room at first has been taken whole; more may wait behind it. */
  onDrained(): void;
}

/**
 * What waits to be sent on one socket. At most one write is under way; what comes meanwhile gathers
 * here, so that a slow peer costs the bytes it has not read and no more.
 */
export class Output extends ByteWriter {
  declare bytes: Buffer;
  readonly #loop: EventLoop;
  readonly #owner: OutputOwner;
  #socket: Socket | undefined;
  /** Where the bytes lie: `bytes[#block.start, length)` waits to be sent. */
  #block = NOTHING;
  #dirty = false;
  /** Bytes of the write under way; 0 when there is none. */
  #writing = 0;
  /** When that write began. */
  #writingSince = 0;
  #closed = false;

  constructor(loop: EventLoop, owner: OutputOwner) {
    super(0);
    this.bytes = NOTHING.bytes;
    this.#loop = loop;
    this.#owner = owner;
  }

  /** Sends from now on, and what was gathered so far. */
  attach(socket: Socket): void {
    this.#socket = socket;
    // At once: whoever was held up because of these bytes asks next whether they have gone.
    this.flush();
  }

  /** Bytes that no write has taken yet. */
  get pending(): number {
    return this.length - this.#block.start;
  }

  /** Bytes that the kernel has not taken. */
  get buffered(): number {
    return this.pending + this.#writing;
  }

  /** Whether the peer has not taken a byte since that moment, though some wait for it. */
  stalledSince(time: number): boolean {
    return this.#writing > 0 && this.#writingSince <= time;
  }

  /** To be called when a message has been appended: it leaves with this turn's flush. */
  commit(): void {
    if (this.pending >= EARLY_FLUSH_BYTES && this.#writing === 0) {
      this.flush();
    } else if (!this.#dirty && !this.#closed) {
      this.#dirty = true;
      this.#loop.markDirty(this);
    }
  }

  /**
   * To be called before a message of about `size` bytes is appended. What was gathered before may move;
   * the offsets of the message itself then stay valid to its end.
   */
  begin(size: number): void {
    const wanted = size + SLACK_BYTES;
    if (this.length + wanted <= this.limit || this.#closed) return;
    const old = this.#block;
    const pending = this.pending;
    // Doubled once something was there, so that a slow peer's backlog is not moved again and again.
    const block = takeBlock(Math.max(pending + wanted, pending * 2));
    copyBytes(this.bytes, old.start, this.length, block.bytes, block.start);
    this.#use(block, block.start + pending);
    releaseBlock(old);
  }

  override append(source: Uint8Array, start: number, end: number): void {
    const at = this.reserve(end - start);
    copyBytes(source, start, end, this.bytes, at);
  }

  flush(): void {
    this.#dirty = false;
    const socket = this.#socket;
    const pending = this.pending;
    if (pending === 0 || socket === undefined || this.#writing > 0 || this.#closed) return;
    const block = this.#block;
    socket.write(this.bytes.subarray(block.start, this.length));
    this.#use(NOTHING, 0);
    if (socket.writableLength === 0) {
      // The kernel has it all, so the block is free again.
      releaseBlock(block);
    } else {
      this.#writing = pending;
      this.#writingSince = this.#loop.now;
      // An empty write behind the real one: its callback tells when the kernel has taken everything.
      // A callback on every write would cost a tick each, and nearly all complete at once.
      socket.write(NOTHING.bytes, () => this.#written(block));
    }
  }

  /** Sends what is left, then the end of the stream. */
  end(): void {
    this.flush();
    const socket = this.#socket;
    if (socket === undefined) return;
    if (this.pending > 0) {
      socket.end(Buffer.from(this.bytes.subarray(this.#block.start, this.length)));
      this.#drop();
    } else {
      socket.end();
    }
    this.#closed = true;
  }

  /** Drops what is left. */
  close(): void {
    this.#closed = true;
    this.#drop();
  }

  /** Within a message, so its offsets must stay: the new memory has them too, and wastes what is before. */
  protected override grow(limit: number): void {
    const old = this.#block;
    const capacity = Math.max(limit, old.start + 2 * (limit - old.start));
    const bytes = Buffer.allocUnsafeSlow(capacity);
    this.bytes.copy(bytes, old.start, old.start, this.length);
    this.#use({ bytes, start: old.start, end: capacity }, this.length);
    releaseBlock(old);
  }

  #written(block: Block): void {
    releaseBlock(block);
    this.#writing = 0;
    if (this.#closed) return;
    this.#loop.tick();
    if (this.pending > 0) this.flush();
    this.#owner.onDrained();
  }

  #drop(): void {
    const block = this.#block;
    this.#use(NOTHING, 0);
    releaseBlock(block);
  }

  #use(block: Block, length: number): void {
    this.#block = block;
    this.bytes = block.bytes;
    this.length = length;
    this.limit = block.end;
  }
}
