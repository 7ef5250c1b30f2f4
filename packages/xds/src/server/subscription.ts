import type { Resource, ResourceMap } from "../resource.js";
import type { Snapshot } from "../snapshot.js";
import { diffOf } from "./resource-diff.js";

/**
 * What one stream wants of one type, and what it is still to be sent. The debt is brought up to date
 * only when it can be paid: a slow client owes nothing but its latest state.
 */
export class Subscription {
  readonly typeUrl: string;
  readonly names: Set<string> = new Set();
  /** What it is to be told: new content, and what is gone (as it last was, where known). */
  readonly changed: Map<string, Resource> = new Map();
  readonly gone: Map<string, Resource | undefined> = new Map();
  wildcard = false;
  #snapshot: Snapshot | undefined;
  /** The map that `changed` and `gone` lead to. */
  #base: ResourceMap | undefined;
  /** Names asked for that are in no map: what the client was told of them. */
  readonly #special = new Map<string, Resource | undefined>();
  /** Names to be answered, whether or not anything changed. */
  readonly #fresh = new Set<string>();
  #everything = false;
  /** Versions that the client brings along from an earlier stream. */
  #claims: Map<string, string> | undefined;

  constructor(typeUrl: string) {
    this.typeUrl = typeUrl;
  }

  /** Names were added since the debt was last brought up to date. */
  get asked(): boolean {
    return this.#everything || this.#fresh.size > 0;
  }

  has(name: string): boolean {
    return this.wildcard || this.names.has(name);
  }

  claim(versions: Readonly<Record<string, string>>): void {
    this.#claims = new Map(Object.entries(versions));
  }

  /** Asking again for a name is asking to be sent it again. */
  subscribe(name: string): void {
    this.names.add(name);
    this.#fresh.add(name);
  }

  unsubscribe(name: string): void {
    if (!this.names.delete(name)) return;
    this.#special.delete(name);
    this.#fresh.delete(name);
    this.#forget(name);
    // The client does not know whether the wildcard covers it.
    if (this.wildcard) this.#fresh.add(name);
  }

  subscribeAll(): void {
    this.wildcard = true;
    this.#everything = true;
  }

  unsubscribeAll(): void {
    this.wildcard = false;
    this.#everything = false;
    for (const name of [...this.changed.keys(), ...this.gone.keys()]) {
      if (!this.names.has(name)) this.#forget(name);
    }
    for (const name of this.#fresh) if (!this.names.has(name)) this.#fresh.delete(name);
  }

  /** Brings `changed` and `gone` up to date with the snapshot. */
  update(snapshot: Snapshot): void {
    if (snapshot === this.#snapshot && !this.asked) return;
    const map = snapshot.resources(this.typeUrl);
    this.#follow(map, snapshot);
    if (this.#everything) this.#askAll(map);
    if (snapshot !== this.#snapshot) this.#followSpecial(map, snapshot);
    for (const name of this.#fresh) this.#ask(name, map, snapshot);
    this.#fresh.clear();
    this.#everything = false;
    this.#claims = undefined;
    this.#snapshot = snapshot;
  }

  /** Every resource that it covers, as of the last update. */
  *current(): Iterable<Resource> {
    const base: ResourceMap = this.#base ?? new Map();
    if (this.wildcard) yield* base.values();
    for (const name of this.names) {
      const resource = base.get(name);
      if (resource === undefined) {
        const special = this.#special.get(name);
        if (special !== undefined) yield special;
      } else if (!this.wildcard) yield resource;
    }
  }

  /** Those of `current` that expire unless they are sent again. */
  leased(): Resource[] {
    const special = [...this.#special.values()].filter((told) => told?.ttlMs !== undefined);
    const leased = this.#base === undefined ? [] : leasedOf(this.#base);
    return [...leased.filter(({ name }) => this.has(name)), ...(special as Resource[])];
  }

  #follow(map: ResourceMap, snapshot: Snapshot): void {
    // Nothing of the first map was sent: what is wanted of it was asked for.
    const { changed, removed } = diffOf(this.#base ?? map, map);
    this.#base = map;
    for (const resource of changed) if (this.has(resource.name)) this.#tell(resource);
    for (const resource of removed) {
      const { name } = resource;
      if (this.names.has(name)) this.#tellSpecial(name, snapshot, resource);
      else if (this.wildcard) this.#tellGone(name, resource);
    }
  }

  #followSpecial(map: ResourceMap, snapshot: Snapshot): void {
    for (const [name, told] of this.#special) {
      if (map.has(name))
        this.#special.delete(name); // it is in the difference between the maps
      else if (snapshot.onDemand?.(this.typeUrl, name)?.version !== told?.version) {
        this.#tellSpecial(name, snapshot, told);
      }
    }
  }

  #askAll(map: ResourceMap): void {
    for (const resource of map.values()) {
      if (this.#claims?.get(resource.name) !== resource.version) this.#tell(resource);
    }
    for (const name of this.#claims?.keys() ?? []) {
      if (!map.has(name) && !this.names.has(name)) this.#tellGone(name, undefined);
    }
  }

  #ask(name: string, map: ResourceMap, snapshot: Snapshot): void {
    const resource = map.get(name);
    if (resource !== undefined) {
      if (this.#claims?.get(name) !== resource.version) this.#tell(resource);
    } else if (this.names.has(name)) {
      this.#tellSpecial(name, snapshot, undefined);
      const told = this.#special.get(name);
      if (told !== undefined && told.version === this.#claims?.get(name)) this.#forget(name);
    } else this.#tellGone(name, undefined);
  }

  #tellSpecial(name: string, snapshot: Snapshot, before: Resource | undefined): void {
    const resource = snapshot.onDemand?.(this.typeUrl, name);
    this.#special.set(name, resource);
    if (resource === undefined) this.#tellGone(name, before);
    else this.#tell(resource);
  }

  #tell(resource: Resource): void {
    this.changed.set(resource.name, resource);
    this.gone.delete(resource.name);
  }

  #tellGone(name: string, before: Resource | undefined): void {
    this.changed.delete(name);
    this.gone.set(name, before);
  }

  #forget(name: string): void {
    this.changed.delete(name);
    this.gone.delete(name);
  }
}

const leases = new WeakMap<ResourceMap, readonly Resource[]>();

/** Streams share it: each map is searched once. */
function leasedOf(map: ResourceMap): readonly Resource[] {
  let leased = leases.get(map);
  if (leased === undefined) {
    leased = [...map.values()].filter(({ ttlMs }) => ttlMs !== undefined);
    leases.set(map, leased);
  }
  return leased;
}
