import type { Resource } from "../resource.js";
import { rulesOf, type TypeRules, WILDCARD } from "../type-rules.js";
import type { Incoming } from "./incoming.js";
import type { Rejection, XdsHandler, XdsUpdate } from "./xds-handler.js";

const LONGEST_ERROR = 4096; // characters: it travels as a message, and is read by people

/** One type of resources at the client: what both variants of the protocol have in common. */
export abstract class TypeClient<Request, Response> {
  readonly typeUrl: string;
  readonly rules: TypeRules;
  /** May contain the wildcard. */
  protected wanted: ReadonlySet<string> = new Set();
  /** What the server was told on this stream. */
  protected told: ReadonlySet<string> = new Set();
  /** Accepted versions by name. They outlive streams. */
  protected readonly held: Map<string, string> = new Map();
  /**
   * Names that were given up since the server was last told. What it sent meanwhile was passed over,
   * so that names that are wanted again must be asked for again.
   */
  protected readonly forgotten: Set<string> = new Set();
  /** Ends of leases by name, in milliseconds. */
  readonly #leases = new Map<string, number>();
  readonly #handler: Pick<XdsHandler, "onUpdate">;
  #version = "";
  #delivered = false;

  constructor(typeUrl: string, handler: Pick<XdsHandler, "onUpdate">) {
    this.typeUrl = typeUrl;
    this.rules = rulesOf(typeUrl);
    this.#handler = handler;
  }

  /** A new stream: the server knows nothing. */
  abstract reset(): void;
  /** The next request to send; undefined: none. Each call is a promise to send it. */
  abstract nextRequest(): Request | undefined;
  abstract receive(response: Response, now: number): void;

  setWanted(names: ReadonlySet<string>): void {
    this.wanted = new Set(names);
    for (const name of this.told) if (!this.wanted.has(name)) this.forgotten.add(name);
    for (const name of this.held.keys()) if (!this.wants(name)) this.#drop(name);
  }

  wants(name: string): boolean {
    return this.wanted.has(WILDCARD) || this.wanted.has(name);
  }

  /** When the first lease ends, in milliseconds; undefined: there is none. */
  get wakeAt(): number | undefined {
    return this.#leases.size === 0 ? undefined : Math.min(...this.#leases.values());
  }

  /** Removes what was not renewed in time. */
  expire(now: number): void {
    const removed = [...this.#leases].filter(([, end]) => end <= now).map(([name]) => name);
    if (removed.length === 0) return;
    for (const name of removed) this.#drop(name);
    this.#hand({ typeUrl: this.typeUrl, version: this.#version, resources: [], removed });
  }

  /**
   * Hands over what is new.
   * @returns what was refused, as one text; undefined: nothing
   */
  protected deliver(
    version: string,
    incoming: readonly Incoming[],
    gone: Iterable<string>,
    now: number,
  ): string | undefined {
    const refused: Rejection[] = [];
    const fresh = new Map<string, Resource>();
    for (const element of incoming) {
      if (element.kind === "refused") refused.push(element);
      else if (element.kind === "heartbeat") this.#renew(element.name, element.ttlMs, now);
      else if (this.wants(element.resource.name)) this.#sort(element.resource, fresh, now);
    }
    const removed = [...new Set(gone)].filter((name) => !fresh.has(name));
    this.#version = version;
    // Held before they are handed over: what the handler gives up meanwhile is then dropped as always.
    const before = [...fresh.keys()].map((name) => [name, this.held.get(name)] as const);
    for (const resource of fresh.values()) this.held.set(resource.name, resource.version);
    for (const name of removed) this.#drop(name);
    if (fresh.size > 0 || removed.length > 0 || !this.#delivered) {
      this.#delivered = true;
      const resources = [...fresh.values()];
      refused.push(...this.#hand({ typeUrl: this.typeUrl, version, resources, removed }));
    }
    const refusedNames = new Set(refused.map(({ name }) => name));
    for (const [name, former] of before) {
      if (!this.held.has(name)) continue;
      if (!refusedNames.has(name)) this.#renew(name, fresh.get(name)?.ttlMs, now);
      else if (former === undefined) this.#drop(name);
      else this.held.set(name, former);
    }
    return refused.length === 0 ? undefined : errorText(refused);
  }

  #sort(resource: Resource, fresh: Map<string, Resource>, now: number): void {
    const { name, version, ttlMs } = resource;
    if (this.held.get(name) === version) {
      fresh.delete(name);
      this.#renew(name, ttlMs, now);
    } else fresh.set(name, resource);
  }

  #hand(update: XdsUpdate): readonly Rejection[] {
    try {
      return this.#handler.onUpdate(update);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return update.resources.map(({ name }) => ({ name, message }));
    }
  }

  #renew(name: string, ttlMs: number | undefined, now: number): void {
    if (!this.held.has(name)) return;
    if (ttlMs === undefined) this.#leases.delete(name);
    else this.#leases.set(name, now + ttlMs);
  }

  #drop(name: string): void {
    this.held.delete(name);
    this.#leases.delete(name);
  }
}

function errorText(refused: readonly Rejection[]): string {
  const text = refused.map(({ name, message }) => `${name || "(unnamed)"}: ${message}`).join("; ");
  return text.slice(0, LONGEST_ERROR);
}
