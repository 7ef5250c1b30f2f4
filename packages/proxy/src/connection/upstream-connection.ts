import {
  type ByteWriter,
  type Codec,
  CodecError,
  type CodecPlugin,
  ErrorKind,
  Message,
  MessageKind,
  type ProxyError,
  requestIdText,
} from "@meltemi/core";
import type { Endpoint } from "../cluster/endpoint.js";
import { errorStack, errorText } from "../error-text.js";
import * as errors from "../exchange/errors.js";
import { type Downstream, Phase, type ProxyExchange, type Upstream } from "../exchange/exchange.js";
import { Transport, type TransportOwner } from "../io/transport.js";
import type { Correlator } from "../pool/correlator.js";
import type { Housekept, Worker } from "../worker/worker.js";
import { type CloseCause, closeError } from "./close-error.js";
import { MessageReader, type MessageSink, READ_BUDGET_MS } from "./message-reader.js";
import { nameOfKind } from "./name-of-kind.js";
import { Pulse, ServerPulse } from "./server-pulse.js";

/** What heartbeats and their answers rarely exceed. */
const HEARTBEAT_BYTES = 128;
/** What error replies rarely exceed. */
const ERROR_REPLY_BYTES = 512;
const NO_BYTES = new Uint8Array(0);

/** The pool that a connection belongs to. */
export interface UpstreamOwner {
  /**
   * Requests were answered, and the read that brought the answers has been handled to its end.
   * @param leftover whether the beginning of another message has come with them
   */
  onRequestDone(connection: UpstreamConnection, leftover: boolean): void;
  /** The server will take no further requests on it. It closes when the last answer has come. */
  onGoAway(connection: UpstreamConnection): void;
  /** A message came that answers no request. */
  onUnexpected(connection: UpstreamConnection, message: Message): void;
  /** Once, before the requests in flight are failed. */
  onClosed(connection: UpstreamConnection): void;
}

/** One connection to a server. */
export class UpstreamConnection implements Upstream, TransportOwner, MessageSink, Housekept {
  readonly endpoint: Endpoint;
  /** Takes no further requests and closes when the last answer has come. */
  draining = false;
  closed = false;

  readonly #worker: Worker;
  readonly #plugin: CodecPlugin;
  readonly #codec: Codec;
  /** Carries one request at a time, for whichever client. */
  readonly #oneByOne: boolean;
  readonly #correlator: Correlator;
  readonly #owner: UpstreamOwner;
  readonly #reader: MessageReader;
  readonly #transport: Transport;
  readonly #connectTimer: NodeJS.Timeout;
  #message: Message;
  #connected = false;
  /** A request was answered in the read being handled. */
  #answered = false;
  #lastActivity: number;
  readonly #pulse = new ServerPulse();
  /** Clients that are not read until this server has caught up. */
  #blocked: Downstream[] = [];

  constructor(
    worker: Worker,
    endpoint: Endpoint,
    plugin: CodecPlugin,
    correlator: Correlator,
    owner: UpstreamOwner,
  ) {
    const { cluster } = endpoint;
    const { limits, connectTimeoutMs } = cluster.config;
    this.#worker = worker;
    this.endpoint = endpoint;
    this.#plugin = plugin;
    this.#oneByOne = !correlator.byId && plugin.correlation !== "connection";
    this.#correlator = correlator;
    this.#owner = owner;
    this.#message = new Message(worker.texts);
    this.#codec = plugin.create({
      direction: "response",
      attributes: worker.attributes(plugin).response,
      limits,
    });
    this.#reader = new MessageReader(this.#codec, limits, MessageKind.Response, this);
    this.#lastActivity = worker.loop.now;
    this.#transport = Transport.connect(worker.loop, this, endpoint.address, endpoint.port);
    this.#connectTimer = setTimeout(() => {
      worker.loop.tick();
      this.close("connect-timeout");
    }, connectTimeoutMs);
    // Last, when nothing can throw any more: only what is closed is counted down.
    cluster.connections++;
    cluster.stats.connectionsTotal.inc();
    cluster.stats.connectionsActive.inc();
    worker.housekept.add(this);
  }

  get shared(): boolean {
    return this.#correlator.byId;
  }

  /** Requests whose answers are outstanding. */
  get active(): number {
    return this.#correlator.size;
  }

  /** Encodes the request into the output, to leave with this turn's write. */
  send(exchange: ProxyExchange, requestCodec: Codec): void {
    const { request, mutationOfRequest } = exchange;
    if (this.closed) {
      this.#worker.pipeline.fail(exchange, this.#errorOf("local"));
      return;
    }
    const { output } = this.#transport;
    const { bufferLimitBytes, bufferHighWatermarkBytes } = this.endpoint.cluster.config.limits;
    if (output.buffered > bufferLimitBytes) {
      this.#worker.pipeline.overflow(exchange);
      return;
    }
    output.begin(request.size);
    const start = output.length;
    const correlator = this.#correlator;
    try {
      if (mutationOfRequest === undefined || mutationOfRequest.size === 0) {
        output.append(request.bytes, request.start, request.start + request.size);
      } else {
        this.#worker.pipeline.countRefused(
          exchange,
          requestCodec.encode(request, mutationOfRequest, output),
        );
      }
      if (!exchange.oneway) {
        correlator.add(exchange);
        exchange.upstreamConnection = this;
      }
      if (correlator.byId) {
        const id = exchange.oneway ? correlator.freeId() : exchange.correlationKey;
        requestCodec.setRequestId?.(request, 0, id, output, start);
      }
    } catch (cause) {
      output.length = start;
      if (exchange.upstreamConnection === this) correlator.abandon(exchange);
      this.#worker.pipeline.fail(exchange, {
        kind: ErrorKind.Unspecified,
        source: "proxy",
        retriable: true,
        text: `meta protocol router: request not encoded: ${errorText(cause)}`,
        cause,
      });
      return;
    }
    exchange.phase = Phase.Upstream;
    this.#lastActivity = this.#worker.loop.now;
    output.commit();
    if (output.buffered > bufferHighWatermarkBytes) this.#block(exchange.downstreamConnection);
  }

  /** Stops reading from the server, for a client of its own that does not keep up. */
  pauseReading(): void {
    this.#transport.pauseReading();
  }

  resumeReading(): void {
    this.#transport.resumeReading();
  }

  /** The answer to this request no longer matters. */
  abandon(exchange: ProxyExchange): void {
    const reusable = this.#correlator.abandon(exchange);
    // A server that has not taken a byte for as long as this request lived is as good as gone.
    const stalled = this.#transport.output.stalledSince(exchange.startTime);
    if (!reusable || stalled) this.close("local");
    else this.#closeIfDone();
  }

  drain(): void {
    this.draining = true;
    if (this.active === 0) this.#transport.output.flush(); // the last oneway request; nothing else will come
    this.#closeIfDone();
  }

  destroy(): void {
    this.close("local");
  }

  close(cause: CloseCause, detail = ""): void {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.#connectTimer);
    this.#reader.stop();
    this.#transport.destroy();
    this.#worker.housekept.delete(this);
    const { cluster } = this.endpoint;
    const { stats } = cluster;
    cluster.connections--;
    stats.connectionsActive.dec();
    stats.connectionsDestroyed.inc();
    if (!this.#connected) {
      stats.connectFail.inc();
      if (cause === "connect-timeout") stats.connectTimeout.inc();
    }
    if (this.active > 0) stats.connectionsDestroyedWithRequests.inc();
    this.#owner.onClosed(this);
    this.#unblock();
    const error = this.#errorOf(cause, detail);
    for (let e = this.#correlator.pop(); e !== undefined; e = this.#correlator.pop()) {
      this.#worker.pipeline.fail(e, error);
    }
  }

  // TransportOwner

  onConnect(): void {
    this.#connected = true;
    clearTimeout(this.#connectTimer);
    this.#lastActivity = this.#worker.loop.now;
    this.#pulse.felt(this.#lastActivity);
    this.onDrained();
  }

  onRead(bytes: Buffer, length: number): void {
    this.#lastActivity = this.#worker.loop.now;
    this.#pulse.felt(this.#lastActivity);
    try {
      this.#reader.feed(bytes, length);
    } catch (error) {
      this.endpoint.cluster.stats.protocolError.inc();
      const fields = { endpoint: this.endpoint.key, error: errorText(error) };
      this.#worker.logger.warn("upstream connection closed: not the protocol", fields);
      this.close("protocol", errorText(error));
      return;
    }
    if (this.#worker.loop.elapsed() > READ_BUDGET_MS) {
      // Many clients share it, so it stays: what is slow may be the machine.
      this.#worker.logger.warn("one read from a server held up everybody else", {
        endpoint: this.endpoint.key,
        limitMs: READ_BUDGET_MS,
      });
    }
    this.#message.moveTo(NO_BYTES, 0); // it may have been a large one
    if (this.closed) return;
    if (!this.#answered) {
      // In order, what comes while nobody waits could be taken for the answer to the next request.
      if (this.#oneByOne && this.active === 0 && this.#reader.pending > 0) {
        this.close("local");
      }
      return;
    }
    this.#answered = false;
    this.#closeIfDone();
    if (!this.closed) this.#owner.onRequestDone(this, this.#reader.pending > 0);
  }

  onEnd(): void {
    // A server that sends no more cannot answer any more.
    this.close("remote");
  }

  onClose(_error: Error | undefined): void {
    this.close("remote");
  }

  onDrained(): void {
    const { bufferHighWatermarkBytes } = this.endpoint.cluster.config.limits;
    if (this.#transport.output.buffered <= bufferHighWatermarkBytes / 2) this.#unblock();
    this.#closeIfDone();
  }

  // MessageSink

  nextMessage(): Message {
    return this.#message;
  }

  onMessage(message: Message): void {
    switch (message.kind) {
      case MessageKind.Response:
      case MessageKind.Error: {
        const exchange = this.#correlator.take(message);
        if (exchange === undefined) {
          this.endpoint.cluster.stats.unknownResponse.inc();
          this.#owner.onUnexpected(this, message);
          return;
        }
        if (!this.#correlator.byId && !this.#idsAgree(exchange, message)) return;
        // Parked by a filter: the exchange keeps the message, so the next one needs another.
        if (this.#worker.pipeline.respond(exchange, message, this.#codec)) {
          this.#message = new Message(this.#worker.texts);
        }
        this.#answered = true;
        return;
      }
      case MessageKind.Heartbeat:
        this.#answer(HEARTBEAT_BYTES, (out) => this.#codec.onHeartbeat?.(message, out));
        return;
      case MessageKind.GoAway:
        this.endpoint.cluster.stats.goAway.inc();
        this.endpoint.leave(this.#worker.loop.now);
        this.#owner.onGoAway(this);
        return;
      case MessageKind.Request:
      case MessageKind.Oneway:
        this.#refuseRequest(message);
        return;
      default:
        throw new CodecError(
          "unsupported",
          `a server sent ${nameOfKind(message.kind)}; streams are not supported`,
        );
    }
  }

  onTooLarge(_message: Message, _announced: number): void {}

  // Housekept

  housekeep(now: number): void {
    if (!this.#connected || this.closed) return;
    this.#closeIfDone();
    if (this.closed) return;
    const { heartbeat, idleTimeoutMs } = this.endpoint.cluster.config;
    if (idleTimeoutMs > 0 && this.active === 0 && now - this.#lastActivity >= idleTimeoutMs) {
      this.endpoint.cluster.stats.idleTimeout.inc();
      this.close("local");
      return;
    }
    if (heartbeat === undefined || this.#codec.heartbeat === undefined) return;
    switch (this.#pulse.check(now, heartbeat)) {
      case Pulse.Lost:
        this.endpoint.cluster.stats.heartbeatFailed.inc();
        this.close("heartbeat");
        return;
      case Pulse.Due:
        this.#sendHeartbeat();
    }
  }

  #sendHeartbeat(): void {
    this.endpoint.cluster.stats.heartbeatSent.inc();
    const { output } = this.#transport;
    output.begin(HEARTBEAT_BYTES);
    try {
      this.#codec.heartbeat?.(0, this.#correlator.freeId(), output);
    } catch (error) {
      this.#worker.logger.error("codec failed to write a heartbeat, connection closed", {
        endpoint: this.endpoint.key,
        error: errorStack(error),
      });
      this.close("local");
      return;
    }
    output.commit();
  }

  /** Closes a draining connection that has no answer to wait for and no oneway request left to send. */
  #closeIfDone(): void {
    if (!this.draining || this.active > 0 || this.#transport.output.buffered > 0) return;
    this.close("local");
  }

  /** Answers that come in order may carry ids too: one with another id ends the connection. */
  #idsAgree(exchange: ProxyExchange, response: Message): boolean {
    const { request } = exchange;
    const { requestIdBits = 64 } = this.#plugin;
    if (
      request.requestIdLow === response.requestIdLow &&
      (requestIdBits <= 32 || request.requestIdHigh === response.requestIdHigh)
    ) {
      return true;
    }
    const ids = `${requestIdText(request)}:${requestIdText(response)}`;
    this.#worker.pipeline.fail(exchange, {
      kind: ErrorKind.BadResponse,
      source: "upstream",
      retriable: false,
      text: `meta protocol ${this.#plugin.protocol} response: request ID is not equal, ${ids}`,
    });
    this.close("local");
    return false;
  }

  /** A server that calls back: the connection is shared, and nobody can tell which client it means. */
  #refuseRequest(message: Message): void {
    this.endpoint.cluster.stats.serverRequest.inc();
    if (message.kind !== MessageKind.Request || message.replySize > message.size) return;
    const error = errors.serverRequest();
    this.#answer(ERROR_REPLY_BYTES, (out) => this.#codec.onError(message, error, out));
  }

  /** Answers what the server has said of itself. @throws {CodecError} when it reads none of the answers */
  #answer(size: number, write: (out: ByteWriter) => void): void {
    const { output } = this.#transport;
    const { bufferLimitBytes } = this.endpoint.cluster.config.limits;
    if (output.buffered > bufferLimitBytes) {
      throw new CodecError(
        "too-large",
        `${output.buffered} bytes of answers that the server does not read`,
      );
    }
    output.begin(size);
    write(output);
    if (output.pending > 0) output.commit();
  }

  #block(downstream: Downstream | undefined): void {
    if (downstream === undefined || this.#blocked.includes(downstream)) return;
    this.#transport.output.flush();
    const { cluster } = this.endpoint;
    if (this.#transport.output.buffered <= cluster.config.limits.bufferHighWatermarkBytes) return;
    cluster.stats.flowControlPaused.inc();
    this.#blocked.push(downstream);
    downstream.block();
  }

  #unblock(): void {
    if (this.#blocked.length === 0) return;
    const blocked = this.#blocked;
    this.#blocked = [];
    for (const downstream of blocked) downstream.unblock();
  }

  #errorOf(cause: CloseCause, detail = ""): ProxyError {
    return closeError(cause, detail, this.#plugin.protocol, this.endpoint.key, this.#connected);
  }
}
