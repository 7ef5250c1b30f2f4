import {
  Client,
  type ClientDuplexStream,
  credentials,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
} from "@grpc/grpc-js";
import type protobuf from "protobufjs";
import { loadProtos } from "./generator/load-protos.js";

// The protocol as its .proto files have it, read by another library than the package's own.
const root = loadProtos();

/** A message of another library, with the shape of an object literal. */
// biome-ignore lint/suspicious/noExplicitAny: tests read what they expect
export type Plain = Record<string, any>;

function serializer(name: string): (value: Plain) => Buffer {
  const type: protobuf.Type = root.lookupType(`envoy.service.discovery.v3.${name}`);
  return (value) => Buffer.from(type.encode(type.fromObject(value)).finish());
}

function deserializer(name: string): (bytes: Uint8Array) => Plain {
  const type: protobuf.Type = root.lookupType(`envoy.service.discovery.v3.${name}`);
  return (bytes) => type.toObject(type.decode(bytes), { longs: Number, enums: String });
}

const DISCOVERY = "envoy.service.discovery.v3.AggregatedDiscoveryService";

const MESSAGES = {
  sotw: {
    request: "DiscoveryRequest",
    response: "DiscoveryResponse",
    method: "StreamAggregatedResources",
  },
  delta: {
    request: "DeltaDiscoveryRequest",
    response: "DeltaDiscoveryResponse",
    method: "DeltaAggregatedResources",
  },
} as const;

export type Protocol = keyof typeof MESSAGES;

/** A stream whose messages are awaited one by one. */
export class RawClient {
  readonly client: Client;
  readonly call: ClientDuplexStream<Plain | Uint8Array, Plain>;
  /** "CODE: details" once the stream is over. */
  readonly ended: Promise<string>;
  readonly received: Plain[] = [];
  #wake: () => void = () => undefined;

  constructor(
    port: number,
    protocol: Protocol,
    options: {
      path?: string;
      options?: object;
      creds?: ReturnType<typeof credentials.createInsecure>;
    } = {},
  ) {
    const { request, response, method } = MESSAGES[protocol];
    const serialize = serializer(request);
    this.client = new Client(
      `127.0.0.1:${port}`,
      options.creds ?? credentials.createInsecure(),
      options.options,
    );
    this.call = this.client.makeBidiStreamRequest<Plain | Uint8Array, Plain>(
      options.path ?? `/${DISCOVERY}/${method}`,
      (value) => (value instanceof Uint8Array ? Buffer.from(value) : serialize(value)),
      deserializer(response),
    );
    this.call.on("data", (message: Plain) => {
      this.received.push(message);
      this.#wake();
    });
    this.ended = new Promise((resolve) => {
      this.call.on("error", () => undefined);
      this.call.on("status", ({ code, details }) => resolve(`${code}: ${details}`));
    });
  }

  send(message: Plain | Uint8Array): void {
    this.call.write(message);
  }

  /** The next message, in order. */
  async next(): Promise<Plain> {
    while (this.received.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.received.shift() as Plain;
  }

  close(): void {
    this.call.cancel();
    this.client.close();
  }
}

/** What one stream of the raw server saw and can say. */
export interface RawStream {
  /** The next request, in order. */
  next(): Promise<Plain>;
  /** Requests that were not taken yet. */
  readonly waiting: readonly Plain[];
  send(response: Plain | Uint8Array): void;
  /** Resets the stream. */
  reset(): void;
}

/** A server that does nothing by itself: the test answers. */
export class RawServer {
  readonly #server = new Server({ "grpc.max_send_message_length": -1 });
  readonly #streams: RawStream[] = [];
  #wake: () => void = () => undefined;
  opened = 0;
  port = 0;

  async listen(port = 0): Promise<void> {
    for (const protocol of ["sotw", "delta"] as const) {
      const { request, response, method } = MESSAGES[protocol];
      const serialize = serializer(response);
      const definition = {
        path: `/${DISCOVERY}/${method}`,
        requestStream: true,
        responseStream: true,
        requestSerialize: serializer(request),
        requestDeserialize: deserializer(request),
        responseSerialize: (value: Plain | Uint8Array) =>
          value instanceof Uint8Array ? Buffer.from(value) : serialize(value),
        responseDeserialize: deserializer(response),
      } as const;
      this.#server.addService(
        { [method]: definition },
        { [method]: (call: ServerDuplexStream<Plain, Plain>) => this.#open(call) },
      );
    }
    this.port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(
        `127.0.0.1:${port}`,
        ServerCredentials.createInsecure(),
        (error, bound) => (error === null ? resolve(bound) : reject(error)),
      );
    });
  }

  /** The next stream that a client opened. */
  async stream(): Promise<RawStream> {
    while (this.#streams.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#streams.shift() as RawStream;
  }

  close(): void {
    this.#server.forceShutdown();
  }

  #open(call: ServerDuplexStream<Plain, Plain>): void {
    this.opened++;
    const waiting: Plain[] = [];
    let wake: () => void = () => undefined;
    call.on("data", (request: Plain) => {
      waiting.push(request);
      wake();
    });
    call.on("error", () => undefined);
    this.#streams.push({
      waiting,
      async next() {
        while (waiting.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        return waiting.shift() as Plain;
      },
      send: (response) => call.write(response),
      reset: () => call.emit("error", { code: 14, details: "reset by the test" }),
    });
    this.#wake();
  }
}
