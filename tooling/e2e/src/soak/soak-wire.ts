/** How the messages of a soak look in a protocol. */
export interface SoakWire {
  /** Bytes of the largest message. */
  readonly largest: number;
  /** A client gets its answers in the order of its requests. */
  readonly ordered: boolean;
  /** Writes the request at `at` and returns the offset behind it. */
  write(out: Buffer, at: number, client: number, sequence: number, oneway: boolean): number;
  /** Calls `onMessage` for every whole message and returns what is left over. */
  each(
    bytes: Buffer,
    onMessage: (bytes: Buffer, at: number, size: number) => void,
  ): Buffer | undefined;

  /** For servers: the answer to a message, undefined where there is none. */
  answer(bytes: Buffer, at: number, size: number): SoakAnswer | undefined;

  /** For clients. */
  reply(bytes: Buffer, at: number, size: number): SoakReply;
  /** Whether the reply carries the id of that request. */
  hasIdOf(bytes: Buffer, at: number, size: number, sequence: number): boolean;
}

export interface SoakAnswer {
  readonly bytes: Buffer;
  /** It must arrive, whatever the server is up to. */
  readonly heartbeat: boolean;
  /** A copy with an id that no request in flight has: the proxy counts its ids up from 1. */
  strange(): Buffer;
}

export interface SoakReply {
  /** The lower 16 bits of the sequence of the request. */
  readonly slot: number;
  /** Kind of an error reply; undefined for an answer. */
  readonly error: string | undefined;
  /** Whose answer it is, -1 in an error reply. */
  readonly client: number;
  readonly sequence: number;
  /** Nothing of the answer has changed on its way. */
  readonly intact: boolean;
}
