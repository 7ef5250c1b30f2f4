import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";

/** Milliseconds. */
const TIMEOUT = 30_000;

/** Statuses that have a meaning of their own: it is not there, it is refused. */
const EXPECTED: ReadonlySet<number> = new Set([404, 422]);

const CONFLICT = 409;

export interface JsonAnswer {
  /** 2xx, 404 or 422. */
  readonly status: number;
  /** Undefined for an answer without a body. */
  readonly body: unknown;
}

/**
 * Asks a server for JSON.
 * @param howToReach what to do when the server cannot be reached
 * @throws {CommandFailure} when it cannot be reached or its answer cannot be used
 */
export async function readJson(
  url: URL,
  init: RequestInit,
  howToReach: string,
): Promise<JsonAnswer> {
  const { status, text } = await ask(url, init, howToReach);
  const body = parse(text);
  const isSuccess = status >= 200 && status < 300;
  if (!isSuccess && !(EXPECTED.has(status) && body !== undefined)) {
    throw refusal(url, status, messageOf(body) ?? `${firstLine(text) || "nothing"}; ${howToReach}`);
  }
  if (text !== "" && body === undefined) {
    const message = `${url} did not answer with JSON; ${howToReach}`;
    throw new CommandFailure(ExitCode.Failed, message);
  }
  return { status, body };
}

async function ask(
  url: URL,
  init: RequestInit,
  howToReach: string,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const message = `${url.origin} cannot be reached (${reasonOf(error)}); ${howToReach}`;
    throw new CommandFailure(ExitCode.Failed, message);
  }
}

/** @param message ends with what to do */
function refusal(url: URL, status: number, message: string): CommandFailure {
  // The state of a resource does not allow it: the request itself is understood.
  if (status === CONFLICT) return new CommandFailure(ExitCode.Configuration, message);
  return new CommandFailure(ExitCode.Failed, `${url.origin} answered ${status}: ${message}`);
}

/** fetch says only "fetch failed"; its cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error.cause;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : error.message;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { message, error } = body as { message?: unknown; error?: unknown };
  const text = message ?? error;
  return typeof text === "string" ? text : undefined;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
