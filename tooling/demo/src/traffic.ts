import { setTimeout as delay } from "node:timers/promises";
import { formatReply, type QzaClient } from "@meltemi/samples";
import { CMD } from "./mesh.js";

/** A change may be done before the second request; so few would show little. */
const LEAST_DURING = 10;

/** What became of a request: the label that answered, the code of the refusal, or why nothing came. */
export interface Outcome {
  readonly subCmd: number;
  readonly text: string;
  readonly answered: boolean;
}

export interface TrafficOptions {
  /** Its one connection carries every request. */
  readonly client: Pick<QzaClient, "request">;
  readonly print: (line: string) => void;
  /** Ends all sending: `send` and `sendDuring` then throw. */
  readonly signal: AbortSignal;
  readonly intervalMs: number;
}

/** The client's requests, one after the other, sub commands 1 and 2 in turn. */
export class Traffic {
  /** Milliseconds from an answer to the next request. */
  intervalMs: number;
  readonly #options: TrafficOptions;
  #seq = 0;

  constructor(options: TrafficOptions) {
    this.#options = options;
    this.intervalMs = options.intervalMs;
  }

  async send(count: number): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    while (outcomes.length < count) outcomes.push(await this.#sendOne());
    return outcomes;
  }

  /** Sends until `done` has settled, ten requests at least, and ends behind a sub command 2. */
  async sendDuring(done: Promise<unknown>): Promise<readonly Outcome[]> {
    let running = true;
    const settled = (): void => {
      running = false;
    };
    done.then(settled, settled);
    const outcomes: Outcome[] = [];
    while (running || outcomes.length < LEAST_DURING) outcomes.push(...(await this.send(2)));
    return outcomes;
  }

  async #sendOne(): Promise<Outcome> {
    const { client, print, signal } = this.#options;
    const subCmd = (this.#seq++ % 2) + 1;
    let outcome: Outcome;
    try {
      const reply = await client.request({ cmd: CMD, subCmd, seq: this.#seq });
      print(formatReply(reply));
      const text = reply.response?.label ?? String(reply.code);
      outcome = { subCmd, text, answered: reply.response !== undefined };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (!signal.aborted) print(`Request cmd: 0x${CMD.toString(16)}/${subCmd}: ${text}`);
      outcome = { subCmd, text, answered: false };
    }
    await delay(this.intervalMs, undefined, { signal });
    return outcome;
  }
}
