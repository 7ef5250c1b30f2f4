import type { MatchSpec } from "@meltemi/core";
import { createProxy } from "@meltemi/proxy";
import { serve } from "./child.js";
import { doNothing } from "./do-nothing-filter.js";
import { protocolOf } from "./protocol/protocols.js";

/** What Meltemi is started with. */
export interface MeltemiConfig {
  readonly backendPort: number;
  readonly protocol: string;
  /** How many filters that do nothing stand in the chain. */
  readonly filters: number;
  /** How many routes there are. Only the last one matches, and the others want another value of the same attributes. */
  readonly routes: number;
}

/** More than any load keeps in flight: here a breaker that opens would be a wrong answer. */
const UNLIMITED = 1_000_000;

const config = JSON.parse(process.argv[2] ?? "{}") as MeltemiConfig;
const protocol = protocolOf(config.protocol);
const filters = Array.from({ length: config.filters }, (_, i) => doNothing(`do-nothing-${i}`));

async function listen(): Promise<number> {
  const proxy = await createProxy({
    codecs: [protocol.codec()],
    filters,
    config: {
      listeners: [
        {
          name: "bench",
          address: "127.0.0.1",
          port: 0,
          protocol: protocol.name,
          filters: filters.map(({ name }) => ({ name })),
          routes: [...otherMatches(config.routes - 1), protocol.match].map((match, index) => ({
            name: `route-${index}`,
            match,
            route: [{ cluster: "backend" }],
          })),
        },
      ],
      clusters: [
        {
          name: "backend",
          endpoints: [{ address: "127.0.0.1", port: config.backendPort }],
          circuitBreaker: {
            maxConnections: UNLIMITED,
            maxPendingRequests: UNLIMITED,
            maxRequests: UNLIMITED,
          },
        },
      ],
    },
  });
  const [listener] = proxy.listeners;
  if (listener === undefined) throw new Error("the proxy has no listener");
  return listener.port;
}

function otherMatches(count: number): readonly MatchSpec[] {
  const names = Object.keys(protocol.match.attributes ?? {});
  return Array.from({ length: count }, (_, index) => ({
    attributes: Object.fromEntries(names.map((name) => [name, { exact: String(1000 + index) }])),
  }));
}

await serve(listen);
