// After `pnpm build`: node packages/control-plane/bench/compile.bench.ts

const SERVICES = 5_000;
const ENDPOINTS = 10;
const PROXIES = 200;
const CHANGES = 100;

// Node runs this file as it is, so what it needs of the package comes from dist.
const load = (path: string) => import(new URL(path, import.meta.url).href);
const { createCompiler }: typeof import("../src/compile/compiler.js") = await load(
  "../dist/compile/compiler.js",
);
const { largeMesh, router }: typeof import("../test/compile-large-mesh.js") = await load(
  "../test/compile-large-mesh.ts",
);

interface Cost {
  readonly wall: number;
  /** Of the processor: what other programs take does not count. */
  readonly processor: number;
}

function cost(work: () => void): Cost {
  const start = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - start, processor: (user + system) / 1000 };
}

function report(what: string, costs: readonly Cost[]): void {
  const middle = (values: readonly number[]) =>
    values.toSorted((left, right) => left - right)[values.length >> 1]?.toFixed(1);
  const wall = middle(costs.map((one) => one.wall));
  const processor = middle(costs.map((one) => one.processor));
  process.stdout.write(`${what}: ${wall} ms (${processor} ms of the processor)\n`);
}

const nodes = Array.from({ length: PROXIES }, (_, index) => ({
  id: `proxy-${index}`,
  cluster: "",
  metadata: { NAMESPACE: "large", INSTANCE_IPS: `10.0.${index}.1` },
  locality: undefined,
  userAgentName: "meltemi",
  userAgentVersion: "0.0.0",
}));

const compiler = createCompiler();
const resources = largeMesh(SERVICES, ENDPOINTS);
let mesh = compiler.compile({ resources: new Map(), addresses: new Map() });
const compile = () => {
  mesh = compiler.compile({ resources, addresses: mesh.addresses });
};
const snapshots = () => {
  for (const node of nodes) mesh.snapshot(node);
};

process.stdout.write(
  `${SERVICES} services with ${ENDPOINTS} endpoints, a rule and a router each\n`,
);
report("first compilation", [cost(compile)]);
report(`first snapshots of ${PROXIES} proxies`, [cost(snapshots)]);
compile();
snapshots();

for (const kind of ["route", "endpoint"]) {
  const compilations: Cost[] = [];
  const cuts: Cost[] = [];
  for (let change = 0; change < CHANGES; change++) {
    if (kind === "route") {
      resources.set(`MetaRouter/large/service-${change}`, router(change, change % 2 ? "v1" : "v2"));
    } else {
      const fewer = largeMesh(change + 1, ENDPOINTS - 1);
      const key = `ServiceEntry/large/service-${change}`;
      const entry = fewer.get(key);
      if (entry !== undefined) resources.set(key, entry);
    }
    compilations.push(cost(compile));
    cuts.push(cost(snapshots));
  }
  report(`compilation after a change of one ${kind}`, compilations);
  report(`snapshots of ${PROXIES} proxies after it`, cuts);
}
process.stdout.write(`heap: ${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} MiB\n`);
