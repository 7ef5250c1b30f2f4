import type { ChannelOptions } from "@grpc/grpc-js";
import type { Clock } from "@meltemi/core";
import type { Node } from "../node.js";
import { timerMs } from "../timer-ms.js";
import { WILDCARD } from "../type-rules.js";
import { BackOff, type BackOffOptions } from "./back-off.js";
import { type ClientTls, channelCredentials, tlsOptions } from "./client-tls.js";
import { type ClientVariant, clientVariant } from "./client-variant.js";
import { Connection } from "./connection.js";
import type { XdsHandler } from "./xds-handler.js";

export interface XdsClientOptions {
  /** "host:port" of the server. */
  readonly address: string;
  /** @default plain text */
  readonly tls?: ClientTls;
  readonly node: Node;
  /** @default "delta" */
  readonly protocol?: "delta" | "sotw";
  readonly handler: XdsHandler;
  readonly backOff?: BackOffOptions;
  /** Milliseconds for a connection to be there. @default 10_000 */
  readonly connectTimeoutMs?: number;
  /** Milliseconds without traffic after which the server is pinged. @default 30_000 */
  readonly keepAliveMs?: number;
  /** Milliseconds for the ping to come back; then the connection is given up. @default 10_000 */
  readonly keepAliveTimeoutMs?: number;
  /** Larger responses end the stream. @default 64 MiB */
  readonly maxResponseBytes?: number;
  /** Between 0 and 1, for the waits between attempts. @default Math.random */
  readonly random?: () => number;
  /** For leases. @default performance */
  readonly clock?: Clock;
}

export interface XdsClient {
  /**
   * What is wanted of a type from now on, instead of what was wanted before; "*": all there is.
   * Nothing is said of resources that are no longer wanted: the caller gave them up.
   * @throws {Error} in state-of-the-world for clusters and listeners, when "*" is narrowed to names
   */
  subscribe(typeUrl: string, names: ReadonlySet<string> | "*"): void;
  /** Certificates for the next connection. @throws {Error} when they cannot be used */
  setTls(tls: ClientTls): void;
  /** Ends the connection; the handler hears nothing more. */
  close(): void;
}

/**
 * Connects to an xDS server and stays connected: it comes back after failures, and then asks only for
 * what it does not have yet.
 * @throws {Error} when the certificates cannot be used or the node's metadata are not JSON
 */
export function createXdsClient(options: XdsClientOptions): XdsClient {
  return new ReconnectingClient(options);
}

class ReconnectingClient implements XdsClient {
  readonly #options: XdsClientOptions;
  readonly #variant: ClientVariant;
  readonly #clock: Clock;
  readonly #backOff: BackOff;
  #tls: ClientTls | undefined;
  #connection: Connection | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #lease: ReturnType<typeof setTimeout> | undefined;
  /** Inside a callback of the handler: requests wait until it is through. */
  #handling = false;
  #closed = false;

  constructor(options: XdsClientOptions) {
    const { tls, node, handler, protocol = "delta", backOff = {}, random = Math.random } = options;
    channelCredentials(tls);
    this.#options = options;
    this.#tls = tls;
    this.#clock = options.clock ?? performance;
    this.#backOff = new BackOff(backOff, random);
    this.#variant = clientVariant(protocol, node, {
      onUpdate: (update) => (this.#closed ? [] : handler.onUpdate(update)),
    });
    // Later, so that the caller has the client before its handler is called.
    this.#retry = setTimeout(() => this.#connect(), 0);
  }

  subscribe(typeUrl: string, names: ReadonlySet<string> | "*"): void {
    this.#variant.session.subscribe(typeUrl, names === WILDCARD ? new Set([WILDCARD]) : names);
    this.#flush();
  }

  setTls(tls: ClientTls): void {
    channelCredentials(tls);
    this.#tls = tls;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#lease);
    this.#connection?.end("closed");
  }

  #connect(): void {
    const { address, handler, connectTimeoutMs = 10_000 } = this.#options;
    handler.onState?.("connecting");
    if (this.#closed) return;
    this.#variant.session.reset();
    this.#connection = new Connection(
      {
        address,
        path: this.#variant.path,
        credentials: channelCredentials(this.#tls),
        channel: this.#channelOptions(),
        connectTimeoutMs,
      },
      {
        onOpen: () => {
          handler.onState?.("connected");
          this.#flush();
        },
        onMessage: (bytes) => this.#receive(bytes),
        onWritten: () => this.#flush(),
        onEnd: (reason) => this.#disconnected(reason),
      },
    );
  }

  #disconnected(reason: string): void {
    this.#connection = undefined;
    if (this.#closed) return;
    const wait = this.#backOff.next();
    this.#retry = setTimeout(() => this.#connect(), wait);
    const when = (wait / 1000).toFixed(1);
    this.#options.handler.onState?.("disconnected", `${reason}; trying again in ${when} s`);
  }

  #receive(bytes: Uint8Array): void {
    this.#handling = true;
    try {
      this.#variant.receive(bytes, this.#clock.now());
      this.#backOff.reset();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#connection?.end(`the server's response cannot be read: ${message}`);
    } finally {
      this.#handling = false;
    }
    this.#watchLeases();
    this.#flush();
  }

  #flush(): void {
    if (this.#handling) return;
    while (this.#connection?.writable) {
      const request = this.#variant.nextRequest();
      if (request === undefined) return;
      this.#connection.write(request);
    }
  }

  #watchLeases(): void {
    clearTimeout(this.#lease);
    const { wakeAt } = this.#variant.session;
    if (wakeAt === undefined || this.#closed) return;
    const wait = timerMs(wakeAt - this.#clock.now());
    this.#lease = setTimeout(() => {
      this.#variant.session.expire(this.#clock.now());
      this.#watchLeases();
      this.#flush();
    }, wait);
  }

  #channelOptions(): ChannelOptions {
    const { keepAliveMs, keepAliveTimeoutMs, maxResponseBytes } = this.#options;
    return {
      ...tlsOptions(this.#tls),
      "grpc.keepalive_time_ms": keepAliveMs ?? 30_000,
      "grpc.keepalive_timeout_ms": keepAliveTimeoutMs ?? 10_000,
      "grpc.max_receive_message_length": maxResponseBytes ?? 64 * 1024 * 1024,
      "grpc.max_send_message_length": -1,
      // Its own transport: a new attempt must not wait for the library's own attempts.
      "grpc.use_local_subchannel_pool": 1,
      "grpc.enable_retries": 0,
      "grpc.service_config_disable_resolution": 1,
    };
  }
}
