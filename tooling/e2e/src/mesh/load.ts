import { setTimeout as delay } from "node:timers/promises";
import type { MeshClient } from "./mesh-protocol.js";
import type { MeshService } from "./mesh-service.js";

export interface LoadOptions {
  /** Connections, each kept for the whole time. @default 4 */
  readonly clients?: number;
  /** Requests in flight on each. @default 2 */
  readonly window?: number;
  /** What is asked for, in turn. @default the protocol's usual value */
  readonly values?: readonly string[];
}

/** Milliseconds from an answer to the next request: others need the processor, too. */
const PAUSE_MS = 1;

/** Steady requests of clients that keep their connections. */
export class Load {
  /** How often each outcome came; of requests that nothing came for, why. */
  readonly tally = new Map<string, number>();
  readonly #work: Promise<unknown>;
  #stopping = false;
  #sent = 0;

  private constructor(clients: readonly MeshClient[], window: number, values: readonly string[]) {
    const asking = clients.flatMap((client) =>
      Array.from({ length: window }, () => this.#keepAsking(client, values)),
    );
    this.#work = Promise.all(asking);
  }

  static async start(service: MeshService, options: LoadOptions = {}): Promise<Load> {
    const { clients = 4, window = 2, values = [service.protocol.usual] } = options;
    const connected = await Promise.all(Array.from({ length: clients }, () => service.client()));
    return new Load(connected, window, values);
  }

  /** Requests so far. */
  get answered(): number {
    return [...this.tally.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Outcomes so far, sorted. */
  get outcomes(): readonly string[] {
    return [...this.tally.keys()].sort();
  }

  /** Waits until so many more requests have been answered. */
  async goesOn(count = 50): Promise<void> {
    const enough = this.answered + count;
    while (this.answered < enough) await delay(PAUSE_MS);
  }

  /** Resolves when every request has its answer. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#work;
  }

  async #keepAsking(client: MeshClient, values: readonly string[]): Promise<void> {
    while (!this.#stopping) {
      const value = values[this.#sent++ % values.length] ?? "";
      const outcome = await client.ask(value).catch((error: unknown) => String(error));
      this.tally.set(outcome, (this.tally.get(outcome) ?? 0) + 1);
      await delay(PAUSE_MS);
    }
  }
}
