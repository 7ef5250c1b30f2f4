import type { Messages } from "../generated/messages.js";
import { WILDCARD } from "../type-rules.js";
import type { RequestOutcome, SessionResponse } from "./session-messages.js";
import { TypeStream } from "./type-stream.js";

type Content = Partial<SessionResponse>;
type Request = Messages["envoy.service.discovery.v3.DeltaDiscoveryRequest"];

/** Incremental: requests change the subscription, responses carry only what differs. */
export class DeltaTypeStream extends TypeStream<Request> {
  #began = false;

  request(request: Request): RequestOutcome {
    const { responseNonce = "", resourceNamesSubscribe: added = [] } = request;
    const { subscription, rules } = this;
    for (const name of added) {
      if (name === WILDCARD) this.#subscribeAll();
      else subscription.subscribe(name);
    }
    // After the others: a name that the wildcard now covers is answered, as the client cannot know it.
    for (const name of request.resourceNamesUnsubscribe ?? []) {
      if (name === WILDCARD) subscription.unsubscribeAll();
      else subscription.unsubscribe(name);
    }
    if (!this.#began) {
      this.#began = true;
      subscription.claim(request.initialResourceVersions ?? {});
      // Who comes back with everything is told so: it then knows, and so does whoever watches.
      if (added.length > 0) this.owed = true;
      if (added.length === 0 && rules.fullState) this.#subscribeAll();
    }
    return responseNonce === ""
      ? { kind: "subscription" }
      : this.answered(responseNonce, request.errorDetail);
  }

  takeArrivals(maxBytes: number): Content | undefined {
    if (!this.owed && this.subscription.changed.size === 0) return undefined;
    return { resources: this.takeChanged(maxBytes) };
  }

  takeDepartures(): Content | undefined {
    const { gone } = this.subscription;
    if (gone.size === 0) return undefined;
    const removed = [...gone.keys()];
    gone.clear();
    return { removed };
  }

  /** The client waits for an answer even if there is nothing: it then knows that there is nothing. */
  #subscribeAll(): void {
    this.subscription.subscribeAll();
    this.owed = true;
  }
}
