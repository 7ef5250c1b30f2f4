import {
  createXdsClient,
  type Node,
  type Resource,
  TypeUrl,
  type XdsClient,
  type XdsUpdate,
} from "@meltemi/xds";
import { Signal } from "../signal.js";
import { NAMESPACE } from "./mesh-resources.js";
import { now } from "./time.js";

/** How many resources of each type, by its short name. */
export type ResourceCounts = Readonly<Record<"CDS" | "EDS" | "LDS" | "RDS", number>>;

const SHORT_NAMES: Readonly<Record<string, keyof ResourceCounts>> = {
  [TypeUrl.Cluster]: "CDS",
  [TypeUrl.ClusterLoadAssignment]: "EDS",
  [TypeUrl.Listener]: "LDS",
  [TypeUrl.RouteConfiguration]: "RDS",
};

/** What was awaited: a version of a route configuration. */
interface Awaited {
  readonly name: string;
  /** What its bytes contain. */
  readonly marker: string;
  readonly arrive: (at: number) => void;
}

/** A client that asks for what a proxy asks for, and looks at nothing but when it comes. */
export class Follower {
  /** Raised when everything that was expected has come. */
  readonly whole: Signal = new Signal();
  readonly #client: XdsClient;
  readonly #expected: ResourceCounts;
  #counts: Record<keyof ResourceCounts, number> = { CDS: 0, EDS: 0, LDS: 0, RDS: 0 };
  readonly #clusters = new Set<string>();
  #isWhole = false;
  #scheduled = false;
  /** The change that came last: it may be here before anybody asks for it. */
  #last: { readonly resource: Resource; readonly at: number } | undefined;
  #awaited: Awaited | undefined;

  constructor(address: string, number: number, expected: ResourceCounts) {
    this.#expected = expected;
    this.#client = createXdsClient({
      address,
      node: nodeOf(number),
      backOff: { initialMs: 20 },
      handler: {
        onUpdate: (update) => {
          this.#take(update);
          return [];
        },
      },
    });
    this.#client.subscribe(TypeUrl.Cluster, "*");
    this.#client.subscribe(TypeUrl.Listener, "*");
  }

  /** Resources that came since the last call; first, since the start. */
  takeCounts(): ResourceCounts {
    const counts = this.#counts;
    this.#counts = { CDS: 0, EDS: 0, LDS: 0, RDS: 0 };
    return counts;
  }

  /** When a route configuration with `marker` in its bytes came, or comes. */
  route(name: string, marker: string): Promise<number> {
    return new Promise((resolve) => {
      this.#awaited = { name, marker, arrive: resolve };
      this.#check();
    });
  }

  close(): void {
    this.#client.close();
  }

  #take({ typeUrl, resources, removed }: XdsUpdate): void {
    const at = now();
    const type = SHORT_NAMES[typeUrl];
    if (type === undefined) return;
    this.#counts[type] += resources.length;
    if (type === "CDS") {
      for (const { name } of resources) this.#clusters.add(name);
      for (const name of removed) this.#clusters.delete(name);
      this.#schedule();
    }
    const [first] = resources;
    if (this.#isWhole && type === "RDS" && first !== undefined) {
      this.#last = { resource: first, at };
      this.#check();
    }
    this.#checkWhole();
  }

  #check(): void {
    const { resource, at } = this.#last ?? {};
    if (resource === undefined || at === undefined || this.#awaited === undefined) return;
    const { name, marker, arrive } = this.#awaited;
    if (resource.name !== name || !Buffer.from(resource.bytes).includes(marker)) return;
    this.#awaited = undefined;
    arrive(at);
  }

  #checkWhole(): void {
    if (this.#isWhole) return;
    const types = Object.values(SHORT_NAMES);
    this.#isWhole = types.every((type) => this.#counts[type] >= this.#expected[type]);
    if (this.#isWhole) this.whole.raise();
  }

  /** As a proxy does, once for all updates of a turn. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#client.subscribe(TypeUrl.ClusterLoadAssignment, this.#clusters);
      this.#client.subscribe(TypeUrl.RouteConfiguration, routesOf(this.#clusters));
    });
  }
}

function nodeOf(number: number): Node {
  return {
    id: `bench-${process.pid}-${number}`,
    cluster: "bench",
    metadata: { NAMESPACE, MELTEMI: { OUTBOUND: "vip" } },
    locality: undefined,
    userAgentName: "meltemi-bench",
    userAgentVersion: "0.0.0",
  };
}

/** A route configuration for each service, of which the cluster without a subset tells. */
function routesOf(clusters: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const cluster of clusters) {
    const [direction, port, subset, host] = cluster.split("|");
    if (direction === "outbound" && subset === "") names.add(`${host}_${port}`);
  }
  return names;
}
