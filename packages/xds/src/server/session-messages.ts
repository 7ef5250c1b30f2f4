import type { Resource } from "../resource.js";

/** A response before it is encoded. */
export interface SessionResponse {
  readonly typeUrl: string;
  readonly version: string;
  readonly nonce: string;
  readonly resources: readonly Resource[];
  /** Sent without content: they only live on. */
  readonly heartbeats: readonly Resource[];
  /** Delta only. */
  readonly removed: readonly string[];
}

/** What a request meant, for observers. */
export type RequestOutcome =
  | { readonly kind: "ack"; readonly version: string }
  | { readonly kind: "nack"; readonly version: string; readonly message: string }
  /** It answers an older response than the last one. */
  | { readonly kind: "stale" }
  | { readonly kind: "subscription" };
