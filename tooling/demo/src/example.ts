/** A server. `port` is the one that the example files name. */
export interface ServerSpec {
  readonly label: string;
  readonly port: number;
}

/** A proxy. Its configuration is `<name>.yaml`; ports as in the example files. */
export interface ProxySpec {
  readonly name: string;
  readonly port: number;
  readonly adminPort: number;
}

/** What came back for one request. */
export interface Answer {
  /** The whole of it, for a reader. */
  readonly line: string;
  /** In a word: the label of the server that answered, or what the refusal is known by. */
  readonly outcome: string;
  /** Whether a server answered; else it was refused. */
  readonly answered: boolean;
}

/** The client of an example. Its one connection carries every request. */
export interface ExampleClient {
  /**
   * Sends a request and waits for what comes back. Rejects when nothing does.
   * @param kind one of those that the steps name
   * @param sequence counts the requests of the client, from 1
   */
  send(kind: string, sequence: number): Promise<Answer>;
  close(): Promise<void>;
}

/** Where every outcome is one of `labels`, how many in a hundred are the first of them. */
export interface Share {
  readonly labels: readonly [string, ...string[]];
  readonly atLeast: number;
  readonly atMost: number;
}

export interface Expectation {
  readonly text: string;
  /** Which requests it is about. Left out: all of them. */
  readonly kind?: string;
  /** What they must come to: their outcomes in order, or a share of them. */
  readonly outcomes: string | Share;
}

export interface Step {
  readonly headline: string;
  /** Folder of the example whose files replace those of the running mesh. */
  readonly folder: string;
  /**
   * When the files change: before the proxies start, while the client goes on, while it waits, as it must
   * where each request takes a token, or not at all.
   */
  readonly change: "at-start" | "during-requests" | "between-requests" | "none";
  /** What the client sends, in turn. */
  readonly kinds: readonly string[];
  /** Sent after the change; whole turns. */
  readonly requests: number;
  /** So many requests that they are sent without a pause, and only the first are printed. */
  readonly burst?: boolean;
  readonly expectations: readonly Expectation[];
}

/** A mesh of one protocol and what is shown on it. */
export interface Example {
  /** Its protocol, its folder in examples/, and its name on the command line. */
  readonly name: string;
  /** For --help. */
  readonly summary: string;
  readonly servers: readonly ServerSpec[];
  /** In the order in which they start: whom a proxy sends requests to is there before it. */
  readonly proxies: readonly ProxySpec[];
  /** The port of the proxy that the client talks to. */
  readonly clientPort: number;
  readonly connect: (port: number) => Promise<ExampleClient>;
  readonly steps: readonly Step[];
  /** Changes that a user may try: the file, and what to write there. */
  readonly suggestions: readonly (readonly [file: string, change: string])[];
}

/** Every port that the files of the example name. */
export function portsOf({ servers, proxies }: Example): readonly number[] {
  return [
    ...servers.map((server) => server.port),
    ...proxies.flatMap((proxy) => [proxy.port, proxy.adminPort]),
  ];
}
