import type { Messages } from "../generated/messages.js";
import { WILDCARD } from "../type-rules.js";
import type { RequestOutcome, SessionResponse } from "./session-messages.js";
import { TypeStream } from "./type-stream.js";

type Content = Partial<SessionResponse>;
type Request = Messages["envoy.service.discovery.v3.DiscoveryRequest"];

/** State of the world: requests repeat the whole subscription. */
export class SotwTypeStream extends TypeStream<Request> {
  /** Requests without names have been for everything so far. */
  #neverNamed = true;

  request(request: Request): RequestOutcome {
    const { responseNonce = "", resourceNames = [] } = request;
    // A nonce of another stream is no answer to this one: such a request is the first.
    const first = responseNonce === "" || this.lastNonce === "";
    if (!first && responseNonce !== this.lastNonce) return { kind: "stale" };
    this.#subscribe(new Set(resourceNames), first);
    return first ? { kind: "subscription" } : this.answered(responseNonce, request.errorDetail);
  }

  takeArrivals(maxBytes: number): Content | undefined {
    const { changed, gone } = this.subscription;
    if (!this.owed && changed.size === 0) return undefined;
    if (!this.rules.fullState) return { resources: this.takeChanged(maxBytes) };
    changed.clear();
    const resources = [...this.subscription.current()];
    // What is gone stays listed until those that refer to it were sent.
    if (this.rules.referredTo) {
      for (const before of gone.values()) if (before !== undefined) resources.push(before);
    } else gone.clear();
    return { resources };
  }

  takeDepartures(): Content | undefined {
    const { gone } = this.subscription;
    const had = this.rules.fullState && [...gone.values()].some((before) => before !== undefined);
    gone.clear();
    return had ? { resources: [...this.subscription.current()] } : undefined;
  }

  #subscribe(names: Set<string>, first: boolean): void {
    const { subscription, rules } = this;
    const named = names.size > 0;
    const everything = names.delete(WILDCARD) || (!named && rules.fullState && this.#neverNamed);
    if (named) this.#neverNamed = false;
    if (!everything && subscription.wildcard) subscription.unsubscribeAll();
    for (const name of subscription.names) {
      if (names.has(name)) continue;
      subscription.unsubscribe(name);
      // The client does not know whether the wildcard covers it.
      if (subscription.wildcard) this.owed = true;
    }
    for (const name of names) {
      if (!first && subscription.names.has(name)) continue;
      subscription.subscribe(name);
      this.owed = true;
    }
    if (everything && (first || !subscription.wildcard)) {
      subscription.subscribeAll();
      this.owed = true;
    }
  }
}
