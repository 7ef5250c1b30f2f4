import type { Attribute } from "./attribute.js";
import type { Clock } from "./clock.js";
import type { CONTRACT_VERSION } from "./contract-version.js";
import type { ProxyError } from "./errors.js";
import type { Matcher, MatchSpec } from "./match.js";
import type { Message } from "./message.js";
import type { Mutation } from "./mutation.js";
import type { StatsScope } from "./stats.js";

/** What happens after a filter's hook. */
export const FilterStatus = {
  /** The next filter sees the message. */
  Continue: 0,
  /** No further filter sees it. A filter that stops a request first calls `exchange.reply`. */
  Stop: 1,
} as const;
export type FilterStatus = (typeof FilterStatus)[keyof typeof FilterStatus];

/** The client's connection. */
export interface DownstreamInfo {
  /** Unique in the process. */
  readonly connectionId: number;
  readonly listener: string;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

/** One request and what becomes of it. Reused after `onDone`: keep values, not the object. */
export interface Exchange {
  readonly request: Message;
  /** Set from onResponse on; absent when the outcome is an error of the proxy's own or a oneway. */
  readonly response: Message | undefined;
  /** Set when the proxy answered for the server. */
  readonly error: ProxyError | undefined;
  /** Changes to the request before it goes to the server. */
  readonly requestMutation: Mutation;
  /** Changes to the response before it goes to the client. */
  readonly responseMutation: Mutation;
  readonly downstream: DownstreamInfo;
  /** When the request had been decoded, on the clock of the context. */
  readonly startTime: number;
  /** Name of the route, cluster and endpoint ("address:port"); empty before they are chosen. */
  readonly routeName: string;
  readonly clusterName: string;
  readonly endpointAddress: string;
  /** Answers the client with an error in its own protocol. The filter then returns Stop. */
  reply(error: ProxyError): void;
}

/**
 * One layer-7 filter, made once per listener and worker and shared by its exchanges. Hooks that are not
 * there cost nothing. A hook that must wait returns a promise; the exchange is parked meanwhile. What
 * a hook throws fails its exchange, never the proxy.
 */
export interface Filter {
  /** Requests in the order of configuration, after decode and before routing. */
  onRequest?(exchange: Exchange): FilterStatus | Promise<FilterStatus>;
  /** Responses and the proxy's own error replies, in reverse order. */
  onResponse?(exchange: Exchange): FilterStatus | Promise<FilterStatus>;
  /** Once for every exchange, whatever its outcome, after the last hook. */
  onDone?(exchange: Exchange): void;
  /** When the last exchange that could use the filter is done. */
  close?(): void;
}

export interface FilterPlugin<Config = unknown> {
  readonly contract: typeof CONTRACT_VERSION;
  readonly kind: "filter";
  /** Name in configuration: "local-rate-limit". */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** JSON Schema (draft 7) of `config`; checked, with defaults filled in, before `create`. */
  readonly configSchema: Readonly<Record<string, unknown>>;
  /** @throws {ConfigError} when the configuration cannot be used */
  create(config: Config, context: FilterContext): Filter;
}

/** A cluster that a filter calls on its own, such as that of a rate-limit service. */
export interface FilterCluster {
  /**
   * The next endpoint by the cluster's load balancer. Undefined when there is no such cluster, or it has none: both may
   * change at any time.
   */
  pick(): { readonly address: string; readonly port: number } | undefined;
}

/** What a filter may use. Everything is to be asked for in `create`, not per message. */
export interface FilterContext {
  readonly clock: Clock;
  /** Names start with the filter's own: `<listener>.<filter>.` */
  readonly stats: StatsScope;
  /** Marks an attribute of requests as wanted. */
  requestAttribute(name: string): Attribute;
  /** Marks an attribute of responses as wanted. */
  responseAttribute(name: string): Attribute;
  /**
   * Compiles a match over requests, marking its attributes as wanted.
   * @throws {ConfigError} with a path inside the match, when it is not usable
   */
  requestMatcher(match: MatchSpec): Matcher;
  /** The cluster of that name, which need not be there yet. */
  cluster(name: string): FilterCluster;
}
