import { connect, Socket } from "node:net";
import { READ_BUFFER, READ_REGION } from "./arena.js";
import type { EventLoop } from "./event-loop.js";
import { Output, type OutputOwner } from "./output.js";

/** What a connection does with its socket's events. */
export interface TransportOwner extends OutputOwner {
  /** `bytes[0, length)` has arrived; the bytes are gone when the call returns. */
  onRead(bytes: Buffer, length: number): void;
  /** The peer will send no more. */
  onEnd(): void;
  onConnect(): void;
  /** Once, whatever the cause; `error` when it was one. */
  onClose(error: Error | undefined): void;
}

/** A socket of ours: reads into the thread's shared buffer, writes once per turn. */
export class Transport {
  readonly output: Output;
  readonly #loop: EventLoop;
  readonly #owner: TransportOwner;
  readonly #socket: Socket;
  #paused = false;
  #destroyed = false;
  #error: Error | undefined;

  private constructor(loop: EventLoop, owner: TransportOwner, open: (onread: OnRead) => Socket) {
    this.#loop = loop;
    this.#owner = owner;
    this.output = new Output(loop, owner);
    const socket = open({
      buffer: READ_BUFFER,
      callback: (length) => {
        this.#read(READ_REGION.bytes, length);
        return true;
      },
    });
    this.#socket = socket;
    socket.on("end", () => {
      loop.beginRead();
      if (!this.#destroyed) owner.onEnd();
      loop.endRead();
    });
    socket.on("error", (error) => {
      this.#error = error;
    });
    socket.on("close", () => {
      loop.beginRead();
      this.#destroyed = true;
      this.output.close();
      owner.onClose(this.#error);
      loop.endRead();
    });
  }

  /**
   * Takes over a socket that a server accepted with `pauseOnConnect`. `net.Server` has no way to give its
   * sockets a read buffer (23 % at high rates), so the handle moves into a socket that has one. A Node
   * without that handle still works: its sockets bring a buffer of their own with every read.
   */
  static accept(loop: EventLoop, accepted: Socket, owner: TransportOwner): Transport {
    const holder = accepted as unknown as { _handle?: object | null };
    const handle = holder._handle;
    const transport = new Transport(loop, owner, (onread) => {
      if (handle === null || handle === undefined) return accepted;
      holder._handle = null;
      accepted.destroy();
      const options = { handle, allowHalfOpen: true, pauseOnCreate: true, onread };
      return new Socket(options as ConstructorParameters<typeof Socket>[0]);
    });
    if (transport.#socket === accepted) {
      accepted.on("data", (chunk: Buffer) => transport.#read(chunk, chunk.length));
      accepted.pause();
    }
    transport.output.attach(transport.#socket);
    return transport;
  }

  static connect(loop: EventLoop, owner: TransportOwner, host: string, port: number): Transport {
    const transport = new Transport(loop, owner, (onread) =>
      connect({ host, port, noDelay: true, allowHalfOpen: true, onread }),
    );
    transport.#socket.on("connect", () => {
      loop.beginRead();
      transport.output.attach(transport.#socket);
      if (!transport.#destroyed) owner.onConnect();
      loop.endRead();
    });
    return transport;
  }

  /** Begins to deliver what arrives on an accepted socket. */
  start(): void {
    if (!this.#paused) this.#socket.resume();
  }

  get remoteAddress(): string {
    return this.#socket.remoteAddress ?? "";
  }

  get remotePort(): number {
    return this.#socket.remotePort ?? 0;
  }

  /** A number that changes as the kernel takes what is left, and is 0 when it has taken everything. */
  get unsent(): number {
    const { _handle: handle } = this.#socket as { _handle?: { writeQueueSize?: number } | null };
    return this.#socket.writableLength + (handle?.writeQueueSize ?? 0);
  }

  pauseReading(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#socket.pause();
  }

  resumeReading(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (!this.#destroyed) this.#socket.resume();
  }

  /** Sends what is left and then the end of the stream; reading goes on. */
  end(): void {
    if (!this.#destroyed) this.output.end();
  }

  /** Closes at once; what is left unsent is dropped. `onClose` follows. */
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.output.close();
    this.#socket.destroy();
  }

  #read(buffer: Buffer, length: number): void {
    if (this.#destroyed) return;
    this.#loop.beginRead();
    this.#owner.onRead(buffer, length);
    this.#loop.endRead();
  }
}

interface OnRead {
  readonly buffer: Buffer;
  readonly callback: (length: number) => boolean;
}
