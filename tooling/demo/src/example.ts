/** A server. `port` is the one that the example files name. */
export interface ServerSpec {
  readonly label: string;
  readonly port: number;
}

/** A proxy. Ports as in the example files. */
export interface ProxySpec {
  /** By which the control plane knows it. */
  readonly name: string;
  readonly adminPort: number;
  /** The server that it stands before. Left out: it stands beside the client. */
  readonly inbound?: Inbound;
}

interface Inbound {
  /** Where the service has its endpoint, and the proxy listens. */
  readonly port: number;
  readonly serverPort: number;
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
  /** What they must come to: their outcomes in order, one of several such orders, or a share of them. */
  readonly outcomes: string | readonly string[] | Share;
}

/** A file of the example that is applied to the running mesh. */
export interface Change {
  readonly file: string;
  /** Whether the client goes on meanwhile. It waits where each request takes a token. */
  readonly when: "during-requests" | "between-requests";
}

export interface Step {
  readonly headline: string;
  /** Left out: the mesh stays as it is. */
  readonly change?: Change;
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
  /** Of its resources, and so of its proxies. */
  readonly namespace: string;
  /** The service that the client calls. */
  readonly host: string;
  /** The port of the service: where the proxy beside the client listens. */
  readonly port: number;
  readonly servers: readonly ServerSpec[];
  readonly proxies: readonly ProxySpec[];
  readonly connect: (port: number) => Promise<ExampleClient>;
  readonly steps: readonly Step[];
  /** Attributes of one of the requests, for a user who asks where it goes. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What a user may try to write in the file of a step. */
  readonly suggestions: readonly string[];
}

/** The default ports of a control plane. */
export const XDS_PORT = 15_010;
export const HTTP_PORT = 15_014;

/** Every port that the example listens on. */
export function portsOf({ port, servers, proxies }: Example): readonly number[] {
  return [
    XDS_PORT,
    HTTP_PORT,
    port,
    ...servers.map((server) => server.port),
    ...proxies.flatMap(({ adminPort, inbound }) =>
      inbound === undefined ? [adminPort] : [inbound.port, adminPort],
    ),
  ];
}
