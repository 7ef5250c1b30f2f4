import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Random } from "../random.js";
import type { SoakWire } from "./soak-wire.js";

/** How often a server does what; each number is "once in so many requests", 0 is never. */
export interface Mischief {
  /** The answer waits for a later read. */
  readonly delay: number;
  /** The answer comes after the proxy's timeout. */
  readonly late: number;
  readonly silence: number;
  readonly duplicate: number;
  /** An answer to a request that nobody has made comes before the right one. */
  readonly stranger: number;
  /** The connection ends with every answer that is due. */
  readonly reset: number;
  readonly garbage: number;
}

const LATE_MS = 600;
const NOTHING = Buffer.alloc(0);

/** A server that answers correctly, but in any order, late, twice, or by closing the connection. */
export class SoakServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(wire: SoakWire, random: Random, mischief: Mischief) {
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      new SoakServerConnection(socket, wire, random, mischief);
    });
  }

  async listen(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

class SoakServerConnection {
  readonly #socket: Socket;
  readonly #wire: SoakWire;
  readonly #random: Random;
  readonly #mischief: Mischief;
  #partial: Buffer | undefined;
  /** Answers for this read, and those that wait for a later one. */
  #ready: Buffer[] = [];
  #delayed: Buffer[] = [];
  /**
   * What is ready holds an answer twice. They must arrive together: without request ids nobody can tell
   * a second answer that comes later from the next one.
   */
  #uncut = false;
  /** The second half of what has been cut: it leaves before anything else. */
  #rest: Buffer = NOTHING;
  #end: "reset" | "garbage" | undefined;

  constructor(socket: Socket, wire: SoakWire, random: Random, mischief: Mischief) {
    this.#socket = socket;
    this.#wire = wire;
    this.#random = random;
    this.#mischief = mischief;
    socket.on("error", () => {}); // the proxy closes connections with pending answers
    socket.on("data", (chunk) => this.#read(chunk));
  }

  #read(chunk: Buffer): void {
    const bytes = this.#partial === undefined ? chunk : Buffer.concat([this.#partial, chunk]);
    this.#partial = this.#wire.each(bytes, this.#take);
    if (this.#end === "reset") {
      this.#socket.resetAndDestroy();
      return;
    }
    if (this.#end === "garbage") {
      this.#ready.push(Buffer.from("this is no message"));
      this.#end = undefined;
    } else if (this.#delayed.length > 0 && this.#random.below(2) === 0) {
      this.#ready = this.#delayed.splice(0).concat(this.#ready);
    }
    this.#flush();
    // What waits for a read must not wait for ever.
    if (this.#delayed.length > 0) setTimeout(() => this.#flushDelayed(), 5);
  }

  readonly #take = (bytes: Buffer, at: number, size: number): void => {
    const reply = this.#wire.answer(bytes, at, size);
    if (reply === undefined) return;
    const answer = reply.bytes;
    if (reply.heartbeat) {
      this.#ready.push(answer);
      return;
    }
    const { delay, late, silence, duplicate, stranger, reset, garbage } = this.#mischief;
    if (this.#happens(reset)) this.#end = "reset";
    if (this.#happens(garbage)) this.#end = "garbage";
    if (this.#happens(stranger)) this.#ready.push(reply.strange());
    if (this.#happens(silence)) return;
    if (this.#happens(late)) {
      setTimeout(() => this.#send(answer), LATE_MS);
      return;
    }
    if (this.#happens(duplicate)) {
      this.#ready.push(Buffer.concat([answer, answer]));
      this.#uncut = true;
      return;
    }
    (this.#happens(delay) ? this.#delayed : this.#ready).push(answer);
  };

  #happens(onceIn: number): boolean {
    return onceIn > 0 && this.#random.below(onceIn) === 0;
  }

  #flushDelayed(): void {
    this.#ready = this.#delayed.splice(0);
    this.#flush();
  }

  /** Sends what is ready, out of order, and now and then cut at any place. */
  #flush(): void {
    const ready = this.#ready;
    if (ready.length === 0) return;
    this.#ready = [];
    for (let swaps = ready.length >> 2; swaps > 0; swaps--) {
      const [i, j] = [this.#random.below(ready.length), this.#random.below(ready.length)];
      [ready[i], ready[j]] = [ready[j] as Buffer, ready[i] as Buffer];
    }
    const bytes = Buffer.concat(ready);
    if (this.#uncut || this.#random.below(8) > 0) {
      this.#uncut = false;
      this.#send(bytes);
      return;
    }
    const cut = this.#random.below(bytes.length);
    this.#send(bytes.subarray(0, cut));
    this.#rest = bytes.subarray(cut);
    setImmediate(() => this.#send(NOTHING));
  }

  #send(bytes: Buffer): void {
    if (!this.#socket.writable) return;
    if (this.#rest.length > 0) this.#socket.write(this.#rest);
    this.#rest = NOTHING;
    if (bytes.length > 0) this.#socket.write(bytes);
  }
}
