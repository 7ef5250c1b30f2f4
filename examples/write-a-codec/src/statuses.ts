// #region statuses
import { ErrorKind } from "@meltemi/core";

export const Status = { Ok: 0, NotFound: 1, Busy: 2, Timeout: 3, Refused: 4, Failed: 5 } as const;
export type Status = (typeof Status)[keyof typeof Status];

/** What a client sees for each kind of error. */
export const ERROR_STATUS: Readonly<Record<ErrorKind, Status>> = {
  [ErrorKind.RouteNotFound]: Status.NotFound,
  [ErrorKind.ClusterNotFound]: Status.Failed,
  [ErrorKind.NoHealthyUpstream]: Status.Failed,
  [ErrorKind.BadResponse]: Status.Failed,
  [ErrorKind.Unspecified]: Status.Failed,
  [ErrorKind.OverLimit]: Status.Busy,
  [ErrorKind.Timeout]: Status.Timeout,
  [ErrorKind.Overflow]: Status.Busy,
  [ErrorKind.Forbidden]: Status.Refused,
  [ErrorKind.UpstreamReset]: Status.Failed,
  [ErrorKind.Draining]: Status.Failed,
  [ErrorKind.Fault]: Status.Failed,
  [ErrorKind.BadRequest]: Status.Refused,
};

/** A newer core may know kinds that the table does not: never Ok. */
export function errorStatus(kind: ErrorKind): Status {
  return ERROR_STATUS[kind] ?? Status.Failed;
}
// #endregion
