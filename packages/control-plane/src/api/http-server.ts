import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ConfigLoadError } from "@meltemi/api";
import { errorCode, errorText } from "../error-text.js";
import type { Logger } from "../logger.js";
import { ChangeRefused } from "../store/resource-writer.js";
import { type Endpoint, findEndpoint } from "./endpoint.js";
import { isLoopback, isLoopbackHost, isOwnOrigin } from "./host-guard.js";
import { BodyRefused, readBody } from "./read-body.js";
import { failure, json, type Reply } from "./reply.js";

export interface HttpOptions {
  /** An IP address. Beyond loopback anybody who reaches it may change the mesh. @default "127.0.0.1" */
  readonly address?: string;
  /** 0: the kernel chooses. @default 0 */
  readonly port?: number;
  /** Longest body, in bytes. @default 32 MiB */
  readonly maxBodyBytes?: number;
}

/** An HTTP server that listens. */
export interface HttpServer {
  readonly address: string;
  readonly port: number;
  /** Ends every connection to it. */
  close(): Promise<void>;
}

const LIMITS = {
  maxConnections: 256,
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 60_000,
  keepAliveTimeoutMs: 15_000,
} as const;

/** Starts the server. @throws {Error} when it cannot listen */
export async function createHttpServer(
  endpoints: readonly Endpoint[],
  isReady: () => boolean,
  logger: Logger,
  options: HttpOptions = {},
): Promise<HttpServer> {
  const { address = "127.0.0.1", port = 0, maxBodyBytes = 32 * 2 ** 20 } = options;
  let loopback = true;
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const refusal = refuse(request, loopback);
    if (refusal !== undefined) return refusal;
    // Not new URL(): a path such as "//x" must not be taken for a host, nor an odd one throw.
    const [path = "", query = ""] = (request.url ?? "").split("?", 2);
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "");
    const found = findEndpoint(endpoints, method, path);
    if (found === undefined) {
      const known = endpoints.map((endpoint) => `${endpoint.method} ${endpoint.path}`);
      return failure(404, `${path} does not exist; there are: ${known.join(", ")}`);
    }
    if ("allowed" in found) {
      return failure(405, `${method} is not allowed here; use ${found.allowed.join(" or ")}`);
    }
    const { endpoint, parameters } = found;
    if (!isReady() && endpoint.early !== true) {
      return failure(503, "the resources are still being read; try again when /ready says so");
    }
    const body = (): Promise<string> => readBody(request, maxBodyBytes);
    return await endpoint.answer({ parameters, query: new URLSearchParams(query), body });
  };
  const server = createServer(
    {
      headersTimeout: LIMITS.headersTimeoutMs,
      requestTimeout: LIMITS.requestTimeoutMs,
      keepAliveTimeout: LIMITS.keepAliveTimeoutMs,
    },
    (request, response) => {
      response.on("error", () => {}); // the client has gone
      answer(request)
        .catch((error: unknown) => replyFor(error, logger))
        .then((reply) => send(request, response, reply))
        .catch((error: unknown) => {
          logger.error("an answer could not be sent", { reason: errorText(error) });
          response.destroy();
        });
    },
  );
  server.maxConnections = LIMITS.maxConnections;
  const bound = await listen(server, address, port);
  loopback = isLoopback(bound.address);
  return { address: bound.address, port: bound.port, close: () => close(server) };
}

function refuse({ method, headers }: IncomingMessage, loopback: boolean): Reply | undefined {
  const { host = "", origin } = headers;
  if (loopback && !isLoopbackHost(host)) {
    return failure(403, "Host is not this machine; ask for localhost, 127.0.0.1 or [::1]");
  }
  if (method !== "GET" && method !== "HEAD" && !isOwnOrigin(origin, host)) {
    return failure(403, "pages of other sites may not change the mesh; use the command");
  }
  return undefined;
}

function replyFor(error: unknown, logger: Logger): Reply {
  if (error instanceof ConfigLoadError) return json({ problems: error.problems }, 422);
  if (error instanceof ChangeRefused) return failure(409, error.message);
  if (error instanceof BodyRefused) return failure(error.status, error.message);
  if (error instanceof URIError) return failure(400, "the path is not encoded right; use %XX");
  const reason = errorText(error);
  logger.error("a request failed", { reason });
  return failure(500, `${reason}; the control plane goes on`);
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  request.resume(); // what is left of a body that nobody wanted
  response.writeHead(reply.status, {
    "content-type": reply.type,
    "content-length": Buffer.byteLength(reply.body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    // The rest of a body that is too long is not waited for.
    ...(reply.status === 413 ? { connection: "close" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : reply.body);
}

function listen(server: Server, address: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const place = address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
      const reason = errorCode(error) ?? error.message;
      reject(new Error(`cannot listen on ${place} (${reason}); choose a free address and port`));
    });
    server.listen(port, address, () => {
      server.removeAllListeners("error");
      // Such as running out of sockets at accept: clients see it, the control plane goes on.
      server.on("error", () => {});
      resolve(server.address() as AddressInfo);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
