import { Random } from "../random.js";
import type { Stage } from "../stage.js";
import { SoakClient, type SoakTally } from "./soak-client.js";
import { type Mischief, SoakServer } from "./soak-server.js";
import type { SoakWire } from "./soak-wire.js";

export interface SoakOptions {
  readonly requests: number;
  readonly seed: number;
  readonly clients: number;
  /** Requests that a client keeps in flight. */
  readonly window: number;
  readonly wire: SoakWire;
  readonly mischief: Mischief;
}

/** Requests between two changes of the endpoints. */
const CHANGE_EVERY = 20_000;

/** Many clients, three servers full of mischief, endpoints that come and go. Ends at a violation. */
export async function soak(stage: Stage, options: SoakOptions): Promise<SoakTally> {
  const random = new Random(options.seed);
  const servers = [0, 1, 2].map(() => new SoakServer(options.wire, random, options.mischief));
  for (const server of servers) {
    await server.listen();
    stage.defer(() => server.close());
  }
  const proxy = await stage.proxy({
    servers,
    route: { timeout: "300ms" },
    cluster: { circuitBreaker: { maxConnections: 256, maxPendingRequests: 1_000_000 } },
  });
  const tally: SoakTally = {
    left: options.requests,
    sent: 0,
    oneways: 0,
    answers: 0,
    errors: new Map(),
    abandoned: 0,
    violations: [],
  };
  let changing = true;
  const changes = (async () => {
    for (let change = 0; changing; change++) {
      await proxy.apply({ servers: servers.filter((_, i) => i !== change % 4) });
      const next = tally.sent + CHANGE_EVERY;
      while (changing && tally.sent < next) await new Promise((resume) => setTimeout(resume, 10));
    }
  })();
  const clients: SoakClient[] = [];
  const clientOptions = { port: proxy.port, window: options.window, wire: options.wire };
  await new Promise<void>((allDone) => {
    let running = options.clients;
    const onDone = (): void => {
      if (--running === 0) allDone();
    };
    for (let number = 0; number < options.clients; number++) {
      clients.push(new SoakClient(number, clientOptions, random, tally, onDone, allDone));
    }
    stage.defer(allDone); // a test that has timed out must not leave the clients running
  });
  for (const client of clients) client.close();
  changing = false;
  await changes;
  return tally;
}
