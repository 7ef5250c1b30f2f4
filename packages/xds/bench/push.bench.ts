import {
  createXdsClient,
  createXdsServer,
  encodeMessage,
  makeResource,
  type Resource,
  type Snapshot,
  TypeUrl,
} from "@meltemi/xds";

// After `pnpm build`: node packages/xds/bench/push.bench.ts. Server and clients share one process: the
// times are those of all of them together.

const STREAMS = 200;
const SERVICES = 1000;
const CHANGES = 20;

function snapshot(change: number, before?: Snapshot): Snapshot {
  const map = new Map<string, Resource>(before?.resources(TypeUrl.Cluster));
  for (let i = 0; i < (before === undefined ? SERVICES : 1); i++) {
    const name = `outbound|90||service-${i}.shop.svc.cluster.local`;
    const bytes = encodeMessage("envoy.config.cluster.v3.Cluster", {
      name,
      type: "EDS",
      edsClusterConfig: { edsConfig: { ads: {}, resourceApiVersion: "V3" } },
      connectTimeout: { seconds: 5, nanos: i === 0 ? change : 0 },
      circuitBreakers: { thresholds: [{ maxConnections: { value: 1024 } }] },
    });
    map.set(name, makeResource(TypeUrl.Cluster, name, bytes));
  }
  const none = new Map<string, Resource>();
  return {
    version: `${change}`,
    resources: (typeUrl) => (typeUrl === TypeUrl.Cluster ? map : none),
  };
}

/** Resolves when `arrive` was called by all streams. */
class Everybody {
  arrived = 0;
  #resolve: () => void = () => undefined;

  wait(): Promise<void> {
    this.arrived = 0;
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  arrive(): void {
    if (++this.arrived === STREAMS) this.#resolve();
  }
}

for (const protocol of ["delta", "sotw"] as const) {
  const everybody = new Everybody();
  const watchers = new Set<(snapshot: Snapshot) => void>();
  let current = snapshot(0);
  const server = await createXdsServer({
    source: {
      watch(_, onSnapshot) {
        watchers.add(onSnapshot);
        onSnapshot(current);
        return () => watchers.delete(onSnapshot);
      },
    },
  });
  const start = performance.now();
  let done = everybody.wait();
  const clients = Array.from({ length: STREAMS }, (_, i) =>
    createXdsClient({
      address: `${server.address}:${server.port}`,
      node: {
        id: `node ${i}`,
        cluster: "",
        metadata: {},
        locality: undefined,
        userAgentName: "bench",
        userAgentVersion: "",
      },
      protocol,
      handler: {
        onUpdate() {
          everybody.arrive();
          return [];
        },
      },
    }),
  );
  for (const client of clients) client.subscribe(TypeUrl.Cluster, "*");
  await done;
  const line = (what: string, ms: number): void => {
    process.stdout.write(`${protocol}, ${STREAMS} clients, ${what}: ${ms.toFixed(1)} ms\n`);
  };
  line(`first ${SERVICES} clusters at each`, performance.now() - start);
  const times: number[] = [];
  for (let change = 1; change <= CHANGES; change++) {
    const next = snapshot(change, current);
    done = everybody.wait();
    const before = performance.now();
    current = next;
    for (const watcher of watchers) watcher(next);
    await done;
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  line("one change at all, median", times[CHANGES / 2] ?? 0);
  line("one change at all, slowest", times[CHANGES - 1] ?? 0);
  for (const client of clients) client.close();
  await server.close();
}
