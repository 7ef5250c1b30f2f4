import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Protocol, Received } from "./protocol.js";
import { turn, Watch } from "./watch.js";

/** One end of a connection to the proxy: sends bytes, good or bad, and records what comes back. */
export class Peer {
  readonly socket: Socket;
  readonly received: Received[] = [];
  /** Bytes that have arrived. */
  byteCount = 0;
  /** The proxy has sent FIN. */
  ended = false;
  closed = false;
  /** The proxy has reset the connection. */
  wasReset = false;
  /** Called for every message. */
  onMessage: ((message: Received) => void) | undefined;
  readonly #protocol: Protocol;
  readonly #side: "client" | "server";
  readonly #watch = new Watch();
  /** What has come of a message that is not whole yet. */
  #chunks: Buffer[] = [];
  #held = 0;
  /** Bytes of that message, 0 while unknown. */
  #wanted = 0;
  #taken = 0;

  constructor(socket: Socket, protocol: Protocol, side: "client" | "server") {
    this.socket = socket;
    this.#protocol = protocol;
    this.#side = side;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("end", () => {
      this.ended = true;
      this.#watch.notify();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNRESET") this.wasReset = true;
    });
    socket.on("close", () => {
      this.closed = true;
      this.#watch.notify();
    });
  }

  /** Connects to a port of this machine. */
  static async connect(port: number, protocol: Protocol): Promise<Peer> {
    const socket = connect({ port, host: "127.0.0.1" });
    await once(socket, "connect");
    return new Peer(socket, protocol, "client");
  }

  send(...parts: readonly Uint8Array[]): void {
    this.socket.write(parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts));
  }

  request(id: number | bigint, payload: Uint8Array | string): void {
    this.send(this.#protocol.request(id, payload));
  }

  /** Sends the bytes in pieces that reach the proxy in reads of their own. */
  async sendInPieces(bytes: Uint8Array, pieceSize = 1): Promise<void> {
    for (let at = 0; at < bytes.length; at += pieceSize) {
      this.socket.write(bytes.subarray(at, at + pieceSize));
      await turn();
    }
  }

  /** The next message, in order of arrival. @throws {Error} when the connection closes instead */
  async next(what = "a message"): Promise<Received> {
    await this.#watch.until(() => this.received.length > this.#taken || this.closed, what);
    const message = this.received[this.#taken];
    if (message === undefined) throw new Error(`the connection closed instead of ${what}`);
    this.#taken++;
    return message;
  }

  /** The next `count` messages. */
  async take(count: number): Promise<readonly Received[]> {
    const messages: Received[] = [];
    while (messages.length < count) {
      messages.push(await this.next(`message ${messages.length + 1} of ${count}`));
    }
    return messages;
  }

  /** Sends a request and returns its answer, when nothing else is under way. */
  exchange(id: number | bigint, payload: Uint8Array | string): Promise<Received> {
    this.request(id, payload);
    return this.next(`the answer to request ${id}`);
  }

  /** Sends FIN. */
  end(): void {
    this.socket.end();
  }

  /** Sends RST. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  untilClosed(what = "the connection to close", patienceMs?: number): Promise<void> {
    return this.#watch.until(() => this.closed, what, patienceMs);
  }

  untilReceived(count: number, what = `${count} messages`, patienceMs?: number): Promise<void> {
    return this.#watch.until(() => this.received.length >= count, what, patienceMs);
  }

  /** Drops the messages that have been received, for tests that measure memory. */
  forget(): void {
    this.received.length = 0;
    this.#taken = 0;
  }

  #receive(chunk: Buffer): void {
    this.byteCount += chunk.length;
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    // Not with every piece of a large message: joining them each time takes seconds.
    if (this.#held >= this.#wanted) this.#readMessages();
    this.#watch.notify();
  }

  #readMessages(): void {
    const chunks = this.#chunks;
    let bytes = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    let size = this.#protocol.sizeOf(bytes, 0);
    while (size > 0 && size <= bytes.length) {
      const message = this.#protocol.read(bytes.subarray(0, size), this.#side);
      bytes = bytes.subarray(size);
      this.received.push(message);
      this.onMessage?.(message);
      size = this.#protocol.sizeOf(bytes, 0);
    }
    this.#chunks = bytes.length === 0 ? [] : [bytes]; // an empty view would keep its memory
    this.#held = bytes.length;
    this.#wanted = size;
  }
}
