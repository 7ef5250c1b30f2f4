import { onTestFinished } from "vitest";
import { createXdsClient, type XdsClient, type XdsClientOptions } from "../src/index.js";
import { NODE } from "./mesh.js";
import { type Protocol, RawServer } from "./original.js";
import type { Recorder } from "./recorder.js";

/** A server that the test speaks for, until the test ends. */
export async function startRaw(port = 0): Promise<RawServer> {
  const server = new RawServer();
  await server.listen(port);
  onTestFinished(() => server.close());
  return server;
}

/** A client that comes back quickly, until the test ends. */
export function connectTo(
  port: number,
  protocol: Protocol,
  handler: Recorder,
  options: Partial<XdsClientOptions> = {},
): XdsClient {
  const client = createXdsClient({
    address: `127.0.0.1:${port}`,
    node: NODE,
    protocol,
    handler,
    backOff: { initialMs: 10, maxMs: 40 },
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}
