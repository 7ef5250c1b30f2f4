import type { CodecPlugin, Limits, MessageKind, ResponseStatus } from "@meltemi/core";

/** "request": what clients send. "response": what servers answer. */
export type Direction = "request" | "response";

/** One whole message of the protocol, and what decode must make of it. */
export interface MessageSample {
  /** Shown in failures. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** @default Request for requests, Response for responses */
  readonly kind?: MessageKind;
  /** Unsigned. @default 0 */
  readonly requestId?: number | bigint;
  /** @default 0 */
  readonly streamId?: number;
  /** @default Ok, or Error where `kind` is Error */
  readonly status?: ResponseStatus;
  /** Every attribute that decode finds when all are wanted, as text. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A mutation of a sample, and what decode must find afterwards. */
export interface MutationSample {
  readonly name: string;
  /** @default "request" */
  readonly direction?: Direction;
  readonly message: MessageSample;
  /** Direction "response": the request that it answers, where encode needs to know it. */
  readonly request?: Uint8Array;
  /** New values by attribute name; `undefined` removes. */
  readonly set: Readonly<Record<string, string | undefined>>;
  /** What decode then finds, where it differs from the sample; `undefined` for absent. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /** Entries of `set` that encode must refuse. @default 0 */
  readonly refused?: number;
}

/** Bytes that decode must refuse with a CodecError. */
export interface RefusedSample {
  readonly name: string;
  /** @default "request" */
  readonly direction?: Direction;
  /** Enough of the message that decode can tell: its header. */
  readonly bytes: Uint8Array;
}

/** A case that a codec is known to fail, and why that is right for its protocol. */
export interface Deviation {
  /** Name of the case. */
  readonly case: string;
  readonly reason: string;
}

/** A codec and the material to test it with. */
export interface CodecSubject {
  readonly plugin: CodecPlugin;
  /** At least one. The more variants of the protocol, the more the cases find. */
  readonly requests: readonly MessageSample[];
  /** At least one, and one of kind Error where servers can send errors. */
  readonly responses: readonly MessageSample[];
  /** At least one where any attribute is mutable. */
  readonly mutations?: readonly MutationSample[];
  /**
   * A copy of the message whose header says that the whole message has `size` bytes, `undefined` where
   * the header cannot say so. Called with sizes from -2^31 to 2^32 - 1.
   */
  readonly withSize?: (message: Uint8Array, size: number) => Uint8Array | undefined;
  /** Further headers that decode must refuse. Needed where `withSize` is absent. */
  readonly refused?: readonly RefusedSample[];
  /** @default DEFAULT_LIMITS */
  readonly limits?: Limits;
  /** Each must still fail: a deviation that has become needless fails its case. */
  readonly deviations?: readonly Deviation[];
  /** For the cases that make garbage. @default 1 */
  readonly seed?: number;
  /** Pieces of garbage for each direction. @default 500 */
  readonly garbageRuns?: number;
}

/** One test, for any runner. */
export interface ConformanceCase {
  /** A sentence about behaviour. Stable, so that a deviation can name it. */
  readonly name: string;
  /** @throws {Error} that says which sample failed, where, and what was expected */
  run(): void | Promise<void>;
}
