import {
  type Node,
  type Resource,
  type Snapshot,
  type StreamInfo,
  type StreamObserver,
  TypeUrl,
} from "@meltemi/xds";
import { readClient } from "../compile/client.js";
import type { Logger } from "../logger.js";
import { Delivery, type DeliveryState, type Outcome } from "./delivery.js";
import type { ProxyView, TypeView } from "./proxy-view.js";

/** A stream of a proxy and what was sent on it. */
interface OpenStream {
  readonly info: StreamInfo;
  readonly since: number;
  readonly deliveries: Map<string, Delivery>;
}

export interface RegistryOptions {
  /** How long a proxy that went away is remembered, in milliseconds. @default 600_000 */
  readonly rememberMs?: number;
  /** Proxies that went away that are remembered at most. @default 1000 */
  readonly mostRemembered?: number;
}

/** What the registry counts, over all proxies. */
export interface PushCounts {
  readonly sent: Map<string, number>;
  readonly refused: Map<string, number>;
}

const SHORT_NAMES: ReadonlyMap<string, TypeView["type"]> = new Map([
  [TypeUrl.Cluster, "CDS"],
  [TypeUrl.ClusterLoadAssignment, "EDS"],
  [TypeUrl.Listener, "LDS"],
  [TypeUrl.RouteConfiguration, "RDS"],
  [TypeUrl.HttpRouteConfiguration, "RDS"],
]);

const TYPES: readonly TypeView["type"][] = ["CDS", "EDS", "LDS", "RDS"];

/** The proxies that are connected, and for a while those that were. */
export class ProxyRegistry implements StreamObserver {
  readonly counts: PushCounts = { sent: new Map(), refused: new Map() };
  readonly #current: (node: Node) => Snapshot | undefined;
  readonly #logger: Logger;
  readonly #rememberMs: number;
  readonly #mostRemembered: number;
  readonly #streams = new Map<number, OpenStream>();
  /** Those of each node id, the oldest first. */
  readonly #byId = new Map<string, readonly OpenStream[]>();
  /** Node ids of which it has been said that several proxies have them. */
  readonly #shared = new Set<string>();
  /** By node id, oldest first. */
  readonly #gone = new Map<string, { readonly view: ProxyView; readonly at: number }>();

  /** @param current what a node is to have at the moment */
  constructor(
    current: (node: Node) => Snapshot | undefined,
    logger: Logger,
    { rememberMs = 600_000, mostRemembered = 1000 }: RegistryOptions = {},
  ) {
    this.#current = current;
    this.#logger = logger;
    this.#rememberMs = rememberMs;
    this.#mostRemembered = mostRemembered;
  }

  onStream(info: StreamInfo): void {
    const { id } = info.node;
    const stream = { info, since: Date.now(), deliveries: new Map() };
    const others = this.#streamsOf(id).filter(({ info: older }) => !supersedes(info, older));
    this.#streams.set(info.id, stream);
    this.#byId.set(id, [...others, stream]);
    this.#gone.delete(id);
    if (this.#shared.has(id) || instancesOf(this.#streamsOf(id)) < 2) return;
    this.#shared.add(id);
    const message =
      "several proxies have one node id, so their states are mixed up; give each its own";
    const peers = this.#streamsOf(id).map(({ info: { peer } }) => peer);
    this.#logger.warn(message, { proxy: id, peers });
  }

  onSent(info: StreamInfo, typeUrl: string, version: string): void {
    const map = this.#current(info.node)?.resources(typeUrl) ?? new Map();
    this.#delivery(info, typeUrl)?.onSent(version, map);
    count(this.counts.sent, typeUrl);
  }

  onAck(info: StreamInfo, typeUrl: string, version: string): void {
    this.#delivery(info, typeUrl)?.onAck(version);
  }

  onNack(info: StreamInfo, typeUrl: string, version: string, message: string): void {
    this.#delivery(info, typeUrl)?.onNack(version, message);
    count(this.counts.refused, typeUrl);
    const type = shortName(typeUrl) ?? typeUrl;
    this.#logger.warn("a proxy refused what it was sent", {
      proxy: info.node.id,
      type,
      version,
      reason: message,
    });
  }

  onClose(info: StreamInfo): void {
    const { id } = info.node;
    const last = this.#view(id);
    const left = this.#streamsOf(id).filter((stream) => stream.info.id !== info.id);
    this.#streams.delete(info.id);
    this.#byId.set(id, left);
    if (last === undefined || left.length > 0) return;
    this.#byId.delete(id);
    this.#shared.delete(id);
    const now = Date.now();
    const view = { ...last, connected: false, disconnectedAt: new Date(now).toISOString() };
    this.#gone.delete(id);
    this.#gone.set(id, { view, at: now });
    this.#forget(now);
  }

  /** Sorted by id; those that are connected, then those that were. */
  views(): readonly ProxyView[] {
    this.#forget(Date.now());
    const gone = [...this.#gone.keys()].sort();
    return [
      ...[...this.#byId.keys()].sort().flatMap((id) => this.#view(id) ?? []),
      ...gone.flatMap((id) => this.#gone.get(id)?.view ?? []),
    ];
  }

  /** The nodes of open streams. A proxy with several streams is there once. */
  connected(): readonly Node[] {
    return [...this.#byId.values()].flatMap(([stream]) => stream?.info.node ?? []);
  }

  node(id: string): Node | undefined {
    return this.#streamsOf(id)[0]?.info.node;
  }

  /** What became of an xDS resource at a proxy: the worst of its streams that were sent it. */
  outcome(id: string, resource: Resource): Outcome {
    const outcomes = this.#streamsOf(id).flatMap(({ deliveries }) => {
      const outcome = deliveries.get(resource.typeUrl)?.outcome(resource);
      if (outcome === undefined || outcome.state !== "not-sent") return outcome ?? [];
      // Changes are sent at once unless something else is on its way; if nothing is, it was not asked for.
      const isBusy = [...deliveries.values()].some(({ state }) => state === "stale");
      return isBusy ? { state: "stale" as const } : outcome;
    });
    return worst(outcomes) ?? { state: "not-sent" };
  }

  #delivery({ id }: StreamInfo, typeUrl: string): Delivery | undefined {
    const stream = this.#streams.get(id);
    // Only types that are served: a client may ask for anything.
    if (stream === undefined || !SHORT_NAMES.has(typeUrl)) return undefined;
    let delivery = stream.deliveries.get(typeUrl);
    if (delivery === undefined) {
      delivery = new Delivery();
      stream.deliveries.set(typeUrl, delivery);
    }
    return delivery;
  }

  #streamsOf(id: string): readonly OpenStream[] {
    return this.#byId.get(id) ?? [];
  }

  #view(id: string): ProxyView | undefined {
    const streams = this.#streamsOf(id);
    const [first] = streams;
    if (first === undefined) return undefined;
    const { node, peer, protocol } = first.info;
    const instances = instancesOf(streams);
    return {
      id,
      namespace: readClient(node).namespace,
      peer,
      ...(instances < 2 ? {} : { instances }),
      userAgent: [node.userAgentName, node.userAgentVersion]
        .filter((part) => part !== "")
        .join("/"),
      protocol,
      connected: true,
      connectedAt: new Date(first.since).toISOString(),
      types: TYPES.map((type) => viewOf(type, deliveriesOf(type, streams))),
    };
  }

  #forget(now: number): void {
    for (const [id, { at }] of this.#gone) {
      if (now - at < this.#rememberMs && this.#gone.size <= this.#mostRemembered) return;
      this.#gone.delete(id);
    }
  }
}

/** Whether the older stream is one that its proxy has given up, though its end has not been heard of yet. */
function supersedes(stream: StreamInfo, older: StreamInfo): boolean {
  const { instance } = readClient(stream.node);
  return (
    instance !== undefined &&
    instance === readClient(older.node).instance &&
    stream.service === older.service
  );
}

/** Proxies that tell themselves apart. */
function instancesOf(streams: readonly OpenStream[]): number {
  return new Set(streams.flatMap(({ info }) => readClient(info.node).instance ?? [])).size;
}

/** `RDS` and the like; undefined for types that are not served. */
function shortName(typeUrl: string): TypeView["type"] | undefined {
  return SHORT_NAMES.get(typeUrl);
}

function deliveriesOf(type: TypeView["type"], streams: readonly OpenStream[]): readonly Delivery[] {
  return streams.flatMap(({ deliveries }) =>
    [...deliveries].flatMap(([typeUrl, delivery]) =>
      SHORT_NAMES.get(typeUrl) === type ? [delivery] : [],
    ),
  );
}

function viewOf(type: TypeView["type"], deliveries: readonly Delivery[]): TypeView {
  const delivery = worst(deliveries);
  if (delivery === undefined) return { type, state: "not-sent", resources: 0 };
  const { state, sent, acked, error } = delivery;
  return {
    type,
    state,
    ...(sent === undefined ? {} : { sent }),
    ...(acked === undefined ? {} : { acked }),
    resources: Math.max(...deliveries.map(({ size }) => size)),
    ...(error === undefined ? {} : { error }),
  };
}

const BADNESS: Readonly<Record<DeliveryState, number>> = {
  rejected: 3,
  stale: 2,
  synced: 1,
  "not-sent": 0,
};

function worst<Item extends { readonly state: DeliveryState }>(
  items: readonly Item[],
): Item | undefined {
  return items.toSorted((a, b) => BADNESS[b.state] - BADNESS[a.state])[0];
}

function count(counts: Map<string, number>, typeUrl: string): void {
  const type = shortName(typeUrl);
  if (type !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
}
