import { ChildProcess } from "../child-process.js";
import { applying, editing, timeChanges } from "./changes.js";
import { ControlPlaneProcess } from "./control-plane-process.js";
import type { Figure } from "./figure.js";
import { FOLLOWER, followWhole } from "./follow-whole.js";
import type { ResourceCounts } from "./follower.js";
import { MeshFolder } from "./mesh-folder.js";
import type { MeshSize } from "./mesh-resources.js";

export interface SizeBenchOptions {
  readonly mesh: MeshSize;
  readonly resourcesPerFile: number;
  /** Changes by the HTTP API, and by edits of files. */
  readonly applies: number;
  readonly edits: number;
  /** A folder for CPU profiles. */
  readonly profiles: string | undefined;
}

/** A large mesh and one client that has all of it: how long the start takes, and how long a change. */
export async function benchSize(options: SizeBenchOptions): Promise<readonly Figure[]> {
  const { mesh, resourcesPerFile, applies, edits, profiles } = options;
  const folder = await MeshFolder.create({ ...mesh, resourcesPerFile });
  let follower: ChildProcess | undefined;
  let controlPlane: ControlPlaneProcess | undefined;
  try {
    follower = await ChildProcess.start(FOLLOWER, {}, undefined);
    controlPlane = await ControlPlaneProcess.start(folder, profiles);
    const { command } = controlPlane;
    const wholeAt = await followWhole([follower], controlPlane, 1, mesh);
    const startCpu = await command.cpu();
    await controlPlane.ready();
    const startMemory = await command.memory();

    const pushedBefore = await controlPlane.pushes();
    const cpuBefore = await command.cpu();
    const applied = await timeChanges([follower], mesh, applies, applying(controlPlane));
    const applyCpu = (await command.cpu()) - cpuBefore;
    const edited = await timeChanges([follower], mesh, edits, editing(folder));
    const pushed = await controlPlane.pushes();
    const { counts } = await follower.ask({ type: "count" }, "counted");
    const memory = await command.memory();

    const seconds = (wholeAt - command.startedAt) / 1000;
    const changes = applies + edits;
    return [
      figure("from process start to a client that has everything", "s", [seconds], 10),
      figure("  CPU of the control plane until then", "s", [startCpu]),
      figure("a changed route by POST /api/v1/apply, at the client", "ms", applied, 100),
      figure("  CPU of the control plane for one", "ms", [(applyCpu * 1000) / applies]),
      figure("a changed route by an edit of its file, at the client", "ms", edited, 100),
      figure("resources that came besides those changed", "", [sum(counts) - changes], 0),
      figure(
        "responses besides one for each change",
        "",
        [total(pushed, pushedBefore) - changes],
        0,
      ),
      figure("memory of the control plane after the start", "MiB", [startMemory.now]),
      figure("memory of the control plane after all changes", "MiB", [memory.now], 1024),
      figure("  the most it ever had", "MiB", [memory.peak]),
    ];
  } finally {
    await Promise.all([follower?.close(), controlPlane?.close()]);
    await folder.remove();
  }
}

function figure(
  name: string,
  unit: Figure["unit"],
  samples: readonly number[],
  atMost?: number,
): Figure {
  return { name, unit, samples, ...(atMost !== undefined && { bar: { of: "p99", atMost } }) };
}

function sum(counts: readonly ResourceCounts[]): number {
  return counts.flatMap((one) => Object.values(one)).reduce((left, right) => left + right, 0);
}

function total(
  after: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
): number {
  return Object.keys(after).reduce(
    (all, type) => all + (after[type] ?? 0) - (before[type] ?? 0),
    0,
  );
}
