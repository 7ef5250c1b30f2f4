import { setTimeout as delay } from "node:timers/promises";
import { Tally } from "@meltemi/samples";
import type { ExampleClient } from "./example.js";

/** A change may be done before the second request; so few would show little. */
const LEAST_DURING = 10;

/** Of many answers, those that are printed. */
const MOST_PRINTED = 10;

/** What became of a request: the outcome of its answer, or why nothing came. */
export interface Outcome {
  readonly kind: string;
  readonly text: string;
  readonly answered: boolean;
}

export interface TrafficOptions {
  readonly client: Pick<ExampleClient, "send">;
  readonly print: (line: string) => void;
  /** Ends all sending: every method then throws. */
  readonly signal: AbortSignal;
  readonly intervalMs: number;
}

/** The client's requests, one after the other, the kinds of a step in turn. */
export class Traffic {
  /** Milliseconds from an answer to the next request. */
  intervalMs: number;
  readonly #options: TrafficOptions;
  #sequence = 0;

  constructor(options: TrafficOptions) {
    this.#options = options;
    this.intervalMs = options.intervalMs;
  }

  async send(kinds: readonly string[], count: number): Promise<readonly Outcome[]> {
    return this.#sendAll(kinds, count, this.intervalMs, this.#options.print);
  }

  /** Sends without a pause and prints only the first answers; of the rest, how many there were of each. */
  async sendBurst(kinds: readonly string[], count: number): Promise<readonly Outcome[]> {
    return this.#tally(await this.#sendAll(kinds, count, 0, this.#printFirst()));
  }

  /** Sends until `done` has settled, ten requests at least, in whole turns; prints as a burst does. */
  async sendDuring(kinds: readonly string[], done: Promise<unknown>): Promise<readonly Outcome[]> {
    let running = true;
    const settled = (): void => {
      running = false;
    };
    done.then(settled, settled);
    const outcomes: Outcome[] = [];
    const print = this.#printFirst();
    while (running || outcomes.length < LEAST_DURING) {
      outcomes.push(...(await this.#sendAll(kinds, kinds.length, this.intervalMs, print)));
    }
    return this.#tally(outcomes);
  }

  #printFirst(): (line: string) => void {
    let printed = 0;
    return (line) => {
      if (printed++ < MOST_PRINTED) this.#options.print(line);
    };
  }

  /** Prints how many there were of each, where not all have been printed. */
  #tally(outcomes: readonly Outcome[]): readonly Outcome[] {
    const more = outcomes.length - MOST_PRINTED;
    if (more <= 0) return outcomes;
    const tally = new Tally();
    for (const { text } of outcomes) tally.add(text);
    this.#options.print(`... and ${more} more. Of all ${outcomes.length}: ${tally}`);
    return outcomes;
  }

  async #sendAll(
    kinds: readonly string[],
    count: number,
    intervalMs: number,
    print: (line: string) => void,
  ): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    while (outcomes.length < count) {
      outcomes.push(await this.#sendOne(kinds[outcomes.length % kinds.length] ?? "", print));
      await delay(intervalMs, undefined, { signal: this.#options.signal });
    }
    return outcomes;
  }

  async #sendOne(kind: string, print: (line: string) => void): Promise<Outcome> {
    const { client, signal } = this.#options;
    try {
      const { line, outcome, answered } = await client.send(kind, ++this.#sequence);
      print(line);
      return { kind, text: outcome, answered };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (!signal.aborted) print(`${kind}: ${text}`);
      return { kind, text, answered: false };
    }
  }
}
