import type { Resource, ResourceMap } from "@meltemi/xds";

/** How far a proxy is with a type: `stale` when its answer to what was sent last is still to come. */
export type DeliveryState = "not-sent" | "stale" | "synced" | "rejected";

/** What a proxy has refused, and why. */
interface Refusal {
  /** Of the resource. */
  readonly version: string;
  readonly message: string;
}

/** What became of one resource. */
export interface Outcome {
  readonly state: DeliveryState;
  /** Why it was refused. */
  readonly message?: string;
}

/** A refusal that names nothing may be of any resource that was new; of more than these it is of no use. */
const MOST_SUSPECTS = 100;

/** Different refusals that are shown. */
const MOST_MESSAGES = 20;

/** What became of the resources of one type that were sent on one stream. */
export class Delivery {
  /** Versions of snapshots. */
  sent: string | undefined;
  acked: string | undefined;
  #sentMap: ResourceMap = EMPTY;
  #ackedMap: ResourceMap = EMPTY;
  #refusedVersion: string | undefined;
  /** A refusal of which nobody can tell what it is about. */
  #unclear: string | undefined;
  readonly #refused = new Map<string, Refusal>();

  get state(): DeliveryState {
    if (this.sent === undefined) return "not-sent";
    if (this.error !== undefined) return "rejected";
    return this.acked === this.sent ? "synced" : "stale";
  }

  /** The refusals that still matter, as the proxy put them. */
  get error(): string | undefined {
    const messages = new Set([...this.#refused.values()].map(({ message }) => message));
    if (this.#unclear !== undefined) messages.add(this.#unclear);
    if (messages.size === 0) return undefined;
    const shown = [...messages].slice(0, MOST_MESSAGES);
    const more = messages.size - shown.length;
    return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
  }

  /** Resources that the proxy is to have. */
  get size(): number {
    return this.#sentMap.size;
  }

  /** @param map all that the proxy is to have by then */
  onSent(version: string, map: ResourceMap): void {
    this.sent = version;
    this.#sentMap = map;
  }

  onAck(version: string): void {
    this.acked = version;
    if (version !== this.sent) return;
    this.#ackedMap = this.#sentMap;
    // Refused resources are not sent again as long as they are the same, so this ack is not about them.
    this.#forgetPast();
    if (this.#refusedVersion !== version) this.#unclear = undefined;
  }

  onNack(version: string, message: string): void {
    this.#refusedVersion = version;
    this.#forgetPast();
    // A response with all of a type may be refused for what was refused before.
    const known = [...this.#refused.keys()].filter((name) => mentions(message, name));
    const fresh = [...this.#sentMap.values()].filter(
      (resource) => this.#ackedMap.get(resource.name)?.version !== resource.version,
    );
    const named = fresh.filter(({ name }) => mentions(message, name));
    const isClear = named.length > 0 || known.length > 0;
    const suspects = isClear ? named : fresh.length > MOST_SUSPECTS ? [] : fresh;
    this.#unclear = isClear || suspects.length > 0 ? undefined : message;
    for (const suspect of suspects) {
      this.#refused.set(suspect.name, { version: suspect.version, message });
    }
    // What a proxy does not name in a refusal it has taken.
    if (isClear) this.#ackedMap = this.#sentMap;
  }

  /** Of what is gone, or is another one now. */
  #forgetPast(): void {
    for (const [name, { version }] of this.#refused) {
      if (this.#sentMap.get(name)?.version !== version) this.#refused.delete(name);
    }
  }

  /**
   * What became of one of the resources in that version. `not-sent` when it was not sent, in that version: the proxy
   * has not asked for it, or it is still to be sent.
   */
  outcome({ name, version }: Resource): Outcome {
    if (this.#sentMap.get(name)?.version !== version) return { state: "not-sent" };
    const refusal = this.#refused.get(name);
    if (refusal?.version === version) return { state: "rejected", message: refusal.message };
    const isTaken = this.#ackedMap.get(name)?.version === version;
    return { state: isTaken ? "synced" : "stale" };
  }
}

const EMPTY: ResourceMap = new Map();

/** Whether a text has the name, not as part of a longer one. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + name.length] ?? " ";
    if (!/[\w|.-]/.test(before) && !/[\w|-]/.test(after)) return true;
  }
  return false;
}
