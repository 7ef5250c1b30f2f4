import type { ChildProcess } from "../child-process.js";
import type { ControlPlaneProcess } from "./control-plane-process.js";
import type { ResourceCounts } from "./follower.js";
import type { MeshSize } from "./mesh-resources.js";
import { within } from "./time.js";

/** The script of a process with followers in it. */
export const FOLLOWER: URL = new URL("./follower-process.js", import.meta.url);

const FIRST_SNAPSHOT_SECONDS = 180;

/**
 * Connects clients, so many in each process.
 * @returns when the last of them had everything
 */
export async function followWhole(
  followers: readonly ChildProcess[],
  controlPlane: ControlPlaneProcess,
  clients: number,
  mesh: MeshSize,
): Promise<number> {
  const expected = expectedOf(mesh);
  const address = controlPlane.xds;
  const all = Promise.all(
    followers.map((one) => one.ask({ type: "follow", address, clients, expected }, "followed")),
  );
  const followed = await within(FIRST_SNAPSHOT_SECONDS, "the first whole snapshot", all);
  return Math.max(...followed.map(({ at }) => at));
}

/** Clusters and endpoints are there for each service and for each of its subsets. */
function expectedOf({ services, withSubsets }: MeshSize): ResourceCounts {
  const clusters = services + 2 * withSubsets;
  return { CDS: clusters, EDS: clusters, LDS: services, RDS: services };
}
