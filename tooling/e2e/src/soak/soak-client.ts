import { connect, type Socket } from "node:net";
import { FrameOffset, FrameType } from "../frame/wire.js";
import { errorOf } from "../frame-protocol.js";
import type { Random } from "../random.js";
import {
  clientOf,
  eachFrame,
  hasRightCheck,
  type IdScheme,
  LARGEST_FRAME,
  sequenceOf,
  writeFrame,
} from "./soak-message.js";

/** What all clients of a soak have seen. */
export interface SoakTally {
  /** Requests that may still be sent. */
  left: number;
  sent: number;
  oneways: number;
  answers: number;
  /** Error replies by kind. */
  readonly errors: Map<string, number>;
  /** Requests without an answer because the client itself reset its connection. */
  abandoned: number;
  /** What must never happen, in words. */
  readonly violations: string[];
}

const BATCH = 32;
/** Sequences whose lower halves differ are told apart in error replies. */
const SLOTS = 0x1_0000;
const IDLE = 0;

export interface SoakClientOptions {
  /** Of the proxy. */
  readonly port: number;
  /** Requests to keep in flight. */
  readonly window: number;
  readonly ids: IdScheme;
}

/** Sends requests in batches and checks that each gets one answer, its own. */
export class SoakClient {
  readonly #number: number;
  readonly #options: SoakClientOptions;
  readonly #random: Random;
  readonly #tally: SoakTally;
  readonly #onDone: () => void;
  readonly #onViolation: () => void;
  /** By lower half of the sequence: the sequence + 1 of a request in flight, else IDLE. */
  readonly #waiting = new Uint32Array(SLOTS);
  #inFlight = 0;
  #sequence = 0;
  #socket: Socket | undefined;
  #partial: Buffer | undefined;
  /** This client has ended its sending side. */
  #ending = false;
  #done = false;

  constructor(
    number: number,
    options: SoakClientOptions,
    random: Random,
    tally: SoakTally,
    onDone: () => void,
    onViolation: () => void,
  ) {
    this.#number = number;
    this.#options = options;
    this.#random = random;
    this.#tally = tally;
    this.#onDone = onDone;
    this.#onViolation = onViolation;
    this.#connect();
  }

  close(): void {
    this.#done = true;
    this.#socket?.destroy();
  }

  #connect(): void {
    const socket = connect({ port: this.#options.port, host: "127.0.0.1", noDelay: true });
    this.#socket = socket;
    this.#partial = undefined;
    this.#ending = false;
    socket.on("connect", () => this.#pump());
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", (error) => this.#violation(`connection error: ${error.message}`));
    socket.on("close", () => {
      if (socket !== this.#socket || this.#done) return;
      if (this.#inFlight > 0) {
        this.#violation(`closed by the proxy with ${this.#inFlight} requests in flight`);
        this.#forget();
      } else if (!this.#ending) {
        this.#violation("closed by the proxy for no reason");
      }
      this.#connect();
    });
  }

  #pump(): void {
    const tally = this.#tally;
    const socket = this.#socket;
    if (tally.left === 0 && this.#inFlight === 0) {
      this.#done = true;
      this.#onDone();
    }
    if (socket === undefined || this.#done || this.#ending) return;
    while (tally.left > 0 && this.#inFlight + BATCH <= this.#options.window)
      this.#sendBatch(socket);
    const whim = this.#random.below(500);
    if (whim === 0) {
      this.#ending = true;
      socket.end();
    } else if (whim === 1) {
      tally.abandoned += this.#inFlight;
      this.#forget();
      this.#connect();
      socket.resetAndDestroy();
    }
  }

  #sendBatch(socket: Socket): void {
    const tally = this.#tally;
    const { ids } = this.#options;
    const count = Math.min(BATCH, tally.left);
    const bytes = Buffer.allocUnsafe((count + 1) * LARGEST_FRAME);
    let end = 0;
    if (this.#random.below(50) === 0) {
      tally.oneways++;
      end = writeFrame(bytes, end, FrameType.Oneway, this.#number, this.#sequence, ids);
    }
    for (let i = 0; i < count; i++) {
      const sequence = this.#sequence++;
      this.#waiting[sequence % SLOTS] = sequence + 1;
      end = writeFrame(bytes, end, FrameType.Request, this.#number, sequence, ids);
    }
    this.#inFlight += count;
    tally.left -= count;
    tally.sent += count;
    socket.write(bytes.subarray(0, end));
  }

  #read(chunk: Buffer): void {
    const bytes = this.#partial === undefined ? chunk : Buffer.concat([this.#partial, chunk]);
    this.#partial = eachFrame(bytes, this.#take);
    if (this.#inFlight + 2 * BATCH <= this.#options.window || this.#inFlight === 0) this.#pump();
  }

  readonly #take = (bytes: Buffer, at: number, size: number): void => {
    const { ids } = this.#options;
    const slot = bytes.readUInt16BE(at + FrameOffset.Number);
    const sequence = (this.#waiting[slot] as number) - 1;
    if (bytes[at + FrameOffset.Type] === FrameType.Response) {
      if (clientOf(bytes, at) !== this.#number || sequenceOf(bytes, at) !== sequence) {
        const owner = `${clientOf(bytes, at)}/${sequenceOf(bytes, at)}`;
        this.#violation(`cross-talk: the answer to request ${owner}`);
        return;
      }
      if (!hasRightCheck(bytes, at, size)) this.#violation(`request ${sequence}: wrong check`);
      this.#tally.answers++;
    } else {
      const { kind } = errorOf(bytes.subarray(at + FrameOffset.Name, at + size));
      if (sequence < 0) this.#violation(`an error of kind ${kind} for no request`);
      this.#tally.errors.set(kind, (this.#tally.errors.get(kind) ?? 0) + 1);
    }
    if (
      bytes.readUInt32BE(at + FrameOffset.Id + 4) !== ids.low(sequence) ||
      bytes.readUInt32BE(at + FrameOffset.Id) !== ids.high(sequence)
    ) {
      this.#violation(`cross-talk: the answer to request ${sequence}, under the id of another`);
    }
    this.#waiting[slot] = IDLE;
    this.#inFlight--;
  };

  #forget(): void {
    this.#waiting.fill(IDLE);
    this.#inFlight = 0;
  }

  #violation(what: string): void {
    this.#tally.violations.push(`client ${this.#number}: ${what}`);
    this.#onViolation();
  }
}
