import { connect, type Socket } from "node:net";
import { readUint32, writeUint32 } from "@meltemi/core";
import { FixedFrameReader } from "./fixed-frame-reader.js";
import { FrameOutput } from "./frame-output.js";
import {
  type AnswerLayout,
  type FrameLayout,
  framesOf,
  markerOf,
} from "./protocol/frame-layout.js";
import type { LoadProtocol } from "./protocol/load-protocol.js";

/** Requests that one connection can have in flight: an id is a generation and a slot of 10 bits. */
export const MAX_IN_FLIGHT = 1024;
const SLOT_MASK: number = MAX_IN_FLIGHT - 1;

// One for all clients of the process: a read is dealt with before the next one begins.
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

export interface LoadClientEvents {
  /** The connection is up. */
  onConnect(): void;
  /** The connection could not be made, or ended before `close`. Not more than once. */
  onFail(): void;
  /** After `stop`, once: nothing more will come. */
  onIdle(): void;
}

/**
 * One connection that keeps a fixed number of requests in flight: every answer is checked and its
 * slot filled with the next request. All connections use the same ids, so that an answer which goes
 * to the wrong connection is only told by its contents, as it would be with real clients.
 */
export class LoadClient {
  /** Right answers so far. */
  answered = 0;
  /** Answers that were not to any request in flight here, or not the right answer to it. */
  wrong = 0;
  /** Requests without an answer as yet. */
  inFlight = 0;
  /** What went wrong first. */
  firstFault: string | undefined;

  readonly #number: number;
  readonly #request: FrameLayout;
  readonly #answer: AnswerLayout;
  readonly #answerBytes: number;
  /** The two words of the template, read once. */
  readonly #rightSize: number;
  readonly #rightStatus: number;
  readonly #slots: Uint32Array;
  readonly #events: LoadClientEvents;
  readonly #socket: Socket;
  readonly #reader: FixedFrameReader;
  readonly #output: FrameOutput;
  #stopped = false;
  #idle = false;
  #closed = false;

  constructor(
    { request, answer }: LoadProtocol,
    host: string,
    port: number,
    number: number,
    maxInFlight: number,
    events: LoadClientEvents,
  ) {
    this.#number = number;
    this.#request = request;
    this.#answer = answer;
    this.#answerBytes = answer.template.length;
    this.#rightSize = readUint32(answer.template, answer.sizeAt);
    this.#rightStatus = readUint32(answer.template, answer.statusAt);
    this.#slots = new Uint32Array(maxInFlight);
    this.#events = events;
    this.#reader = new FixedFrameReader(this.#answerBytes, (bytes, at) =>
      this.#onAnswer(bytes, at),
    );
    const onRead = (length: number, bytes: Uint8Array): boolean => {
      this.#reader.read(bytes, length);
      this.#output.flush();
      return true;
    };
    this.#socket = connect({
      host,
      port,
      noDelay: true,
      onread: { buffer: readBuffer, callback: onRead },
    });
    this.#output = new FrameOutput(this.#socket, request.template.length, () =>
      framesOf(request, maxInFlight, number),
    );
    this.#socket.once("connect", () => events.onConnect());
    this.#socket.on("error", (error) => this.#fail(error.message));
    this.#socket.on("close", () => this.#fail("the connection was closed"));
  }

  /** Sends the first requests, as many as may be in flight. */
  start(): void {
    for (let slot = 0; slot < this.#slots.length; slot++) this.#send(slot, MAX_IN_FLIGHT | slot);
    this.#output.flush();
  }

  /** Sends no more. `onIdle` follows when the last answer is there. */
  stop(): void {
    this.#stopped = true;
    if (this.inFlight === 0 || this.#closed) this.#becomeIdle();
  }

  close(): void {
    this.#closed = true;
    this.#socket.destroy();
  }

  #onAnswer(bytes: Uint8Array, at: number): void {
    const answer = this.#answer;
    const id = readUint32(bytes, at + answer.idAt);
    const slot = id & SLOT_MASK;
    if (
      readUint32(bytes, at + answer.sizeAt) !== this.#rightSize ||
      readUint32(bytes, at + answer.statusAt) !== this.#rightStatus ||
      this.#slots[slot] !== id ||
      readUint32(bytes, at + answer.connectionAt) !== this.#number ||
      bytes[at + answer.markerAt] !== markerOf(id) + 1
    ) {
      this.#onWrongAnswer(bytes, at);
      return;
    }
    this.answered++;
    this.inFlight--;
    if (!this.#stopped) {
      this.#send(slot, (id + MAX_IN_FLIGHT) >>> 0);
      return;
    }
    this.#slots[slot] = 0;
    if (this.inFlight === 0) this.#becomeIdle();
  }

  #send(slot: number, id: number): void {
    this.#slots[slot] = id;
    this.inFlight++;
    const at = this.#output.next();
    const { idAt, markerAt } = this.#request;
    writeUint32(this.#output.bytes, at + idAt, id);
    this.#output.bytes[at + markerAt] = markerOf(id);
  }

  /**
   * An error reply shorter than an answer waits in the reader as an unfinished frame when nothing
   * follows it. To be called when there is no more to come.
   */
  checkUnfinished(): void {
    const bytes = this.#reader.unfinished;
    if (bytes.length >= this.#answer.headBytes) this.#onWrongAnswer(bytes, 0);
  }

  // The slot stays taken, so the request also counts as lost unless its own answer still comes.
  #onWrongAnswer(bytes: Uint8Array, at: number): void {
    this.wrong++;
    const answer = this.#answer;
    const size = answer.sizeOf(bytes, at);
    const whole = size === this.#answerBytes && bytes.length - at >= size;
    // What a frame of another size has in that place may be anything.
    const sender = whole ? ` of connection ${readUint32(bytes, at + answer.connectionAt)}` : "";
    this.firstFault ??=
      `connection ${this.#number}: answer of ${size} bytes to request ` +
      `${readUint32(bytes, at + answer.idAt)}${sender}, ${answer.statusOf(bytes, at)}`;
    // Frames of any other size cannot be found in the stream any more.
    if (size !== this.#answerBytes) this.#socket.destroy();
  }

  #fail(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.firstFault ??= `connection ${this.#number}: ${reason}`;
    this.#socket.destroy();
    this.#events.onFail();
    if (this.#stopped) this.#becomeIdle();
  }

  #becomeIdle(): void {
    if (this.#idle) return;
    this.#idle = true;
    this.#events.onIdle();
  }
}
