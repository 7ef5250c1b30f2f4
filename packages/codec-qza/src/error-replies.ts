import { ErrorKind } from "@meltemi/core";

const NOT_FOUND = 50;
const FAILED = 51;

/** rsp_code of the proxy's own replies. Clients know these two numbers from the original proxy. */
export const RESPONSE_CODES: Readonly<Record<ErrorKind, number>> = {
  [ErrorKind.RouteNotFound]: NOT_FOUND,
  [ErrorKind.ClusterNotFound]: FAILED,
  [ErrorKind.NoHealthyUpstream]: FAILED,
  [ErrorKind.BadResponse]: FAILED,
  [ErrorKind.Unspecified]: FAILED,
  [ErrorKind.OverLimit]: FAILED,
  [ErrorKind.Timeout]: FAILED,
  [ErrorKind.Overflow]: FAILED,
  [ErrorKind.Forbidden]: FAILED,
  [ErrorKind.UpstreamReset]: FAILED,
  [ErrorKind.Draining]: FAILED,
  [ErrorKind.Fault]: FAILED,
  [ErrorKind.BadRequest]: FAILED,
};

/** The rsp_code for a kind. A newer core may know kinds that the table does not: never 0, success. */
export function responseCode(kind: ErrorKind): number {
  return RESPONSE_CODES[kind] ?? FAILED;
}
