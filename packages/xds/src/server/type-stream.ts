import type { Messages } from "../generated/messages.js";
import type { Resource } from "../resource.js";
import { rulesOf, type TypeRules } from "../type-rules.js";
import type { RequestOutcome, SessionResponse } from "./session-messages.js";
import { Subscription } from "./subscription.js";

type Content = Partial<SessionResponse>;

/** Responses whose answers are still to come that are remembered; older answers count as stale. */
const MOST_OUTSTANDING = 64;
const LONGEST_ERROR = 4096; // characters

/** One type on one stream: what both variants of the protocol have in common. */
export abstract class TypeStream<Request> {
  readonly subscription: Subscription;
  readonly rules: TypeRules;
  /** When leases are to be renewed. */
  heartbeatAt: number | undefined;
  /** A response is expected even if there is nothing in it. */
  protected owed = false;
  /** Of the last response; empty: there was none. */
  protected lastNonce = "";
  /** Versions by nonce. */
  readonly #outstanding = new Map<string, string>();

  constructor(typeUrl: string) {
    this.subscription = new Subscription(typeUrl);
    this.rules = rulesOf(typeUrl);
  }

  /** @returns what it meant; what is to be sent because of it comes from the methods below */
  abstract request(request: Request): RequestOutcome;
  /** New content, at most about `maxBytes`; undefined: there is none. */
  abstract takeArrivals(maxBytes: number): Content | undefined;
  /** What is gone; undefined: nothing. */
  abstract takeDepartures(): Content | undefined;

  takeHeartbeats(now: number): Content | undefined {
    if (this.heartbeatAt === undefined || now < this.heartbeatAt) return undefined;
    const heartbeats = this.subscription.leased();
    return heartbeats.length === 0 ? undefined : { heartbeats };
  }

  sent(nonce: string, version: string, now: number): void {
    this.owed = false;
    this.lastNonce = nonce;
    this.#outstanding.set(nonce, version);
    if (this.#outstanding.size > MOST_OUTSTANDING) {
      for (const [oldest] of this.#outstanding) {
        this.#outstanding.delete(oldest);
        break;
      }
    }
    // Half of the shortest lease: one heartbeat may be late or lost.
    const leases = this.subscription.leased().map(({ ttlMs }) => ttlMs ?? Number.POSITIVE_INFINITY);
    const shortest = leases.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    this.heartbeatAt = shortest === Number.POSITIVE_INFINITY ? undefined : now + shortest / 2;
  }

  /** What a request with that nonce says about the response it answers. */
  protected answered(
    nonce: string,
    error: Messages["google.rpc.Status"] | undefined,
  ): RequestOutcome {
    const version = this.#outstanding.get(nonce);
    if (version === undefined) return { kind: "stale" };
    this.#outstanding.delete(nonce);
    if (error === undefined) return { kind: "ack", version };
    const message = error.message || `error ${error.code ?? 0} without a message`;
    return { kind: "nack", version, message: message.slice(0, LONGEST_ERROR) };
  }

  /** Takes changed resources off the debt, at least one, until `maxBytes` are reached. */
  protected takeChanged(maxBytes: number): Resource[] {
    const { changed } = this.subscription;
    const taken: Resource[] = [];
    let bytes = 0;
    for (const resource of changed.values()) {
      if (taken.length > 0 && bytes + resource.bytes.length > maxBytes) break;
      bytes += resource.bytes.length;
      taken.push(resource);
      changed.delete(resource.name);
    }
    return taken;
  }
}
