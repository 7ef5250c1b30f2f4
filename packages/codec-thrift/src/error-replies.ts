import { ErrorKind } from "@meltemi/core";

/** Types of Apache Thrift's TApplicationException. */
const UNKNOWN_METHOD = 1;
const INTERNAL_ERROR = 6;
const PROTOCOL_ERROR = 7;

/** What a client is told, by the kind of error. */
export const EXCEPTION_TYPES: Readonly<Record<ErrorKind, number>> = {
  [ErrorKind.RouteNotFound]: UNKNOWN_METHOD,
  [ErrorKind.BadRequest]: PROTOCOL_ERROR,
  [ErrorKind.BadResponse]: PROTOCOL_ERROR,
  [ErrorKind.ClusterNotFound]: INTERNAL_ERROR,
  [ErrorKind.NoHealthyUpstream]: INTERNAL_ERROR,
  [ErrorKind.Unspecified]: INTERNAL_ERROR,
  [ErrorKind.OverLimit]: INTERNAL_ERROR,
  [ErrorKind.Timeout]: INTERNAL_ERROR,
  [ErrorKind.Overflow]: INTERNAL_ERROR,
  [ErrorKind.Forbidden]: INTERNAL_ERROR,
  [ErrorKind.UpstreamReset]: INTERNAL_ERROR,
  [ErrorKind.Draining]: INTERNAL_ERROR,
  [ErrorKind.Fault]: INTERNAL_ERROR,
};

const TYPE_NAMES: Readonly<Record<number, string>> = {
  [UNKNOWN_METHOD]: "UNKNOWN_METHOD",
  [INTERNAL_ERROR]: "INTERNAL_ERROR",
  [PROTOCOL_ERROR]: "PROTOCOL_ERROR",
};

/** The exception type for a kind. A newer core may know kinds that the table does not. */
export function exceptionType(kind: ErrorKind): number {
  return EXCEPTION_TYPES[kind] ?? INTERNAL_ERROR;
}

/** For docs and the CLI. */
export function exceptionText(type: number): string {
  return `TApplicationException ${type} ${TYPE_NAMES[type]}`;
}
