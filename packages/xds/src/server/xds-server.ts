import {
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  status,
} from "@grpc/grpc-js";
import type { Clock } from "@meltemi/core";
import type { SnapshotSource } from "../snapshot.js";
import { type Call, OpenStream, type StreamContext } from "./open-stream.js";
import { ReloadableTls, type ServerTls } from "./server-tls.js";
import { type Protocol, SERVICES, type XdsService } from "./services.js";
import type { StreamObserver } from "./stream-observer.js";

export interface XdsServerOptions {
  readonly source: SnapshotSource;
  readonly observer?: StreamObserver;
  /** An IP address or host name. @default "127.0.0.1" */
  readonly address?: string;
  /** 0: the kernel chooses. @default 0 */
  readonly port?: number;
  /** @default plain text */
  readonly tls?: ServerTls;
  /** Milliseconds without traffic after which a connection is pinged. @default 30_000 */
  readonly keepAliveMs?: number;
  /** Milliseconds for the ping to come back; then the connection is closed. @default 10_000 */
  readonly keepAliveTimeoutMs?: number;
  /** The original's proxy opens a stream for each of its listeners. @default 10_000 */
  readonly maxStreamsPerConnection?: number;
  /** Larger requests end their stream. @default 4 MiB */
  readonly maxRequestBytes?: number;
  /** Bytes of a client's node with its metadata. @default 256 KiB */
  readonly maxNodeBytes?: number;
  /** Names that one stream may subscribe to. @default 100_000 */
  readonly maxNames?: number;
  /** For heartbeats. @default performance */
  readonly clock?: Clock;
}

export interface XdsServer {
  readonly address: string;
  readonly port: number;
  /**
   * Replaces the certificates for new connections; open ones keep theirs.
   * @throws {Error} when they cannot be used, when the server was started without TLS, or when they
   * change whether clients need certificates. The former ones then stay.
   */
  setTls(tls: ServerTls): void;
  /** Ends all streams and stops listening. */
  close(): Promise<void>;
}

const MIB = 1024 * 1024;
/** Half of what gRPC clients take by default. */
const MAX_RESPONSE_BYTES = 2 * MIB;
/** Milliseconds that clients get to answer the good-bye. */
const CLOSE_MS = 250;

/** @throws {Error} when the port is taken, or the certificates cannot be used */
export async function createXdsServer(options: XdsServerOptions): Promise<XdsServer> {
  const { address = "127.0.0.1", port = 0 } = options;
  const tls = options.tls && new ReloadableTls(options.tls);
  const server = new Server({
    "grpc.keepalive_time_ms": options.keepAliveMs ?? 30_000,
    "grpc.keepalive_timeout_ms": options.keepAliveTimeoutMs ?? 10_000,
    "grpc.max_concurrent_streams": options.maxStreamsPerConnection ?? 10_000,
    "grpc.max_receive_message_length": options.maxRequestBytes ?? 4 * MIB,
    "grpc.max_send_message_length": -1,
  });
  const context: StreamContext = {
    source: options.source,
    observer: options.observer ?? {},
    limits: {
      maxNames: options.maxNames ?? 100_000,
      maxResponseBytes: MAX_RESPONSE_BYTES,
      maxNodeBytes: options.maxNodeBytes ?? 256 * 1024,
    },
    clock: options.clock ?? performance,
  };
  const streams = new Set<OpenStream>();
  let lastId = 0;
  const open = (call: Call, service: XdsService, protocol: Protocol): void => {
    const stream: OpenStream = new OpenStream(context, call, ++lastId, service, protocol, () =>
      streams.delete(stream),
    );
    streams.add(stream);
  };
  for (const service of SERVICES) {
    server.addService(definitionOf(service), {
      [service.methods.sotw]: (call: Call) => open(call, service, "sotw"),
      [service.methods.delta]: (call: Call) => open(call, service, "delta"),
    });
  }
  const bound = await listen(server, address, port, tls?.credentials);
  let closing: Promise<void> | undefined;
  return {
    address,
    port: bound,
    setTls(values) {
      if (tls === undefined) throw new Error("the server speaks plain text; start it with tls");
      tls.replace(values);
    },
    close() {
      for (const stream of streams) stream.end(status.UNAVAILABLE, "the server is closing");
      closing ??= shutDown(server);
      return closing;
    },
  };
}

function listen(
  server: Server,
  address: string,
  port: number,
  credentials: ServerCredentials = ServerCredentials.createInsecure(),
): Promise<number> {
  const host = address.includes(":") ? `[${address}]` : address;
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, credentials, (error, bound) => {
      if (error === null) resolve(bound);
      else
        reject(
          new Error(`cannot listen on ${host}:${port}: ${error.message}; choose another port`, {
            cause: error,
          }),
        );
    });
  });
}

function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, CLOSE_MS);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}

/** Messages pass as bytes: each is decoded and encoded where its errors can be answered. */
function definitionOf({ name, methods }: XdsService): ServiceDefinition {
  const method = (path: string): MethodDefinition<Uint8Array, Uint8Array> => ({
    path: `/${name}/${path}`,
    requestStream: true,
    responseStream: true,
    requestSerialize: Buffer.from,
    requestDeserialize: (bytes) => bytes,
    responseSerialize: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    responseDeserialize: (bytes) => bytes,
  });
  return {
    [methods.sotw]: method(methods.sotw),
    [methods.delta]: method(methods.delta),
  };
}
