export type { Locality, Node } from "./node.js";
export type { Resource, ResourceMap } from "./resource.js";
export type { Snapshot, SnapshotSource } from "./snapshot.js";
export { MessageUrl, TypeUrl } from "./type-urls.js";
