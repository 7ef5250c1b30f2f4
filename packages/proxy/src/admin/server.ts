import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ConfigError } from "@meltemi/core";
import type { AdminConfig } from "../config/config.js";
import type { AdminSource } from "./admin-source.js";
import { isLoopback, isLoopbackHost } from "./host-guard.js";
import { addressText, type PageReply, text } from "./page.js";
import { describePages, findPage } from "./pages.js";

/** An admin server that listens. */
export interface AdminServer {
  /** IP address, IPv6 without brackets. */
  readonly address: string;
  readonly port: number;
  /** Ends every connection to it. */
  close(): Promise<void>;
}

/** People and scrapers are few; whoever holds connections open must not use up the proxy's sockets. */
const LIMITS = {
  maxConnections: 64,
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
  keepAliveTimeoutMs: 15_000,
  /** How often Node looks for requests past the timeouts above. */
  connectionsCheckMs: 1_000,
} as const;

/**
 * Starts the admin server. What goes wrong in it is told to its client and never reaches the proxy.
 * @throws {ConfigError} when the address cannot be listened on
 */
export async function createAdminServer(
  config: AdminConfig,
  source: AdminSource,
): Promise<AdminServer> {
  let loopback = false;
  const server = createServer(
    {
      headersTimeout: LIMITS.headersTimeoutMs,
      requestTimeout: LIMITS.requestTimeoutMs,
      keepAliveTimeout: LIMITS.keepAliveTimeoutMs,
      connectionsCheckingInterval: LIMITS.connectionsCheckMs,
    },
    (request, response) => {
      send(request, response, reply(request, source, loopback));
      request.resume(); // a body is of no interest, but must not be in the way
    },
  );
  server.maxConnections = LIMITS.maxConnections;
  const { address, port } = await listen(server, config);
  loopback = isLoopback(address);
  return { address, port, close: () => close(server) };
}

function reply(request: IncomingMessage, source: AdminSource, loopback: boolean): PageReply {
  if (loopback && !isLoopbackHost(request.headers.host ?? "")) {
    return text("Host is not this machine; ask for localhost, 127.0.0.1 or [::1]\n", 403);
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return text(`${request.method} is not allowed; use GET\n`, 405);
  }
  // Not new URL(): a path such as "//x" must not be taken for a host, nor an odd one throw.
  const [path = "", query = ""] = (request.url ?? "").split("?", 2);
  const page = findPage(path);
  if (page === undefined)
    return text(`${path} does not exist; choose a path below\n\n${describePages()}`, 404);
  try {
    return page.render(source, new URLSearchParams(query));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return text(`${path} failed: ${reason}; the proxy itself goes on\n`, 500);
  }
}

function send(request: IncomingMessage, response: ServerResponse, page: PageReply): void {
  response.writeHead(page.status ?? 200, {
    "content-type": page.type,
    "content-length": Buffer.byteLength(page.body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(page.status === 405 ? { allow: "GET, HEAD" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : page.body);
}

function listen(server: Server, { address, port }: AdminConfig): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const where = addressText({ address, port });
      const message = `cannot listen on ${where} (${error.code}); choose a free address and port`;
      reject(new ConfigError(["admin"], message));
    });
    server.listen(port, address, () => {
      server.removeAllListeners("error");
      // Such as running out of sockets at accept: clients see it, the proxy goes on.
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
