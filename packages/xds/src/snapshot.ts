import type { Node } from "./node.js";
import type { Resource, ResourceMap } from "./resource.js";

/** Everything that one client is to have. Immutable. Maps that did not change are the same objects. */
export interface Snapshot {
  /** Hash over all versions. */
  readonly version: string;
  /** What a wildcard subscription to that type gets. */
  resources(typeUrl: string): ResourceMap;
  /**
   * A resource that is only there for those who ask for it by name, such as the listener of a gRPC
   * client. Called for names that `resources` does not have.
   */
  onDemand?(typeUrl: string, name: string): Resource | undefined;
}

/** Where a server's snapshots come from. */
export interface SnapshotSource {
  /**
   * Called when a stream has told its node. `onSnapshot` is called at once (before this returns, if there is a
   * snapshot) and again for each newer one.
   * @returns ends the watch
   */
  watch(node: Node, onSnapshot: (snapshot: Snapshot) => void): () => void;
}
