import type { Cell } from "./cell.js";
import type { ResourceCounts } from "./control-plane/follower.js";
import type { Verdict } from "./load.js";

/** What the bench tells its child processes. Each is answered by exactly one message. */
export type Command =
  | { readonly type: "sample" }
  | {
      readonly type: "start-load";
      readonly host: string;
      readonly port: number;
      readonly cell: Cell;
    }
  | { readonly type: "stop-load" }
  | {
      readonly type: "follow";
      /** `host:port` of a control plane. */
      readonly address: string;
      readonly clients: number;
      readonly expected: ResourceCounts;
    }
  | { readonly type: "await-route"; readonly name: string; readonly marker: string }
  | { readonly type: "count" };

/** What a child process says. Every child begins with `listening`. */
export type Reply =
  | { readonly type: "listening"; readonly port: number }
  | { readonly type: "sample"; readonly sample: Sample }
  | { readonly type: "load-started" }
  | { readonly type: "load-stopped"; readonly verdict: Verdict }
  /** All clients have everything, since then. Times are those of the clock that processes share. */
  | { readonly type: "followed"; readonly at: number }
  /** The last client got it then. */
  | { readonly type: "route-arrived"; readonly at: number }
  /** Of each client, since the last time. */
  | { readonly type: "counted"; readonly counts: readonly ResourceCounts[] }
  | { readonly type: "failed"; readonly message: string };

/** A moment in the life of a process. Two of them make a rate. */
export interface Sample {
  /** Seconds since some fixed moment, on the process's own clock. */
  readonly at: number;
  /** Seconds of CPU that the process has used, in user and in kernel mode. */
  readonly cpu: number;
  /** Right answers that the generator has had; 0 in a proxy. */
  readonly answered: number;
}
