import { ErrorKind } from "@meltemi/core";

const SERVER_ERROR = 80;

/**
 * Status of the proxy's own replies. A Java consumer makes a TimeoutException of 31 and a RemotingException
 * of the others, which its clusters retry elsewhere; the text of the reply is the exception's message.
 */
export const STATUSES: Readonly<Record<ErrorKind, number>> = {
  [ErrorKind.RouteNotFound]: 60, // service not found
  [ErrorKind.ClusterNotFound]: SERVER_ERROR,
  [ErrorKind.NoHealthyUpstream]: SERVER_ERROR,
  [ErrorKind.BadResponse]: 50, // bad response
  [ErrorKind.Unspecified]: SERVER_ERROR,
  [ErrorKind.OverLimit]: 100, // the server's threads are exhausted
  [ErrorKind.Timeout]: 31, // timeout on the server's side
  [ErrorKind.Overflow]: 100,
  [ErrorKind.Forbidden]: SERVER_ERROR,
  [ErrorKind.UpstreamReset]: SERVER_ERROR,
  [ErrorKind.Draining]: SERVER_ERROR,
  [ErrorKind.Fault]: SERVER_ERROR,
  [ErrorKind.BadRequest]: 40, // bad request
};

/** The status for a kind. A newer core may know kinds that the table does not: never 20, success. */
export function statusOf(kind: ErrorKind): number {
  return STATUSES[kind] ?? SERVER_ERROR;
}
