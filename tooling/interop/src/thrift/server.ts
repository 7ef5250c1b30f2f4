import type { Program } from "../program.js";
import { until } from "../until.js";
import { type Dialect, SERVICES } from "./dialect.js";

/** A call that a server has handled. */
export interface Sighting {
  readonly function: string;
  /** Under which service it was called, when multiplexed; else empty. */
  readonly service: string;
  /** Of the THeader. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An official server that listens, in the servers' own process. */
export class ThriftServer {
  readonly port: number;
  readonly #program: Program;

  private constructor(program: Program, port: number) {
    this.#program = program;
    this.port = port;
  }

  /**
   * @param name what its function `name` answers
   * @param dialect "any": a THeader server that accepts clients of every dialect
   */
  static async listen(
    program: Program,
    name: string,
    dialect: Dialect | "any",
  ): Promise<ThriftServer> {
    const spoken =
      dialect === "any"
        ? { transport: "any", protocol: "any", services: SERVICES }
        : {
            transport: dialect.transport,
            protocol: dialect.protocol,
            services: dialect.multiplexed ? SERVICES : [],
          };
    return new ThriftServer(program, Number(await program.send("listen", { name, ...spoken })));
  }

  /** What it has handled since it was last asked. */
  async seen(): Promise<readonly Sighting[]> {
    return (await this.#program.send("seen", { port: this.port })) as Sighting[];
  }

  /** Waits until it has handled a call of this function; calls of others are forgotten. */
  async sees(called: string): Promise<Sighting> {
    return until(`the server handles a call of ${called}`, async () =>
      (await this.seen()).find((sighting) => sighting.function === called),
    );
  }
}
