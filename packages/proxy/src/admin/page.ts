import type { AdminSource } from "./admin-source.js";

/** What a page answers. */
export interface PageReply {
  /** @default 200 */
  readonly status?: number;
  /** Media type. */
  readonly type: string;
  readonly body: string;
}

/** One path of the admin server. */
export interface Page {
  readonly path: string;
  /** What it shows, for the index. */
  readonly summary: string;
  /** Query parameters and what they do, for the index. */
  readonly parameters?: Readonly<Record<string, string>>;
  render(source: AdminSource, query: URLSearchParams): PageReply;
}

export function text(body: string, status = 200): PageReply {
  return { status, type: "text/plain; charset=utf-8", body };
}

export function json(value: unknown): PageReply {
  const body = `${JSON.stringify(value, undefined, 2)}\n`;
  return { type: "application/json; charset=utf-8", body };
}

/** A reply for a query that cannot be answered. `message` ends with what to do. */
export function badRequest(message: string): PageReply {
  return text(`${message}\n`, 400);
}

/**
 * Renders a page in the format that `?format=` asks for.
 * @param formats by name; the first is the default
 */
export function inFormat(
  query: URLSearchParams,
  formats: Readonly<Record<string, () => PageReply>>,
): PageReply {
  const names = Object.keys(formats);
  const wanted = query.get("format") ?? names[0] ?? "";
  const render = Object.hasOwn(formats, wanted) ? formats[wanted] : undefined;
  if (render !== undefined) return render();
  return badRequest(`format=${wanted} is not known here; use ${names.join(" or ")}`);
}

/** "127.0.0.1:80", "[::1]:80". */
export function addressText({ address, port }: { address: string; port: number }): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
