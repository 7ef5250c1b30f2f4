import type { StatsStore } from "../stats/store.js";
import type { ClusterStatus } from "./cluster-status.js";

/** What the admin server tells about. Each is asked anew for every request. */
export interface AdminSource {
  readonly stats: StatsStore;
  /** Whether new requests are welcome, and in a word why not: "DRAINING". */
  ready(): { readonly ready: boolean; readonly reason: string };
  clusters(): readonly ClusterStatus[];
  listeners(): readonly ListenerStatus[];
  /** The configuration in use, as JSON. Without secrets: whoever reaches the port can read it. */
  configDump(): unknown;
  /** Version, start time and the like, as JSON. */
  serverInfo(): unknown;
}

/** A listener as it is now. */
export interface ListenerStatus {
  readonly name: string;
  /** IP address, IPv6 without brackets. */
  readonly address: string;
  readonly port: number;
  readonly protocol: string;
  /** Downstream connections open. */
  readonly connections: number;
}
