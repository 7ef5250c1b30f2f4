import type { ChildProcess } from "../child-process.js";
import type { ControlPlaneProcess } from "./control-plane-process.js";
import type { MeshFolder } from "./mesh-folder.js";
import { type MeshSize, metaRouter, routesName } from "./mesh-resources.js";
import { now, within } from "./time.js";

/** One change may take this long; above it, the run has failed. */
const CHANGE_SECONDS = 30;
/** Prime, so that changes go all over the mesh. */
const STRIDE = 37;

/** How changes are made. It returns when they are on their way, with the time when each set off. */
export type Change = (service: number, router: string) => Promise<Sent>;

interface Sent {
  readonly at: number;
  /** It has been made, and nothing is under way. */
  readonly done: Promise<unknown>;
}

/** By `POST /api/v1/apply`. */
export function applying(controlPlane: ControlPlaneProcess): Change {
  return (_, router) => Promise.resolve({ at: now(), done: controlPlane.apply(router) });
}

/** By editing the file. */
export function editing(folder: MeshFolder): Change {
  return async (service, router) => {
    const write = await folder.editRouter(service, router);
    return { at: now(), done: write() };
  };
}

/**
 * Changes the route of one service after another.
 * @returns milliseconds of each until the last client of all followers had it
 */
export async function timeChanges(
  followers: readonly ChildProcess[],
  mesh: MeshSize,
  count: number,
  change: Change,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    const service = (turn * STRIDE) % mesh.services;
    // The dot ends it: otherwise change-1 would be found in change-12.
    const marker = `change-${process.pid}-${now()}.`;
    const subset = service < mesh.withSubsets ? "v1" : undefined;
    const arrivals = followers.map((follower) =>
      follower.ask({ type: "await-route", name: routesName(service), marker }, "route-arrived"),
    );
    const { at, done } = await change(service, metaRouter(service, marker, subset));
    const arrived = Promise.all([...arrivals, done]);
    await within(CHANGE_SECONDS, `change ${turn + 1} of ${count}`, arrived);
    const last = Math.max(...(await Promise.all(arrivals)).map((arrival) => arrival.at));
    times.push(last - at);
  }
  return times;
}
