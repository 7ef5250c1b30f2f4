import { type ServerDuplexStream, status } from "@grpc/grpc-js";
import type { Clock } from "@meltemi/core";
import type { Messages } from "../generated/messages.js";
import { encodeMessage } from "../messages.js";
import { nodeFromMessage } from "../node-message.js";
import { MessageError } from "../protobuf/message-error.js";
import type { SnapshotSource } from "../snapshot.js";
import { timerMs } from "../timer-ms.js";
import { encodeResponse } from "./encode-response.js";
import { RefusedRequest } from "./refused-request.js";
import type { Protocol, XdsService } from "./services.js";
import type { SessionLimits } from "./session.js";
import type { RequestOutcome } from "./session-messages.js";
import type { StreamInfo, StreamObserver } from "./stream-observer.js";
import { type Variant, variantOf } from "./variant.js";

export type Call = ServerDuplexStream<Uint8Array, Uint8Array>;

/** What all streams of a server share. */
export interface StreamContext {
  readonly source: SnapshotSource;
  readonly observer: StreamObserver;
  readonly limits: SessionLimits & { readonly maxNodeBytes: number };
  readonly clock: Clock;
}

/** Carries one session over one gRPC stream. */
export class OpenStream {
  readonly #context: StreamContext;
  readonly #call: Call;
  readonly #id: number;
  readonly #service: XdsService;
  readonly #protocol: Protocol;
  readonly #variant: Variant;
  /** Known once the client has told its node. */
  #info: StreamInfo | undefined;
  #stopWatching: (() => void) | undefined;
  #heartbeat: ReturnType<typeof setTimeout> | undefined;
  #writing = false;
  #closed = false;
  readonly #onClosed: () => void;

  constructor(
    context: StreamContext,
    call: Call,
    id: number,
    service: XdsService,
    protocol: Protocol,
    onClosed: () => void,
  ) {
    this.#context = context;
    this.#call = call;
    this.#id = id;
    this.#service = service;
    this.#protocol = protocol;
    this.#onClosed = onClosed;
    this.#variant = variantOf(protocol, context.limits, `${id}.`);
    call.on("data", (bytes: Uint8Array) => this.#guard(() => this.#receive(bytes)));
    call.on("end", () => this.end(status.OK, ""));
    for (const event of ["cancelled", "close", "error"]) call.on(event, () => this.#close());
  }

  /** Ends the stream with a gRPC status, as soon as what is being written is through. */
  end(code: status, details: string): void {
    if (this.#closed) return;
    this.#close();
    if (code === status.OK) this.#call.end();
    else this.#call.emit("error", { code, details });
  }

  #receive(bytes: Uint8Array): void {
    if (this.#closed) return;
    const request = this.#variant.receive(bytes);
    const typeUrl = this.#typeOf(request.typeUrl);
    const outcome = request.apply(typeUrl);
    if (this.#info === undefined) this.#begin(request.node);
    if (this.#info !== undefined) this.#report(this.#info, typeUrl, outcome);
    this.#pump();
  }

  #typeOf(typeUrl: string): string {
    const { types, name } = this.#service;
    const type = typeUrl || (types?.[0] ?? "");
    if (type !== "" && (types === undefined || types.includes(type))) return type;
    throw new RefusedRequest(
      "INVALID_ARGUMENT",
      type === "" ? "the request has no type_url" : `${name} does not serve ${type}`,
    );
  }

  #begin(message: Messages["envoy.config.core.v3.Node"] | undefined): void {
    const { source, observer, limits } = this.#context;
    if (message === undefined) {
      throw new RefusedRequest("INVALID_ARGUMENT", "the first request of a stream has no node");
    }
    const size = encodeMessage("envoy.config.core.v3.Node", message).length;
    if (size > limits.maxNodeBytes) {
      throw new RefusedRequest(
        "RESOURCE_EXHAUSTED",
        `the node has ${size} bytes; send less metadata than ${limits.maxNodeBytes}`,
      );
    }
    const node = nodeFromMessage(message);
    const peer = this.#call.getPeer();
    const info = {
      id: this.#id,
      node,
      peer,
      protocol: this.#protocol,
      service: this.#service.name,
    };
    this.#info = info;
    observer.onStream?.(info);
    const stop = source.watch(node, (snapshot) => {
      this.#variant.session.setSnapshot(snapshot);
      this.#guard(() => this.#pump());
    });
    if (this.#closed) stop();
    else this.#stopWatching = stop;
  }

  #report(info: StreamInfo, typeUrl: string, outcome: RequestOutcome): void {
    const { observer } = this.#context;
    if (outcome.kind === "ack") observer.onAck?.(info, typeUrl, outcome.version);
    if (outcome.kind === "nack") observer.onNack?.(info, typeUrl, outcome.version, outcome.message);
  }

  /** Writes one response at a time: while one is under way, newer snapshots replace each other. */
  #pump(): void {
    const info = this.#info;
    if (this.#writing || this.#closed || info === undefined) return;
    const response = this.#variant.session.next(this.#context.clock.now());
    if (response === undefined) {
      this.#sleep();
      return;
    }
    const { resources, heartbeats, removed } = response;
    this.#writing = true;
    this.#call.write(encodeResponse(this.#protocol, response), () => {
      this.#writing = false;
      this.#guard(() => this.#pump());
    });
    const count = resources.length + heartbeats.length + removed.length;
    this.#context.observer.onSent?.(info, response.typeUrl, response.version, count);
  }

  #sleep(): void {
    clearTimeout(this.#heartbeat);
    const { wakeAt } = this.#variant.session;
    if (wakeAt === undefined) return;
    const ms = timerMs(wakeAt - this.#context.clock.now());
    this.#heartbeat = setTimeout(() => this.#guard(() => this.#pump()), ms);
  }

  /** Whatever fails on this stream ends this stream only. */
  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof RefusedRequest) this.end(status[error.code], message);
      else if (error instanceof MessageError) this.end(status.INVALID_ARGUMENT, message);
      else this.end(status.INTERNAL, message);
    }
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#heartbeat);
    this.#stopWatching?.();
    this.#onClosed();
    if (this.#info !== undefined) this.#context.observer.onClose?.(this.#info);
  }
}
