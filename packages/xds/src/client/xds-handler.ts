import type { Resource } from "../resource.js";

/** Resources of one type that are new or gone. */
export interface XdsUpdate {
  readonly typeUrl: string;
  /** Of the response; in delta often for debugging only. */
  readonly version: string;
  /** Those that are new or have another version than the one accepted before. */
  readonly resources: readonly Resource[];
  /**
   * Names of what is gone: the server removed it, does not have it, or its lease ran out. Also names
   * that were never there.
   */
  readonly removed: readonly string[];
}

/** A resource that cannot be used. */
export interface Rejection {
  readonly name: string;
  /** Why, for whoever wrote the resource. */
  readonly message: string;
}

export type XdsClientState = "connecting" | "connected" | "disconnected";

export interface XdsHandler {
  /**
   * Takes what a response brings, at once: what is not rejected counts as accepted, and the server is
   * told. Called for the first response of a type even if there is nothing in it. May subscribe.
   * An error that it throws rejects all resources of the update.
   */
  onUpdate(update: XdsUpdate): readonly Rejection[];
  /** `reason`: why the connection ended, and when the next one is tried. */
  onState?(state: XdsClientState, reason?: string): void;
}
