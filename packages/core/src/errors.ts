/**
 * What went wrong with a request, as data: every codec maps every kind to its own protocol's error
 * reply. The first six are the kinds of Aeraki's MetaProtocol Proxy.
 */
export const ErrorKind = {
  RouteNotFound: "route-not-found",
  ClusterNotFound: "cluster-not-found",
  NoHealthyUpstream: "no-healthy-upstream",
  BadResponse: "bad-response",
  Unspecified: "unspecified",
  OverLimit: "over-limit",
  Timeout: "timeout",
  Overflow: "overflow",
  Forbidden: "forbidden",
  UpstreamReset: "upstream-reset",
  Draining: "draining",
  Fault: "fault",
  BadRequest: "bad-request",
} as const;
export type ErrorKind = (typeof ErrorKind)[keyof typeof ErrorKind];

/** Where an error arose: at the client, at the server, or in the proxy itself. */
export type ErrorSource = "downstream" | "upstream" | "proxy";

/** An error that a client is told of. */
export interface ProxyError {
  readonly kind: ErrorKind;
  readonly source: ErrorSource;
  /** True when the request cannot have been executed, so that sending it again is safe. */
  readonly retriable: boolean;
  /** A sentence for the client and the log. */
  readonly text: string;
  readonly cause?: unknown;
}

/** Why bytes are not a message of the protocol. */
export type CodecErrorReason =
  /** A field holds a value that the protocol does not allow. */
  | "malformed"
  /** The message ends before a field that it promises. */
  | "truncated"
  /** A length is over the limit. */
  | "too-large"
  /** Well-formed, but of a variant that the codec does not speak. */
  | "unsupported";

/** The only error that `decode` and `encode` throw. It ends the connection, never the process. */
export class CodecError extends Error {
  override readonly name = "CodecError";
  readonly reason: CodecErrorReason;

  constructor(reason: CodecErrorReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A value in a configuration that cannot be used. The loader adds file and line to it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** Keys and indices from the root of the value that was being read. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}
