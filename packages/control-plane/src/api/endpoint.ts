import type { Reply } from "./reply.js";

/** A request that has found its endpoint. */
export interface ApiRequest {
  /** The parts of the path that have a name, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** @throws {BodyRefused} when it is too long or the client goes away */
  body(): Promise<string>;
}

/** A path that is answered. */
export interface Endpoint {
  readonly method: "GET" | "POST" | "DELETE";
  /** Such as `/api/v1/proxies/:id/config`. */
  readonly path: string;
  /** For the index. */
  readonly summary: string;
  /** Answered before there is a mesh as well. @default false */
  readonly early?: true;
  answer(request: ApiRequest): Reply | Promise<Reply>;
}

/** What a path leads to. */
export type Found =
  | { readonly endpoint: Endpoint; readonly parameters: Readonly<Record<string, string>> }
  /** The path is there, with other methods. */
  | { readonly allowed: readonly string[] }
  | undefined;

/** @throws {URIError} when a part of the path is not encoded as URLs are */
export function findEndpoint(endpoints: readonly Endpoint[], method: string, path: string): Found {
  const matches = endpoints.flatMap((endpoint) => {
    const parameters = matchPath(endpoint.path, path);
    return parameters === undefined ? [] : [{ endpoint, parameters }];
  });
  const match = matches.find(({ endpoint }) => endpoint.method === method);
  if (match !== undefined || matches.length === 0) return match;
  return { allowed: matches.map(({ endpoint }) => endpoint.method) };
}

function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const names = pattern.split("/");
  const parts = path.split("/");
  if (names.length !== parts.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? "";
    if (name.startsWith(":")) parameters[name.slice(1)] = decodeURIComponent(part);
    else if (name !== part) return undefined;
  }
  return parameters;
}
