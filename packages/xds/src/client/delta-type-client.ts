import type { Messages } from "../generated/messages.js";
import { WILDCARD } from "../type-rules.js";
import { incomingWrapper } from "./incoming.js";
import { TypeClient } from "./type-client.js";

type Request = Messages["envoy.service.discovery.v3.DeltaDiscoveryRequest"];
type Response = Messages["envoy.service.discovery.v3.DeltaDiscoveryResponse"];

const INVALID_ARGUMENT = 3; // of google.rpc.Code
/** A server that sends without reading does not make them pile up: the oldest are dropped. */
const MOST_ANSWERS = 64;

/** Incremental: only differences travel, in both directions. */
export class DeltaTypeClient extends TypeClient<Request, Response> {
  #began = false;
  /** Of responses that were taken. */
  #answers: Request[] = [];

  reset(): void {
    this.#began = false;
    this.#answers = [];
    this.told = new Set();
    this.forgotten.clear();
  }

  nextRequest(): Request | undefined {
    if (this.#began) return this.#answers.shift() ?? this.#changeRequest();
    if (this.wanted.size === 0) return undefined;
    this.#began = true;
    this.#tell();
    // Without names it is for everything, in a form that older servers know as well.
    const everything = this.rules.fullState && this.wanted.size === 1 && this.wanted.has(WILDCARD);
    return {
      typeUrl: this.typeUrl,
      resourceNamesSubscribe: everything ? [] : [...this.wanted],
      initialResourceVersions: Object.fromEntries(this.held),
    };
  }

  receive(response: Response, now: number): void {
    const { typeUrl } = this;
    const { systemVersionInfo: version = "", nonce: responseNonce = "" } = response;
    const incoming = (response.resources ?? []).map((one) => incomingWrapper(typeUrl, one));
    const removed = (response.removedResources ?? []).filter((name) => this.wants(name));
    const error = this.deliver(version, incoming, removed, now);
    if (this.#answers.length === MOST_ANSWERS) this.#answers.shift();
    this.#answers.push({
      typeUrl,
      responseNonce,
      ...(error !== undefined && { errorDetail: { code: INVALID_ARGUMENT, message: error } }),
    });
  }

  #changeRequest(): Request | undefined {
    const { told, wanted, forgotten } = this;
    if (told === wanted && forgotten.size === 0) return undefined;
    const added = [...wanted].filter((name) => !told.has(name) || forgotten.has(name));
    const removed = [...told].filter((name) => !wanted.has(name));
    this.#tell();
    if (added.length === 0 && removed.length === 0) return undefined;
    return {
      typeUrl: this.typeUrl,
      resourceNamesSubscribe: added,
      resourceNamesUnsubscribe: removed,
    };
  }

  #tell(): void {
    this.told = this.wanted;
    this.forgotten.clear();
  }
}
