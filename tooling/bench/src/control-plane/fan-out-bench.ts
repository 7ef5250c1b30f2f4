import { ChildProcess } from "../child-process.js";
import { applying, timeChanges } from "./changes.js";
import { ControlPlaneProcess } from "./control-plane-process.js";
import type { Figure } from "./figure.js";
import { FOLLOWER, followWhole } from "./follow-whole.js";
import { MeshFolder } from "./mesh-folder.js";
import type { MeshSize } from "./mesh-resources.js";
import { now } from "./time.js";

export interface FanOutBenchOptions {
  readonly mesh: MeshSize;
  readonly resourcesPerFile: number;
  /** Connected clients, of two processes. */
  readonly clients: number;
  readonly changes: number;
  /** A folder for CPU profiles. */
  readonly profiles: string | undefined;
}

/** Many clients that all want the same: how long until the last one has a change. */
export async function benchFanOut(options: FanOutBenchOptions): Promise<readonly Figure[]> {
  const { mesh, resourcesPerFile, clients, changes, profiles } = options;
  const folder = await MeshFolder.create({ ...mesh, resourcesPerFile });
  const followers: ChildProcess[] = [];
  let controlPlane: ControlPlaneProcess | undefined;
  try {
    for (let i = 0; i < 2; i++) followers.push(await ChildProcess.start(FOLLOWER, {}, undefined));
    controlPlane = await ControlPlaneProcess.start(folder, profiles);
    const { command } = controlPlane;
    await controlPlane.ready();
    const connectedAt = now();
    const wholeAt = await followWhole(followers, controlPlane, clients / followers.length, mesh);
    const cpuBefore = await command.cpu();
    const times = await timeChanges(followers, mesh, changes, applying(controlPlane));
    const cpu = ((await command.cpu()) - cpuBefore) * 1000;
    const memory = await command.memory();
    return [
      {
        name: "from connecting to all clients having everything",
        unit: "s",
        samples: [(wholeAt - connectedAt) / 1000],
      },
      {
        name: "one changed route, until all clients have it",
        unit: "ms",
        samples: times,
        bar: { of: "max", atMost: 1000 },
      },
      { name: "  CPU of the control plane for one", unit: "ms", samples: [cpu / changes] },
      { name: "memory of the control plane", unit: "MiB", samples: [memory.now] },
    ];
  } finally {
    await Promise.all([...followers, controlPlane].map((one) => one?.close()));
    await folder.remove();
  }
}
