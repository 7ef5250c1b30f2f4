import { qza } from "@meltemi/codec-qza";
import { createProxy } from "@meltemi/proxy";
import { serve } from "./child.js";
import { doNothing } from "./do-nothing-filter.js";

/** What Meltemi is started with. */
export interface MeltemiConfig {
  readonly backendPort: number;
  /** How many filters that do nothing stand in the chain. */
  readonly filters: number;
}

/** More than any load keeps in flight: here a breaker that opens would be a wrong answer. */
const UNLIMITED = 1_000_000;

const config = JSON.parse(process.argv[2] ?? "{}") as MeltemiConfig;
const filters = Array.from({ length: config.filters }, (_, i) => doNothing(`do-nothing-${i}`));

async function listen(): Promise<number> {
  const proxy = await createProxy({
    codecs: [qza()],
    filters,
    config: {
      listeners: [
        {
          name: "bench",
          address: "127.0.0.1",
          port: 0,
          protocol: "qza",
          filters: filters.map(({ name }) => ({ name })),
          routes: [
            {
              name: "all",
              match: { attributes: { cmd: { exact: "153" } } },
              route: [{ cluster: "qza" }],
            },
          ],
        },
      ],
      clusters: [
        {
          name: "qza",
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

await serve(listen);
