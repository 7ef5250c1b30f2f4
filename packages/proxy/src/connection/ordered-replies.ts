import { ByteWriter } from "@meltemi/core";

/** Where replies go in the end. */
export interface ReplyOutput extends ByteWriter {
  begin?(size: number): void;
}

/**
 * For clients that tell answers apart by their order alone: an answer that is ready before that of an
 * earlier request is held back until its turn.
 */
export class OrderedReplies {
  readonly #output: ReplyOutput;
  /** Sequence number of the request whose answer is due next. */
  #head = 0;
  #next = 0;
  /** Answers ahead of their turn; an empty writer stands for a request that gets none. */
  readonly #held = new Map<number, ByteWriter>();
  #writing: ByteWriter | undefined;
  #heldBytes = 0;

  constructor(output: ReplyOutput) {
    this.#output = output;
  }

  /** Bytes that wait for their turn. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Requests whose answers have not gone to the output. */
  get waiting(): number {
    return this.#next - this.#head;
  }

  /** A request has come; returns its place in the order. */
  begin(): number {
    return this.#next++;
  }

  /** Where the answer to that request is to be written now. */
  writer(sequence: number): ByteWriter {
    if (sequence === this.#head) return this.#output;
    this.#writing = new ByteWriter();
    return this.#writing;
  }

  /** The answer has been written; what waited for it follows. */
  done(sequence: number): void {
    if (sequence !== this.#head) {
      if (this.#writing === undefined) return;
      this.#held.set(sequence, this.#writing);
      this.#heldBytes += this.#writing.length;
      this.#writing = undefined;
      return;
    }
    this.#head++;
    for (;;) {
      const held = this.#held.get(this.#head);
      if (held === undefined) return;
      this.#held.delete(this.#head++);
      this.#heldBytes -= held.length;
      this.#output.begin?.(held.length);
      this.#output.append(held.bytes, 0, held.length);
    }
  }
}
