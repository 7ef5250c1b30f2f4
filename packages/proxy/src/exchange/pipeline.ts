import {
  type Codec,
  type Message,
  MessageKind,
  type Mutation,
  type ProxyError,
  ResponseStatus,
} from "@meltemi/core";
import type { MutationEntry } from "../config/config.js";
import { errorStack, errorText } from "../error-text.js";
import type { ChainOwner, DoneOwner } from "../filters/filter-chain.js";
import type { Word64 } from "../hash/word64.js";
import type { Deferred, EventLoop } from "../io/event-loop.js";
import type { ListenerTable } from "../listener/listener-table.js";
import type { Logger } from "../logger.js";
import {
  type CompiledMirror,
  type Destination,
  type Forwarding,
  pickDestination,
} from "../route/destination.js";
import * as errors from "./errors.js";
import { type Downstream, Phase, type ProxyExchange, type Upstream } from "./exchange.js";
import type { ExchangeSlab } from "./exchange-slab.js";

/** For requests that wait in a filter before a route has given them a timeout. */
const PARKED_TIMEOUT_MS = 15_000;

/**
 * The way of a request from decode to outcome: request filters, route, upstream, response filters, and
 * the reply. Whatever happens, `#finish` runs once for every exchange that was started.
 */
export class Pipeline implements Deferred {
  readonly #loop: EventLoop;
  readonly #slab: ExchangeSlab;
  readonly #logger: Logger;
  #lookingForLost = false;
  readonly #requestOwner: ChainOwner;
  readonly #responseOwner: ChainOwner;
  readonly #doneOwner: DoneOwner;

  constructor(loop: EventLoop, slab: ExchangeSlab, logger: Logger) {
    this.#loop = loop;
    this.#slab = slab;
    this.#logger = logger;
    const onFilterFailed = (exchange: ProxyExchange, filter: string, error: unknown): void =>
      this.#filterFailed(exchange, filter, error);
    this.#requestOwner = {
      onPassed: (exchange) => this.#passed(exchange),
      onStopped: (exchange, error) => this.fail(exchange, error),
      onParked: (exchange) => this.#park(exchange),
      onFilterFailed,
    };
    this.#responseOwner = {
      onPassed: (exchange) => this.#deliver(exchange),
      onStopped: (exchange, error) => {
        exchange.error = error;
        this.#deliver(exchange);
      },
      onParked: (exchange) => this.#parkResponse(exchange),
      onFilterFailed,
    };
    this.#doneOwner = {
      onFilterFailed,
      onDoneRejected: (filter, error) =>
        this.#logger.error("filter failed in onDone", { filter, error: errorStack(error) }),
    };
  }

  /** A client's request, decoded. */
  start(exchange: ProxyExchange, connection: Downstream, table: ListenerTable): void {
    const loop = this.#loop;
    const { stats } = table;
    exchange.downstreamConnection = connection;
    exchange.table = table;
    exchange.startTime = loop.now;
    exchange.phase = Phase.RequestFilters;
    exchange.oneway = exchange.request.kind === MessageKind.Oneway;
    table.activeExchanges++;
    loop.activeRequests++;
    stats.request.inc();
    stats.requestDecodingSuccess.inc();
    stats.requestActive.inc();
    if (exchange.oneway) stats.requestOneway.inc();
    else stats.requestTwoway.inc();
    if (table.requestChain === undefined) this.#route(exchange);
    else if (table.requestChain.passes(exchange, this.#requestOwner)) this.#passed(exchange);
  }

  /** Sends the request on a connection that has room for it. */
  sendOn(connection: Upstream, exchange: ProxyExchange): void {
    const { codec } = exchange.downstreamConnection as Downstream;
    connection.send(exchange, codec);
    if (exchange.phase !== Phase.Upstream) return; // not encodable: failed already
    const { mirrors } = exchange.route as Forwarding;
    if (mirrors !== undefined) this.#mirror(exchange, mirrors);
    if (exchange.oneway) {
      this.#finish(exchange);
      return;
    }
    this.#keepForReply(exchange);
  }

  /** The request must outlive the read that brought it. */
  keepRequest(exchange: ProxyExchange): void {
    copyAside(exchange.request);
  }

  /**
   * The server's answer.
   * @returns true when a filter waits and the exchange has kept `message`
   */
  respond(exchange: ProxyExchange, message: Message, codec: Codec): boolean {
    const table = exchange.table as ListenerTable;
    const { stats } = table;
    stats.responseDecodingSuccess.inc();
    exchange.generation++; // a request filter that still waits comes too late
    exchange.phase = Phase.ResponseFilters;
    exchange.response = message;
    exchange.responseCodec = codec;
    exchange.upstreamConnection = undefined;
    if (table.responseChain === undefined) {
      this.#deliver(exchange);
      return false;
    }
    const { generation } = exchange;
    if (table.responseChain.passes(exchange, this.#responseOwner)) {
      this.#deliver(exchange);
      return false;
    }
    return exchange.generation === generation;
  }

  /** The request gets an error reply of the proxy's own instead of an answer. */
  fail(exchange: ProxyExchange, error: ProxyError): void {
    const { responseChain } = exchange.table as ListenerTable;
    if (exchange.route === undefined) this.#heedOnewayRoute(exchange);
    exchange.generation++; // as above
    exchange.phase = Phase.ResponseFilters;
    exchange.response = undefined;
    exchange.error = error;
    exchange.upstreamConnection = undefined;
    if (
      responseChain === undefined ||
      exchange.oneway ||
      responseChain.passes(exchange, this.#responseOwner)
    ) {
      this.#deliver(exchange);
    }
  }

  overflow(exchange: ProxyExchange): void {
    exchange.cluster?.stats.pendingOverflow.inc();
    this.fail(exchange, errors.overflow());
  }

  /** The time of the request is up. */
  expire(exchange: ProxyExchange): void {
    if (exchange.phase === Phase.ResponseFilters && exchange.error !== undefined) {
      this.#deliver(exchange); // a response filter holds up an error reply
      return;
    }
    exchange.cluster?.stats.requestTimeout.inc();
    this.#failNow(exchange, errors.timeout(exchange));
  }

  /** Every request of these clients ends now, with this error. */
  failAllOf(clients: ReadonlySet<Downstream>, error: ProxyError): void {
    this.#slab.forEachActive((exchange) => {
      const { downstreamConnection } = exchange;
      if (downstreamConnection !== undefined && clients.has(downstreamConnection)) {
        this.#failNow(exchange, error);
      }
    });
  }

  /** A client has gone with requests in flight: what they still cost is given up this turn. */
  abandonLost(): void {
    if (this.#lookingForLost) return;
    this.#lookingForLost = true;
    this.#loop.defer(this);
  }

  /** One scan gives up the requests of every client that has gone in this turn, however many. */
  runDeferred(): void {
    this.#lookingForLost = false;
    this.#slab.forEachActive((exchange) => {
      if (exchange.downstreamConnection?.closed && !exchange.oneway) {
        this.#failNow(exchange, errors.clientGone());
      }
    });
  }

  countRefused(exchange: ProxyExchange, refused: number): void {
    if (refused > 0) (exchange.table as ListenerTable).stats.mutationRefused.add(refused);
  }

  /** Ends an exchange that waits for something, whatever it is. */
  #failNow(exchange: ProxyExchange, error: ProxyError): void {
    if (exchange.phase === Phase.ResponseFilters) {
      // For a response filter. The filters before it have had their say, those behind it never will.
      exchange.response = undefined;
      exchange.error = error;
      this.#deliver(exchange);
      return;
    }
    exchange.pool?.forget(exchange);
    exchange.upstreamConnection?.abandon(exchange);
    this.fail(exchange, error);
  }

  /** Every request filter has let the request pass. */
  #passed(exchange: ProxyExchange): void {
    // One that has refused it and forgot to stop it has refused it all the same.
    if (exchange.error === undefined) this.#route(exchange);
    else this.fail(exchange, exchange.error);
  }

  #route(exchange: ProxyExchange): void {
    const downstream = exchange.downstreamConnection as Downstream;
    if (downstream.closed && !exchange.oneway) {
      this.#deliver(exchange); // the client went away while a filter waited
      return;
    }
    const table = exchange.table as ListenerTable;
    const index = table.routes.find(exchange.request);
    const route = table.compiledRoutes[index];
    if (route === undefined) {
      this.fail(exchange, errors.routeNotFound(exchange));
      return;
    }
    exchange.route = route;
    if (route.oneway) expectNoAnswer(exchange, downstream);
    if (route.requestMutation !== undefined)
      applyTo(exchange.requestMutation, route.requestMutation);
    const hash = route.hashPolicy?.hash(exchange.request, downstream.info.remoteAddress);
    this.#forward(exchange, route, pickDestination(route), hash);
  }

  /** Sends the request to an endpoint of the destination. */
  #forward(
    exchange: ProxyExchange,
    route: Forwarding,
    destination: Destination,
    hash: Word64 | undefined,
  ): void {
    const { cluster } = destination;
    if (cluster === undefined) {
      this.fail(exchange, errors.clusterNotFound(destination.clusterName));
      return;
    }
    exchange.cluster = cluster;
    if (cluster.config.maintenance) {
      cluster.stats.maintenance.inc();
      this.fail(exchange, errors.maintenanceMode(cluster.name));
      return;
    }
    const bound = (exchange.downstreamConnection as Downstream).bound(cluster);
    const picked =
      bound === undefined ? destination.endpoints.pick(this.#loop.now, hash) : undefined;
    const endpoint = bound?.endpoint ?? picked;
    if (endpoint === undefined) {
      cluster.stats.noneHealthy.inc();
      this.fail(exchange, errors.noHealthyUpstream(cluster.name));
      return;
    }
    if (cluster.activeRequests >= cluster.config.circuitBreaker.maxRequests) {
      this.overflow(exchange);
      return;
    }
    exchange.endpoint = endpoint;
    cluster.activeRequests++;
    cluster.stats.requestsTotal.inc();
    cluster.stats.requestsActive.inc();
    endpoint.activeRequests++;
    endpoint.totalRequests++;
    exchange.timeoutMs = route.timeoutMs;
    if (!exchange.oneway) this.#slab.setDeadline(exchange, this.#loop.now, route.timeoutMs);
    if (bound !== undefined) {
      this.sendOn(bound, exchange);
      return;
    }
    const { plugin } = exchange.table as ListenerTable;
    picked?.pool(plugin, exchange.request.dialect).send(exchange);
  }

  /** Sends copies of a request that has just been sent; whatever becomes of them, it stays untouched. */
  #mirror(original: ProxyExchange, mirrors: readonly CompiledMirror[]): void {
    const client = original.downstreamConnection as Downstream;
    for (const mirror of mirrors) {
      if (Math.random() * 100 >= mirror.percentage) continue;
      const table = mirror.table as ListenerTable;
      const copy = this.#slab.acquire();
      copy.copyRequest(original);
      copy.downstreamConnection = client.mirrored;
      copy.table = table;
      copy.route = mirror;
      copy.startTime = this.#loop.now;
      copy.phase = Phase.RequestFilters;
      table.activeExchanges++;
      this.#loop.activeRequests++;
      mirror.destination.cluster?.stats.mirrored.inc();
      const hash = mirror.hashPolicy?.hash(original.request, client.info.remoteAddress);
      this.#forward(copy, mirror, mirror.destination, hash);
    }
  }

  /** A request that a filter refuses has met no route yet, but on some its client would not expect to be told. */
  #heedOnewayRoute(exchange: ProxyExchange): void {
    const table = exchange.table as ListenerTable;
    if (!table.hasOnewayRoutes) return;
    const route = table.compiledRoutes[table.routes.find(exchange.request)];
    if (route?.oneway) expectNoAnswer(exchange, exchange.downstreamConnection as Downstream);
  }

  #deliver(exchange: ProxyExchange): void {
    const downstream = exchange.downstreamConnection as Downstream;
    const { response, error, responseCodec } = exchange;
    const table = exchange.table as ListenerTable;
    const { stats } = table;
    if (downstream.closed) {
      if (!exchange.oneway) stats.responseErrorCausedConnectionClose.inc();
    } else if (error !== undefined || response === undefined || responseCodec === undefined) {
      this.#deliverError(exchange, downstream);
    } else {
      const added = exchange.route?.responseMutation;
      if (added !== undefined) applyTo(exchange.responseMutation, added);
      try {
        this.countRefused(exchange, downstream.sendResponse(exchange, response, responseCodec));
        stats.response.inc();
        if (response.kind === MessageKind.Error) stats.responseBusinessException.inc();
        if (response.status === ResponseStatus.Ok) stats.responseSuccess.inc();
        else stats.responseError.inc();
      } catch (cause) {
        exchange.error = errors.notEncoded(cause);
        this.#deliverError(exchange, downstream);
      }
    }
    this.#finish(exchange);
  }

  #deliverError(exchange: ProxyExchange, downstream: Downstream): void {
    const { stats } = exchange.table as ListenerTable;
    const error = exchange.error ?? errors.notEncoded("no response");
    stats.localReply(error.kind).inc();
    if (error.kind === "bad-response") stats.responseDecodingError.inc();
    if (exchange.oneway) return; // nobody waits for an answer
    try {
      downstream.sendError(exchange, error);
      stats.localResponseBusinessException.inc();
    } catch (cause) {
      // A client that gets no answer would wait for ever; a closed connection it understands.
      stats.localResponseError.inc();
      this.#logger.error("error reply not encoded, connection closed", {
        listener: downstream.info.listener,
        error: errorText(cause),
      });
      downstream.destroy();
    }
  }

  /** Every exchange ends here, once. */
  #finish(exchange: ProxyExchange): void {
    const { cluster, endpoint } = exchange;
    const table = exchange.table as ListenerTable;
    const downstream = exchange.downstreamConnection as Downstream;
    const loop = this.#loop;
    if (cluster !== undefined && endpoint !== undefined) {
      cluster.activeRequests--;
      cluster.stats.requestsActive.dec();
      endpoint.activeRequests--;
    }
    loop.activeRequests--;
    table.stats.requestActive.dec();
    table.stats.requestTime.record(loop.now - exchange.startTime);
    table.doneChain?.run(exchange, this.#doneOwner);
    this.#slab.release(exchange);
    downstream.onExchangeDone();
    table.onExchangeDone();
  }

  #park(exchange: ProxyExchange): void {
    this.#heedOnewayRoute(exchange); // its client may go, and it is forwarded all the same
    exchange.timeoutMs = PARKED_TIMEOUT_MS;
    this.#slab.setDeadline(exchange, this.#loop.now, PARKED_TIMEOUT_MS);
    this.keepRequest(exchange);
  }

  #parkResponse(exchange: ProxyExchange): void {
    exchange.timeoutMs = PARKED_TIMEOUT_MS;
    this.#slab.setDeadline(exchange, this.#loop.now, PARKED_TIMEOUT_MS);
    if (exchange.response !== undefined) copyAside(exchange.response);
    else this.#keepForReply(exchange);
  }

  /** Keeps what the reply and filters may ask of a request whose bytes are about to go. */
  #keepForReply(exchange: ProxyExchange): void {
    const table = exchange.table as ListenerTable;
    if (table.keepsAttributes) exchange.request.keepAttributes(table.requestAttributes.all);
    else exchange.request.dropAttributes();
    this.#slab.keepReplyBytes(exchange);
  }

  #filterFailed(exchange: ProxyExchange, filter: string, error: unknown): void {
    const table = exchange.table as ListenerTable;
    table.stats.filterFailed.inc();
    this.#logger.error("filter failed", {
      listener: table.config.name,
      filter,
      error: errorStack(error),
    });
  }
}

function expectNoAnswer(exchange: ProxyExchange, downstream: Downstream): void {
  if (exchange.oneway) return;
  exchange.oneway = true;
  downstream.skipReply(exchange);
}

function applyTo(mutation: Mutation, entries: readonly MutationEntry[]): void {
  for (const { key, value } of entries) mutation.set(key, value);
}

function copyAside(message: Message): void {
  const { bytes, start, size } = message;
  message.moveTo(Buffer.from(bytes.subarray(start, start + size)), 0);
}
