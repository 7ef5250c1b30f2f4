import {
  type Codec,
  type DownstreamInfo,
  type Exchange,
  Message,
  Mutation,
  type ProxyError,
  type TextCache,
} from "@meltemi/core";
import type { ClusterState } from "../cluster/cluster-state.js";
import type { ListenerConfig, MutationEntry } from "../config/config.js";

// What an exchange brings together, as it sees it. Each has its implementation in a folder of its own,
// which knows exchanges; exchanges know none of the implementations.

/** The client's connection. */
export interface Downstream {
  readonly info: DownstreamInfo;
  /** Decoded the request; encodes it and error replies too. */
  readonly codec: Codec;
  /** Nothing can be sent any more. */
  readonly closed: boolean;
  /** A server does not keep up: nothing more is read from this client until `unblock`. */
  block(): void;
  unblock(): void;
  /** The upstream connection that is tied to this one in that cluster. */
  bound(cluster: ClusterState): Upstream | undefined;
  bind(cluster: ClusterState, upstream: Upstream): void;
  /** @returns the number of mutation entries refused. @throws when the codec cannot encode it */
  sendResponse(exchange: ProxyExchange, response: Message, responseCodec: Codec): number;
  /** Tells the client in its own protocol what went wrong. @throws when the codec cannot encode it */
  sendError(exchange: ProxyExchange, error: ProxyError): void;
  /** The client expects no answer to this request, though its message does not say so. */
  skipReply(exchange: ProxyExchange): void;
  /** Sends on, as it is, what a bound server says unasked. */
  forward(message: Message): void;
  onExchangeDone(): void;
  /** The client of copies of this one's requests: nobody hears what they are answered. */
  readonly mirrored: Downstream;
  /** Ends the connection when the requests in flight have been answered. */
  closeWhenDone(): void;
  destroy(): void;
}

/** A server's connection. */
export interface Upstream {
  readonly endpoint: ExchangeEndpoint;
  /** It carries requests of several clients at once. */
  readonly shared: boolean;
  send(exchange: ProxyExchange, requestCodec: Codec): void;
  /** The answer to this request no longer matters. */
  abandon(exchange: ProxyExchange): void;
  pauseReading(): void;
  resumeReading(): void;
  close(cause: "local"): void;
}

/** The connections to one endpoint in one protocol. */
export interface Pool {
  readonly connections: number;
  /** Sends the request, at once or when a connection is free, or fails the exchange. */
  send(exchange: ProxyExchange): void;
  /** The exchange, queued here, is over. */
  forget(exchange: ProxyExchange): void;
  drain(): void;
  destroy(): void;
}

/** Where the request goes. */
export interface ExchangeEndpoint {
  /** "address:port". */
  readonly key: string;
  activeRequests: number;
  totalRequests: number;
}

/** The way it took there. */
export interface ExchangeRoute {
  readonly name: string;
  readonly responseMutation: readonly MutationEntry[] | undefined;
}

/** The configuration with which the request began and will end. */
export interface ExchangeTable {
  readonly config: ListenerConfig;
}

const NO_BYTES = new Uint8Array(0);

/** How far an exchange has come. */
export const Phase = {
  /** In the pool of exchanges. */
  Free: 0,
  RequestFilters: 1,
  /** Waiting for an upstream connection. */
  Queued: 2,
  /** Sent; the answer is outstanding. */
  Upstream: 3,
  ResponseFilters: 4,
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

/** One request in flight. Lives in a slot of the slab and is used again and again. */
export class ProxyExchange implements Exchange {
  /** Place in the slab. */
  readonly slot: number;
  readonly request: Message;
  response: Message | undefined = undefined;
  error: ProxyError | undefined = undefined;
  // Made when somebody asks: most requests are mutated by nobody, and need not touch the memory.
  mutationOfRequest: Mutation | undefined = undefined;
  mutationOfResponse: Mutation | undefined = undefined;
  startTime = 0;

  phase: Phase = Phase.Free;
  /** Raised whenever the exchange ends, so that what arrives late can tell. */
  generation = 0;
  downstreamConnection: Downstream | undefined = undefined;
  table: ExchangeTable | undefined = undefined;
  route: ExchangeRoute | undefined = undefined;
  cluster: ClusterState | undefined = undefined;
  endpoint: ExchangeEndpoint | undefined = undefined;
  /** The pool in which the request waits for a connection. */
  pool: Pool | undefined = undefined;
  /** Where the answer is expected. */
  upstreamConnection: Upstream | undefined = undefined;
  /** The request id that it travels under, see Correlator. */
  correlationKey = 0;
  /** Decoded the response; encodes it too. */
  responseCodec: Codec | undefined = undefined;
  oneway = false;
  timeoutMs = 0;
  /** Place among the requests of an in-order client. */
  sequence = 0;
  /** Filters whose promise is not settled, also when the exchange is over. */
  waitingFilters = 0;

  constructor(slot: number, texts: TextCache) {
    this.slot = slot;
    this.request = new Message(texts);
  }

  get requestMutation(): Mutation {
    this.mutationOfRequest ??= new Mutation();
    return this.mutationOfRequest;
  }

  get responseMutation(): Mutation {
    this.mutationOfResponse ??= new Mutation();
    return this.mutationOfResponse;
  }

  get downstream(): DownstreamInfo {
    return (this.downstreamConnection as Downstream).info;
  }

  get routeName(): string {
    return this.route?.name ?? "";
  }

  get clusterName(): string {
    return this.cluster?.name ?? "";
  }

  get endpointAddress(): string {
    return this.endpoint?.key ?? "";
  }

  reply(error: ProxyError): void {
    this.error = error;
  }

  /**
   * Takes on the request of another, but for its attributes. No reply can be made to it: nobody would get one.
   * @param original its bytes are there, and must be until this one is sent or kept
   */
  copyRequest({ request: original, mutationOfRequest, oneway }: ProxyExchange): void {
    const { request } = this;
    request.reset(original.kind, original.bytes, original.start);
    request.size = original.size;
    request.requestIdHigh = original.requestIdHigh;
    request.requestIdLow = original.requestIdLow;
    request.streamId = original.streamId;
    request.codecState = original.codecState;
    request.dialect = original.dialect;
    this.mutationOfRequest = mutationOfRequest;
    this.oneway = oneway;
  }

  /** Back to the state of a fresh one. */
  clear(): void {
    this.generation = (this.generation + 1) | 0;
    this.phase = Phase.Free;
    this.request.moveTo(NO_BYTES, 0); // it may have been a large one
    this.request.dropAttributes();
    this.response = undefined;
    this.error = undefined;
    this.mutationOfRequest = undefined;
    this.mutationOfResponse = undefined;
    this.route = undefined;
    this.downstreamConnection = undefined;
    this.table = undefined;
    this.cluster = undefined;
    this.endpoint = undefined;
    this.pool = undefined;
    this.upstreamConnection = undefined;
    this.responseCodec = undefined;
    this.oneway = false;
  }
}
