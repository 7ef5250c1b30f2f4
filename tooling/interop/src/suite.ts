/** One thing that must hold between a peer and the proxy: a row of the table. */
export interface Scenario {
  /** Who talks to whom: "Java client, Java provider". */
  readonly peer: string;
  /** Versions of the peers' libraries: "3.3.2", "3.3.2 > 2.7.23". */
  readonly version: string;
  /** What is shown, as a sentence. */
  readonly name: string;
  /** @throws {Error} that says what was seen instead */
  run(): Promise<void>;
}

/** The scenarios of one protocol. */
export interface Suite {
  /** The protocol, as on the command line. */
  readonly name: string;
  /** What this machine lacks, each with how to get it. Empty: nothing. */
  missing(): Promise<readonly string[]>;
  /** Builds and starts the peers. */
  open(): Promise<OpenSuite>;
}

/** A suite whose peers run. Its scenarios run one after the other. */
export interface OpenSuite {
  readonly scenarios: readonly Scenario[];
  close(): Promise<void>;
}
