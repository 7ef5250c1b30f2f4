import type { Messages } from "../generated/messages.js";
import { WILDCARD } from "../type-rules.js";
import { incomingAny } from "./incoming.js";
import { TypeClient } from "./type-client.js";

type Request = Messages["envoy.service.discovery.v3.DiscoveryRequest"];
type Response = Messages["envoy.service.discovery.v3.DiscoveryResponse"];

const INVALID_ARGUMENT = 3; // of google.rpc.Code

/** State of the world: requests repeat the whole subscription, and answer the last response. */
export class SotwTypeClient extends TypeClient<Request, Response> {
  #began = false;
  /** A request of this stream had names: one without is then for nothing. */
  #named = false;
  /** Of the last response that was accepted. It outlives streams. */
  #accepted = "";
  #nonce = "";
  #error: string | undefined;
  /** The last response was not answered yet. */
  #answerDue = false;

  reset(): void {
    this.#began = false;
    this.#named = false;
    this.#nonce = "";
    this.#error = undefined;
    this.#answerDue = false;
    this.told = new Set();
    this.forgotten.clear();
  }

  /** @throws {Error} for a subscription to everything that is narrowed: requests cannot say so */
  override setWanted(names: ReadonlySet<string>): void {
    if (this.rules.fullState && this.wanted.has(WILDCARD) && !names.has(WILDCARD)) {
      throw new Error(
        `a subscription to all of ${this.typeUrl} cannot be narrowed in state-of-the-world; use delta`,
      );
    }
    super.setWanted(names);
  }

  nextRequest(): Request | undefined {
    if (this.#began) {
      if (!this.#answerDue && !this.#subscriptionDiffers()) return undefined;
    } else {
      if (this.wanted.size === 0) return undefined;
      this.#began = true;
    }
    this.#tell();
    const error = this.#error;
    this.#error = undefined;
    this.#answerDue = false;
    // Without names it is for everything, in a form that older servers know as well.
    const everything =
      !this.#named && this.rules.fullState && this.told.size === 1 && this.told.has(WILDCARD);
    if (!everything && this.told.size > 0) this.#named = true;
    return {
      typeUrl: this.typeUrl,
      versionInfo: this.#accepted,
      responseNonce: this.#nonce,
      resourceNames: everything ? [] : [...this.told],
      ...(error !== undefined && { errorDetail: { code: INVALID_ARGUMENT, message: error } }),
    };
  }

  receive(response: Response, now: number): void {
    const { typeUrl } = this;
    const { versionInfo = "", nonce = "" } = response;
    const incoming = (response.resources ?? []).map((any) => incomingAny(typeUrl, any));
    // A resource whose name cannot be read may be any of those that seem to be missing.
    const complete = incoming.every((one) => one.kind !== "refused" || one.name !== "");
    const onlyHeartbeats = incoming.length > 0 && incoming.every((one) => one.kind === "heartbeat");
    const listed = new Set(
      incoming.map((one) => (one.kind === "resource" ? one.resource.name : one.name)),
    );
    const fullState = this.rules.fullState && complete && !onlyHeartbeats;
    const gone = fullState ? [...this.held.keys()].filter((name) => !listed.has(name)) : [];
    const error = this.deliver(versionInfo, incoming, gone, now);
    if (error === undefined) this.#accepted = versionInfo;
    this.#nonce = nonce;
    this.#error = error;
    this.#answerDue = true;
  }

  #subscriptionDiffers(): boolean {
    const { told, wanted, forgotten } = this;
    if (told === wanted) return false;
    return (
      told.size !== wanted.size ||
      [...wanted].some((name) => !told.has(name) || forgotten.has(name))
    );
  }

  /**
   * A name that was given up and is wanted again before the server heard of it: the server would see
   * no change and send nothing. So it is told twice, first without such names.
   */
  #tell(): void {
    const again = [...this.forgotten].filter(
      (name) => this.told.has(name) && this.wanted.has(name),
    );
    this.forgotten.clear();
    const without = new Set(this.wanted);
    for (const name of again) without.delete(name);
    this.told = again.length === 0 ? this.wanted : without;
  }
}
