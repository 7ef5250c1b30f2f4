import {
  type Codec,
  type DownstreamInfo,
  type Exchange,
  Message,
  Mutation,
  type ProxyError,
  type TextCache,
} from "@meltemi/core";
import type { Cluster } from "../cluster/cluster.js";
import type { Endpoint } from "../cluster/endpoint.js";
import type { DownstreamConnection } from "../connection/downstream-connection.js";
import type { UpstreamConnection } from "../connection/upstream-connection.js";
import type { ListenerTable } from "../listener/listener-table.js";
import type { Pool } from "../pool/pool.js";
import type { CompiledRoute } from "../route/destination.js";

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
  downstreamConnection: DownstreamConnection | undefined = undefined;
  /** The configuration with which the request began and will end. */
  table: ListenerTable | undefined = undefined;
  route: CompiledRoute | undefined = undefined;
  cluster: Cluster | undefined = undefined;
  endpoint: Endpoint | undefined = undefined;
  /** The pool in which the request waits for a connection. */
  pool: Pool | undefined = undefined;
  /** Where the answer is expected, and under which key. */
  upstreamConnection: UpstreamConnection | undefined = undefined;
  correlationKey = 0;
  /** Decoded the response; encodes it too. */
  responseCodec: Codec | undefined = undefined;
  oneway = false;
  timeoutMs = 0;
  /** Place among the requests of an in-order client. */
  sequence = 0;

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
    return (this.downstreamConnection as DownstreamConnection).info;
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

  /** Back to the state of a fresh one. */
  clear(): void {
    this.generation = (this.generation + 1) | 0;
    this.phase = Phase.Free;
    this.request.moveTo(NO_BYTES, 0); // it may have been a large one
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
