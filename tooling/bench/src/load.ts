import type { Cell } from "./cell.js";
import { LoadClient, type LoadClientEvents } from "./load-client.js";
import type { LoadProtocol } from "./protocol/load-protocol.js";
import { Signal } from "./signal.js";

/** How the answers of one run were. Anything but zeros means that its figures are worth nothing. */
export interface Verdict {
  /** Answers that did not fit a request in flight on their connection. */
  readonly wrong: number;
  /** Requests that were still without an answer when the deadline had passed. */
  readonly lost: number;
  readonly firstFault: string | undefined;
}

/** A closed loop over some connections, each with the same number of requests in flight. */
export class Load {
  readonly #clients: readonly LoadClient[];
  readonly #connected = new Signal();
  readonly #idle = new Signal();

  constructor(protocol: LoadProtocol, host: string, port: number, cell: Cell) {
    const { connections, inFlight } = cell;
    let connecting = connections;
    let busy = connections;
    const events: LoadClientEvents = {
      onConnect: () => {
        connecting--;
        if (connecting === 0) this.#connected.raise();
      },
      onFail: () => this.#connected.raise(),
      onIdle: () => {
        busy--;
        if (busy === 0) this.#idle.raise();
      },
    };
    this.#clients = Array.from(
      { length: connections },
      (_, index) => new LoadClient(protocol, host, port, index + 1, inFlight, events),
    );
  }

  /** Right answers so far. */
  get answered(): number {
    let sum = 0;
    for (const client of this.#clients) sum += client.answered;
    return sum;
  }

  /**
   * Sends on every connection once all are up.
   * @throws {Error} when a connection fails first
   */
  async start(): Promise<void> {
    await this.#connected.raised;
    const fault = this.#firstFault();
    if (fault !== undefined) throw new Error(`cannot load the proxy: ${fault}; is it listening?`);
    for (const client of this.#clients) client.start();
  }

  /** Sends no more, waits at most `deadlineMs` for the answers still due, and closes. */
  async stop(deadlineMs: number): Promise<Verdict> {
    for (const client of this.#clients) client.stop();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, deadlineMs);
    });
    await Promise.race([this.#idle.raised, deadline]);
    clearTimeout(timer);
    let wrong = 0;
    let lost = 0;
    for (const client of this.#clients) {
      client.checkUnfinished();
      wrong += client.wrong;
      lost += client.inFlight;
      client.close();
    }
    const fault = this.#firstFault();
    return { wrong, lost, firstFault: fault ?? (lost > 0 ? "answers never came" : undefined) };
  }

  #firstFault(): string | undefined {
    return this.#clients.find((client) => client.firstFault !== undefined)?.firstFault;
  }
}
