import {
  type ChannelCredentials,
  type ChannelOptions,
  Client,
  type ClientDuplexStream,
  type ServiceError,
  status,
} from "@grpc/grpc-js";

export interface ConnectionEvents {
  /** The transport is there; what is written from now on is sent. */
  onOpen(): void;
  onMessage(bytes: Uint8Array): void;
  /** What was written is through. */
  onWritten(): void;
  /** It is over: called once, and nothing after it. */
  onEnd(reason: string): void;
}

export interface ConnectionOptions {
  readonly address: string;
  readonly path: string;
  readonly credentials: ChannelCredentials;
  readonly channel: ChannelOptions;
  readonly connectTimeoutMs: number;
}

/** One attempt: a transport of its own with one stream on it. */
export class Connection {
  readonly #client: Client;
  readonly #call: ClientDuplexStream<Uint8Array, Uint8Array>;
  readonly #events: ConnectionEvents;
  readonly #timer: ReturnType<typeof setTimeout>;
  #open = false;
  #ended = false;
  #writing = false;

  constructor(
    { address, path, credentials, channel, connectTimeoutMs }: ConnectionOptions,
    events: ConnectionEvents,
  ) {
    this.#events = events;
    this.#client = new Client(address, credentials, channel);
    this.#call = this.#client.makeBidiStreamRequest<Uint8Array, Uint8Array>(
      path,
      (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      (bytes) => bytes,
    );
    this.#call.on("data", (bytes: Uint8Array) => {
      if (!this.#ended) events.onMessage(bytes);
    });
    this.#call.on("error", (error: ServiceError) => {
      this.end(`${status[error.code] ?? "error"}: ${error.details}`);
    });
    this.#call.on("end", () => this.end("the server ended the stream"));
    this.#client.waitForReady(Number.POSITIVE_INFINITY, (error) => {
      if (error === undefined && !this.#ended) this.#opened();
    });
    this.#timer = setTimeout(
      () => this.end(`no connection within ${connectTimeoutMs / 1000} s`),
      connectTimeoutMs,
    );
  }

  /** The transport is there and nothing is being written. */
  get writable(): boolean {
    return this.#open && !this.#writing && !this.#ended;
  }

  write(bytes: Uint8Array): void {
    this.#writing = true;
    this.#call.write(bytes, () => {
      this.#writing = false;
      if (!this.#ended) this.#events.onWritten();
    });
  }

  end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#call.cancel();
    this.#client.close();
    this.#events.onEnd(reason);
  }

  #opened(): void {
    this.#open = true;
    clearTimeout(this.#timer);
    this.#events.onOpen();
  }
}
