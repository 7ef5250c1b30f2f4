import { type ClientVariant, clientVariant } from "../src/client/client-variant.js";
import type { Resource, Snapshot } from "../src/index.js";
import { encodeResponse } from "../src/server/encode-response.js";
import { type Variant, variantOf } from "../src/server/variant.js";
import { NODE } from "./mesh.js";
import { Recorder } from "./recorder.js";

const LIMITS = { maxNames: 1000, maxResponseBytes: 200 };

/** A server's and a client's state machine with two queues of bytes between them, and no network. */
export class Pipe {
  readonly handler = new Recorder();
  readonly client: ClientVariant;
  readonly nacks: string[] = [];
  /** Types of all responses, in order. */
  readonly sent: string[] = [];
  readonly #protocol: "delta" | "sotw";
  #server: Variant;
  #streams = 0;
  #toServer: Uint8Array[] = [];
  #toClient: Uint8Array[] = [];
  #snapshot: Snapshot | undefined;
  now = 0;

  constructor(protocol: "delta" | "sotw") {
    this.#protocol = protocol;
    this.client = clientVariant(protocol, NODE, this.handler);
    this.#server = variantOf(protocol, LIMITS, "0.");
  }

  set(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#server.session.setSnapshot(snapshot);
  }

  subscribe(typeUrl: string, names: readonly string[]): void {
    this.client.session.subscribe(typeUrl, new Set(names));
    for (const one of [...this.handler.held.values()]) {
      if (one.typeUrl !== typeUrl || names.includes(one.name) || names.includes("*")) continue;
      this.handler.held.delete(`${typeUrl} ${one.name}`);
    }
  }

  /** Both ends lose the stream with all that was under way, and open another. */
  reconnect(): void {
    this.#toServer = [];
    this.#toClient = [];
    this.#server = variantOf(this.#protocol, LIMITS, `${++this.#streams}.`);
    if (this.#snapshot !== undefined) this.#server.session.setSnapshot(this.#snapshot);
    this.client.session.reset();
  }

  /** The client writes what it has to say; the server reads one request. */
  clientToServer(): boolean {
    for (let request = this.client.nextRequest(); request; request = this.client.nextRequest()) {
      this.#toServer.push(request);
    }
    const bytes = this.#toServer.shift();
    if (bytes === undefined) return false;
    const request = this.#server.receive(bytes);
    const outcome = request.apply(request.typeUrl);
    if (outcome.kind === "nack") this.nacks.push(outcome.message);
    return true;
  }

  /** The server writes one response, if it has any; the client reads one. */
  serverToClient(): boolean {
    const response = this.#server.session.next(this.now);
    if (response !== undefined) {
      this.sent.push(response.typeUrl);
      this.#toClient.push(encodeResponse(this.#protocol, response));
    }
    const bytes = this.#toClient.shift();
    if (bytes === undefined) return false;
    this.client.receive(bytes, this.now);
    return true;
  }

  /** Until neither has anything to say. Fails when that never comes, as when a refusal is answered. */
  settle(): void {
    for (let rounds = 0; this.clientToServer() || this.serverToClient(); rounds++) {
      if (rounds > 1000) throw new Error("the two never come to rest");
    }
  }

  has(typeUrl: string, name: string): Resource | undefined {
    return this.handler.held.get(`${typeUrl} ${name}`);
  }
}
