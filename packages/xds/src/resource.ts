/** One resource as it travels: a protobuf message of type `typeUrl`, encoded. Immutable; share it. */
export interface Resource {
  readonly typeUrl: string;
  readonly name: string;
  /** Hash of the content: the same bytes have the same version on every machine. */
  readonly version: string;
  /** The encoded message: the value of the Any. */
  readonly bytes: Uint8Array;
  /** Milliseconds after which a client forgets it unless it is sent again. Left out: never. */
  readonly ttlMs?: number;
}

/** The resources of one type, by name. */
export type ResourceMap = ReadonlyMap<string, Resource>;
