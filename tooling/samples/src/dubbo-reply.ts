import { labelOf } from "./greeting.js";

/** Statuses of a response, by their names in Dubbo. */
export const DubboStatus = {
  OK: 20,
  CLIENT_TIMEOUT: 30,
  SERVER_TIMEOUT: 31,
  BAD_REQUEST: 40,
  BAD_RESPONSE: 50,
  SERVICE_NOT_FOUND: 60,
  SERVICE_ERROR: 70,
  SERVER_ERROR: 80,
  CLIENT_ERROR: 90,
  SERVER_THREADPOOL_EXHAUSTED_ERROR: 100,
} as const;

/** What became of one call: the answer of the server, or a status from whoever refused it. */
export interface DubboReply {
  readonly method: string;
  /** Those that the caller gave. */
  readonly attachments: Readonly<Record<string, string>>;
  /** 20 is success. */
  readonly status: number;
  /** The returned text, or the error's. */
  readonly text: string;
}

/**
 * The reply as one line of the sample client.
 * @example "sayHello {foo=bar}: Hello Aeraki, response from v1"
 * @example "sayHello {}: status 60 (SERVICE_NOT_FOUND): meta protocol router: no matched route for request '1'"
 */
export function formatDubboReply(reply: DubboReply): string {
  const pairs = Object.entries(reply.attachments).map(([key, value]) => `${key}=${value}`);
  const call = `${reply.method} {${pairs.join(", ")}}`;
  if (reply.status === DubboStatus.OK) return `${call}: ${reply.text}`;
  const known = Object.entries(DubboStatus).find(([, status]) => status === reply.status);
  return `${call}: status ${reply.status} (${known?.[0] ?? "unknown"}): ${reply.text}`;
}

/** Who answered, or the status of the refusal. */
export function dubboOutcome({ status, text }: DubboReply): string {
  return status === DubboStatus.OK ? labelOf(text) : String(status);
}
