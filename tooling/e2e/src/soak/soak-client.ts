import { connect, type Socket } from "node:net";
import type { Random } from "../random.js";
import type { SoakWire } from "./soak-wire.js";

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
  readonly wire: SoakWire;
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
  /** The request whose answer comes next, where answers come in order. */
  #turn = 0;
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
    const { wire } = this.#options;
    const count = Math.min(BATCH, tally.left);
    const bytes = Buffer.allocUnsafe((count + 1) * wire.largest);
    let end = 0;
    if (this.#random.below(50) === 0) {
      tally.oneways++;
      end = wire.write(bytes, end, this.#number, this.#sequence, true);
    }
    for (let i = 0; i < count; i++) {
      const sequence = this.#sequence++;
      this.#waiting[sequence % SLOTS] = sequence + 1;
      end = wire.write(bytes, end, this.#number, sequence, false);
    }
    this.#inFlight += count;
    tally.left -= count;
    tally.sent += count;
    socket.write(bytes.subarray(0, end));
  }

  #read(chunk: Buffer): void {
    const bytes = this.#partial === undefined ? chunk : Buffer.concat([this.#partial, chunk]);
    this.#partial = this.#options.wire.each(bytes, this.#take);
    if (this.#inFlight + 2 * BATCH <= this.#options.window || this.#inFlight === 0) this.#pump();
  }

  readonly #take = (bytes: Buffer, at: number, size: number): void => {
    const { wire } = this.#options;
    const reply = wire.reply(bytes, at, size);
    const sequence = (this.#waiting[reply.slot] as number) - 1;
    if (reply.error === undefined) {
      if (reply.client !== this.#number || reply.sequence !== sequence) {
        this.#violation(`cross-talk: the answer to request ${reply.client}/${reply.sequence}`);
        return;
      }
      if (!reply.intact) this.#violation(`request ${sequence}: wrong check`);
      this.#tally.answers++;
    } else {
      if (sequence < 0) this.#violation(`an error of kind ${reply.error} for no request`);
      this.#tally.errors.set(reply.error, (this.#tally.errors.get(reply.error) ?? 0) + 1);
    }
    if (!wire.hasIdOf(bytes, at, size, sequence)) {
      this.#violation(`cross-talk: the answer to request ${sequence}, under the id of another`);
    }
    if (wire.ordered && sequence !== this.#turn) {
      this.#violation(`the answer to request ${sequence} before that to ${this.#turn}`);
    }
    this.#turn = sequence + 1;
    this.#waiting[reply.slot] = IDLE;
    this.#inFlight--;
  };

  #forget(): void {
    this.#waiting.fill(IDLE);
    this.#turn = this.#sequence;
    this.#inFlight = 0;
  }

  #violation(what: string): void {
    this.#tally.violations.push(`client ${this.#number}: ${what}`);
    this.#onViolation();
  }
}
