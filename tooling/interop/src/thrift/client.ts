import type { Json, Program } from "../program.js";
import { type Dialect, SERVICES } from "./dialect.js";
import { within } from "./within.js";

/** What a call brought. */
export interface Answer {
  readonly value: unknown;
  /** Of a THeader response, where the library shows them: not in Node.js. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A connection of an official client, in the client's own process. */
export class ThriftClient {
  readonly #program: Program;
  readonly #connection: number;

  private constructor(program: Program, connection: number) {
    this.#program = program;
    this.#connection = connection;
  }

  /** @param service which service to call, when multiplexed */
  static async connect(
    program: Program,
    port: number,
    { transport, protocol, multiplexed }: Dialect,
    service: string = SERVICES[0],
  ): Promise<ThriftClient> {
    const named = multiplexed ? { service } : {};
    const connecting = program.send("connect", { port, transport, protocol, ...named });
    return new ThriftClient(program, Number(await within(connecting, "connecting")));
  }

  /** @throws {PeerError} what the library threw to the application */
  async call(
    called: string,
    args: readonly unknown[] = [],
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const fields: Json = { connection: this.#connection, function: called, args, headers };
    return (await within(this.#program.send("call", fields), `the call of ${called}`)) as Answer;
  }

  async close(): Promise<void> {
    await this.#program.send("close", { connection: this.#connection });
  }
}
