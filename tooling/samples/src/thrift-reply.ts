import { labelOf } from "./greeting.js";
import { type ApplicationException, ExceptionType } from "./thrift-body.js";

/** What became of one call: the result of the server, or an exception from whoever refused it. */
export interface ThriftReply {
  readonly method: string;
  readonly result: string | ApplicationException;
}

/**
 * The reply as one line of the sample client.
 * @example "sayHello: Hello Aeraki, response from v1"
 * @example "sayHello: TApplicationException 6 (INTERNAL_ERROR): meta protocol local rate limit: ..."
 */
export function formatThriftReply({ method, result }: ThriftReply): string {
  if (typeof result === "string") return `${method}: ${result}`;
  const { type, message } = result;
  const known = Object.entries(ExceptionType).find(([, each]) => each === type);
  return `${method}: TApplicationException ${type} (${known?.[0] ?? "unknown"}): ${message}`;
}

/** Who answered, or the type of the exception. */
export function thriftOutcome({ result }: ThriftReply): string {
  return typeof result === "string" ? labelOf(result) : `exception ${result.type}`;
}
