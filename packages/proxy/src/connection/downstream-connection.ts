import type { Socket } from "node:net";
import {
  type ByteWriter,
  type Codec,
  CodecError,
  type CodecPlugin,
  type DownstreamInfo,
  type Message,
  MessageKind,
  type ProxyError,
} from "@meltemi/core";
import type { ClusterState } from "../cluster/cluster-state.js";
import { errorStack } from "../error-text.js";
import * as errors from "../exchange/errors.js";
import type { Downstream, ProxyExchange, Upstream } from "../exchange/exchange.js";
import { MirroredClient } from "../exchange/mirrored-client.js";
import type { Deferred } from "../io/event-loop.js";
import { Transport, type TransportOwner } from "../io/transport.js";
import type { ListenerTable } from "../listener/listener-table.js";
import type { RefusalLog } from "../listener/refusal-log.js";
import type { Housekept, Worker } from "../worker/worker.js";
import { ClientReplies } from "./client-replies.js";
import { Farewell } from "./farewell.js";
import { MessageReader, type MessageSink, READ_BUDGET_MS } from "./message-reader.js";
import { nameOfKind } from "./name-of-kind.js";

/**
 * Between a reply that says why a connection ends and its end. Clients that hand both to their threads, as Dubbo
 * 2.7 does, may see the end first, and then never the reason.
 */
const LAST_WORD_MS = 200;
/** While draining, a connection this long without a request is closed. */
const DRAIN_QUIET_MS = 100;
/** Reading goes on once this share of the requests that stopped it has been answered. */
const RESUME_SHARE = 0.5;

/** The listener through which a connection came. */
export interface ConnectionListener {
  readonly plugin: CodecPlugin;
  /** The newest configuration: the next request uses it. */
  readonly table: ListenerTable;
  readonly refusals: RefusalLog;
  onConnected(connection: DownstreamConnection): void;
  onDisconnected(connection: DownstreamConnection): void;
}

/** One connection from a client. */
export class DownstreamConnection
  implements Downstream, TransportOwner, MessageSink, Deferred, Housekept
{
  readonly info: DownstreamInfo;
  /** Decodes the client's requests and encodes them for the server. */
  readonly codec: Codec;
  /** Nothing can be sent any more. */
  closed = false;

  readonly #worker: Worker;
  readonly #listener: ConnectionListener;
  readonly #reader: MessageReader;
  readonly #transport: Transport;
  readonly #replies: ClientReplies;
  #spare: ProxyExchange | undefined;
  #inFlight = 0;
  #lastActivity: number;
  /** When the first byte of the unfinished message came; 0 when there is none. */
  #partialSince = 0;
  /** Servers that do not keep up with this client. */
  #blocks = 0;
  #tooManyInFlight = false;
  #outputFull = false;
  /** No further requests are read; the connection ends when those in flight have been answered. */
  #closing = false;
  #draining = false;
  /** The client has ended its side while requests of it were still set aside. */
  #endAfterBacklog = false;
  /** Our side does not end before. */
  #endNotBefore = 0;
  readonly #farewell = new Farewell();
  #bound: Map<ClusterState, Upstream> | undefined;
  #mirrored: MirroredClient | undefined;

  private constructor(worker: Worker, listener: ConnectionListener, id: number, accepted: Socket) {
    const { plugin, table } = listener;
    const { limits } = table.config;
    this.#worker = worker;
    this.#listener = listener;
    this.codec = plugin.create({
      direction: "request",
      attributes: worker.attributes(plugin).request,
      limits,
    });
    this.#reader = new MessageReader(this.codec, limits, MessageKind.Request, this);
    this.#lastActivity = worker.loop.now;
    this.#transport = Transport.accept(worker.loop, accepted, this);
    this.#replies = new ClientReplies(this.#transport.output, plugin.correlation !== "id");
    this.info = {
      connectionId: id,
      listener: table.config.name,
      remoteAddress: this.#transport.remoteAddress,
      remotePort: this.#transport.remotePort,
    };
  }

  static accept(worker: Worker, listener: ConnectionListener, id: number, accepted: Socket): void {
    const connection = new DownstreamConnection(worker, listener, id, accepted);
    worker.housekept.add(connection);
    listener.onConnected(connection);
    connection.#transport.start();
  }

  // Requests

  /** The connection that is tied to this one in that cluster. */
  bound(cluster: ClusterState): Upstream | undefined {
    return this.#bound?.get(cluster);
  }

  bind(cluster: ClusterState, upstream: Upstream): void {
    this.#bound ??= new Map();
    this.#bound.set(cluster, upstream);
  }

  /** A server does not keep up: nothing more is read from this client until `unblock`. */
  block(): void {
    this.#blocks++;
    this.#updateReading();
  }

  unblock(): void {
    this.#blocks--;
    this.#updateReading();
  }

  get mirrored(): Downstream {
    this.#mirrored ??= new MirroredClient(this);
    return this.#mirrored;
  }

  // Replies

  /** @returns the number of mutation entries refused. @throws when the codec cannot encode it */
  sendResponse(exchange: ProxyExchange, response: Message, responseCodec: Codec): number {
    const refused = this.#replies.response(exchange, response, responseCodec);
    this.#sent();
    return refused;
  }

  /** Tells the client in its own protocol what went wrong. @throws when the codec cannot encode it */
  sendError(exchange: ProxyExchange, error: ProxyError): void {
    this.#replies.error(exchange, error, this.codec);
    this.#sent();
  }

  skipReply(exchange: ProxyExchange): void {
    if (this.closed) return;
    this.#replies.skip(exchange.sequence);
    this.#sent();
  }

  /** Sends on, as it is, what a bound server says unasked. */
  forward(message: Message): void {
    if (this.closed) return;
    this.#replies.forward(message);
    this.#sent();
  }

  onExchangeDone(): void {
    this.#inFlight--;
    if (this.closed) return;
    if (this.#tooManyInFlight) {
      const limit = this.#listener.table.config.maxRequestsPerConnection;
      if (this.#replies.unanswered(this.#inFlight) <= limit * RESUME_SHARE) {
        this.#tooManyInFlight = false;
        this.#updateReading();
      }
    }
    if (this.#inFlight === 0 && this.#closing) this.#end();
  }

  // Ends

  /** Ends the connection when the requests in flight have been answered. */
  closeWhenDone(): void {
    if (this.closed || this.#closing) return;
    this.#closing = true;
    this.#reader.stop();
    if (this.#inFlight === 0) this.#end();
  }

  /** Ends the connection now, with a second for what is on its way to the client. */
  closeSoon(): void {
    this.#farewell.hurry(this.#worker.loop.now);
    this.closeWhenDone();
  }

  /** Ends the connection as soon as it has no request. */
  drain(): void {
    this.#draining = true;
    this.housekeep(this.#worker.loop.now);
  }

  destroy(): void {
    this.#destroyed(this.#listener.table.stats.destroyLocalWithActiveRequest);
    this.#transport.destroy();
  }

  // TransportOwner

  onConnect(): void {}

  onRead(bytes: Buffer, length: number): void {
    if (this.#closing) return; // read and dropped, so that the client gets our last reply, not a reset
    this.#lastActivity = this.#worker.loop.now;
    const before = this.#inFlight;
    try {
      this.#reader.feed(bytes, length);
    } catch (error) {
      this.#protocolError(error);
      return;
    }
    if (this.#worker.loop.elapsed() > READ_BUDGET_MS) {
      this.#protocolError(new Error(`one read took over ${READ_BUDGET_MS} ms`));
      return;
    }
    this.#watchPartial(this.#inFlight !== before);
  }

  onEnd(): void {
    // What was asked is answered still: a client may well send its requests, then the end, then read.
    this.#countUnfinished();
    if (this.#reader.paused && this.#reader.pending > 0) this.#endAfterBacklog = true;
    else this.closeWhenDone();
  }

  onClose(_error: Error | undefined): void {
    if (!this.#closing && !this.#endAfterBacklog) this.#countUnfinished();
    this.#destroyed(this.#listener.table.stats.destroyRemoteWithActiveRequest);
  }

  onDrained(): void {
    this.#lastActivity = this.#worker.loop.now;
    if (this.#outputFull) this.#checkOutput();
  }

  // MessageSink

  nextMessage(): Message {
    this.#spare ??= this.#worker.slab.acquire();
    return this.#spare.request;
  }

  onMessage(message: Message): void {
    const { table } = this.#listener;
    switch (message.kind) {
      case MessageKind.Request:
      case MessageKind.Oneway: {
        const exchange = this.#spare as ProxyExchange;
        this.#spare = undefined;
        this.#inFlight++;
        if (message.kind === MessageKind.Request) exchange.sequence = this.#replies.begin();
        this.#checkUnanswered();
        this.#worker.pipeline.start(exchange, this, table);
        return;
      }
      case MessageKind.Heartbeat:
        table.stats.requestEvent.inc();
        this.#answer((out) => this.codec.onHeartbeat?.(message, out));
        this.#checkUnanswered();
        return;
      default:
        throw new CodecError(
          "unsupported",
          `a client sent ${nameOfKind(message.kind)}; it may send requests only`,
        );
    }
  }

  onTooLarge(message: Message, announced: number): void {
    const { maxMessageBytes } = this.#listener.table.config.limits;
    this.#replyUndecoded(message, errors.tooLarge(announced, maxMessageBytes));
    message.replySize = 0; // the error that ends the connection is about the same message
  }

  // Deferred

  /** Reading goes on. Deferred, since it hands out requests and so must not run inside another's end. */
  runDeferred(): void {
    if (this.closed || this.#closing || this.#held() || !this.#reader.paused) return;
    this.#listener.table.stats.flowControlResumed.inc();
    this.#transport.resumeReading();
    try {
      this.#reader.resume();
    } catch (error) {
      this.#protocolError(error);
      return;
    }
    this.#watchPartial(true);
    if (this.#endAfterBacklog && !this.#reader.paused) this.closeWhenDone();
  }

  // Housekept

  housekeep(now: number): void {
    if (this.closed) return;
    if (this.#farewell.cutOff(now)) {
      this.destroy();
      return;
    }
    if (this.#farewell.begun) {
      if (this.#farewell.over(now, this.#transport.unsent)) this.#transport.destroy();
      return;
    }
    if (this.#closing) {
      if (this.#inFlight === 0) this.#end();
      return;
    }
    const { config, stats } = this.#listener.table;
    const quiet = now - this.#lastActivity;
    if (this.#draining && this.#inFlight === 0 && quiet >= DRAIN_QUIET_MS) {
      this.closeWhenDone();
    } else if (config.idleTimeoutMs > 0 && quiet >= config.idleTimeoutMs && this.#inFlight === 0) {
      stats.idleTimeout.inc();
      this.closeWhenDone();
    } else if (
      config.headerTimeoutMs > 0 &&
      this.#partialSince > 0 &&
      !this.#reader.paused && // else it is not the client who is late
      now - this.#partialSince >= config.headerTimeoutMs
    ) {
      stats.headerTimeout.inc();
      this.closeWhenDone();
    }
  }

  #checkUnanswered(): void {
    if (
      this.#replies.unanswered(this.#inFlight) <
      this.#listener.table.config.maxRequestsPerConnection
    )
      return;
    this.#tooManyInFlight = true;
    this.#updateReading();
  }

  /** The client has ended its side: whether within a request. */
  #countUnfinished(): void {
    if (this.#reader.pending === 0 || this.#reader.paused) return;
    this.#listener.table.stats.destroyRemoteWithActiveRequest.inc();
  }

  /** Notes since when a message has been unfinished. */
  #watchPartial(messagesCame: boolean): void {
    if (this.#reader.pending === 0 || this.#reader.paused) this.#partialSince = 0;
    else if (this.#partialSince === 0 || messagesCame) this.#partialSince = this.#worker.loop.now;
  }

  /** Answers a message that never becomes an exchange, in its turn. */
  #answer(write: (out: ByteWriter) => void): void {
    try {
      this.#replies.answer(write);
    } finally {
      this.#sent();
    }
  }

  /** Whatever a codec throws ends this connection and nothing else. */
  #protocolError(error: unknown): void {
    const { stats } = this.#listener.table;
    stats.requestDecodingError.inc();
    if (error instanceof Error && error.name === "CodecError") {
      this.#listener.refusals.tell(this.info, error.message, this.#worker.loop.now);
      this.#refuseUndecoded(error);
    } else {
      this.#worker.logger.error("codec failed, connection closed", {
        listener: this.info.listener,
        remote: `${this.info.remoteAddress}:${this.info.remotePort}`,
        error: errorStack(error),
      });
    }
    this.closeWhenDone();
  }

  /** Tells the client why its connection ends, if decode has come far enough to say whom to answer. */
  #refuseUndecoded(cause: Error): void {
    const message = this.#spare?.request;
    if (message === undefined || message.replySize === 0) return;
    const error = errors.notDecoded(this.#listener.plugin.protocol, cause);
    this.#replyUndecoded(message, error);
  }

  #replyUndecoded(message: Message, error: ProxyError): void {
    // Behind what has come lies what another client has sent.
    if (message.kind !== MessageKind.Request || message.replySize > message.size) return;
    try {
      this.#answer((out) => this.codec.onError(message, error, out));
    } catch {
      return; // not enough of the message is there for a reply
    }
    this.#endNotBefore = this.#worker.loop.now + LAST_WORD_MS;
    const { stats } = this.#listener.table;
    stats.localReply(error.kind).inc();
    stats.localResponseBusinessException.inc();
  }

  #sent(): void {
    const { output } = this.#transport;
    this.#lastActivity = this.#worker.loop.now;
    if (output.pending > 0) output.commit();
    const { heldBytes } = this.#replies;
    if (output.buffered + heldBytes > this.#listener.table.config.limits.bufferHighWatermarkBytes) {
      this.#checkOutput();
    }
  }

  /** Compares what waits for this client with the limits. */
  #checkOutput(): void {
    const { output } = this.#transport;
    const { stats, config } = this.#listener.table;
    const { bufferHighWatermarkBytes, bufferLimitBytes } = config.limits;
    if (output.buffered > bufferHighWatermarkBytes) output.flush();
    if (output.buffered + this.#replies.heldBytes > bufferLimitBytes) {
      stats.bufferOverflow.inc();
      this.destroy();
    } else if (output.buffered > bufferHighWatermarkBytes) {
      if (this.#outputFull) return;
      this.#outputFull = true;
      this.#eachOwnUpstream((upstream) => upstream.pauseReading());
      this.#updateReading();
    } else if (this.#outputFull && output.buffered <= bufferHighWatermarkBytes / 2) {
      this.#outputFull = false;
      this.#eachOwnUpstream((upstream) => upstream.resumeReading());
      this.#updateReading();
    }
  }

  /** The upstream connections that serve nobody but this client at the moment. */
  #eachOwnUpstream(visit: (upstream: Upstream) => void): void {
    for (const upstream of this.#bound?.values() ?? []) visit(upstream);
    this.#worker.slab.forEachActive(({ downstreamConnection, upstreamConnection }) => {
      if (downstreamConnection === this && upstreamConnection?.shared === false) {
        visit(upstreamConnection);
      }
    });
  }

  #held(): boolean {
    return this.#blocks > 0 || this.#tooManyInFlight || this.#outputFull;
  }

  #updateReading(): void {
    if (this.closed || this.#closing) return;
    if (!this.#held()) {
      this.#worker.loop.defer(this);
    } else if (!this.#reader.paused) {
      this.#listener.table.stats.flowControlPaused.inc();
      this.#reader.pause();
      this.#transport.pauseReading();
    }
  }

  #end(): void {
    const { now } = this.#worker.loop;
    if (this.#farewell.begun || now < this.#endNotBefore) return; // `housekeep` comes back to it
    this.#farewell.begin(now);
    this.#transport.resumeReading(); // to see the client's end
    this.#transport.end();
    this.#releaseBound();
  }

  #destroyed(withActiveRequests: { add(amount: number): void }): void {
    if (this.closed) return;
    this.closed = true;
    this.#reader.stop();
    if (this.#inFlight > 0) withActiveRequests.add(this.#inFlight);
    this.#worker.housekept.delete(this);
    if (this.#spare !== undefined) this.#worker.slab.release(this.#spare);
    this.#spare = undefined;
    this.#listener.onDisconnected(this);
    this.#releaseBound();
    if (this.#inFlight > 0) this.#worker.pipeline.abandonLost();
  }

  #releaseBound(): void {
    const bound = this.#bound;
    this.#bound = undefined;
    for (const upstream of bound?.values() ?? []) upstream.close("local");
  }
}
