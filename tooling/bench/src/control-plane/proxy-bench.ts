import { setTimeout as delay } from "node:timers/promises";
import { Backend } from "../backend.js";
import type { LoadProtocol } from "../protocol/load-protocol.js";
import { qzaLoad } from "../protocol/qza.js";
import { ControlPlaneProcess } from "./control-plane-process.js";
import type { Figure } from "./figure.js";
import { MeltemiCommand } from "./meltemi-command.js";
import { MeshFolder } from "./mesh-folder.js";
import {
  type MeshSize,
  metaRouter,
  NAMESPACE,
  SERVICE_PORT,
  serviceAddress,
} from "./mesh-resources.js";
import { RouteProbe, VERSION_AT } from "./route-probe.js";
import { now, within } from "./time.js";

export interface ProxyBenchOptions {
  readonly mesh: MeshSize;
  readonly resourcesPerFile: number;
  readonly changes: number;
  /** A folder for CPU profiles. */
  readonly profiles: string | undefined;
}

const START_SECONDS = 180;
const CHANGE_SECONDS = 30;
/** How many services can really be called; changes take turns with them. */
const REAL_SERVICES = 10;
/** Between two requests that look whether a change is there: the proxy needs the CPU, too. */
const PROBE_EVERY_MS = 1;

/** A whole proxy with a listener for each service of a large mesh: its start, and changes as requests meet them. */
export async function benchProxy(options: ProxyBenchOptions): Promise<readonly Figure[]> {
  const { mesh, resourcesPerFile, changes, profiles } = options;
  const v1 = new Backend(qzaLoad);
  const v2 = new Backend(answeringVersion2(qzaLoad));
  const probes: RouteProbe[] = [];
  let folder: MeshFolder | undefined;
  let controlPlane: ControlPlaneProcess | undefined;
  let proxy: MeltemiCommand | undefined;
  try {
    const endpoints = { v1: await v1.listen(0), v2: await v2.listen(0) };
    const real = { services: REAL_SERVICES, endpoints };
    folder = await MeshFolder.create({ ...mesh, resourcesPerFile, real });
    controlPlane = await ControlPlaneProcess.start(folder, profiles);
    await controlPlane.ready();

    proxy = new MeltemiCommand(
      [
        ["proxy", "--xds", controlPlane.xds, "--outbound", "vip", "--namespace", NAMESPACE],
        ["--codec", "@meltemi/codec-qza", "--admin-port", "0"],
      ].flat(),
      profiles,
    );
    const admin = await within(START_SECONDS, "the proxy", proxy.line(/^admin on (\S+)/));
    const readyAt = await within(START_SECONDS, "the listeners", settled(admin[1] ?? "", mesh));
    const startCpu = await proxy.cpu();

    for (let service = 0; service < REAL_SERVICES; service++) {
      probes.push(await RouteProbe.connect(serviceAddress(service), SERVICE_PORT));
    }
    const cpuBefore = await proxy.cpu();
    const times: number[] = [];
    for (let turn = 0; turn < changes; turn++) {
      const service = turn % REAL_SERVICES;
      const subset = Math.floor(turn / REAL_SERVICES) % 2 === 0 ? "v2" : "v1";
      const probe = probes[service];
      if (probe === undefined) throw new Error(`no probe for service ${service}`);
      const at = now();
      const done = controlPlane.apply(metaRouter(service, `change-${turn}`, subset));
      const met = probe.until(subset, PROBE_EVERY_MS);
      await within(CHANGE_SECONDS, `change ${turn + 1} of ${changes}`, Promise.all([met, done]));
      times.push((await met) - at);
    }
    const cpu = (((await proxy.cpu()) - cpuBefore) * 1000) / changes;
    const memory = await proxy.memory();
    return [
      {
        name: "from the proxy's start to all its listeners",
        unit: "s",
        samples: [(readyAt - proxy.startedAt) / 1000],
        bar: { of: "max", atMost: 10 },
      },
      { name: "  CPU of the proxy until then", unit: "s", samples: [startCpu] },
      {
        name: "a changed route by apply, until a request takes it",
        unit: "ms",
        samples: times,
        bar: { of: "p99", atMost: 100 },
      },
      {
        name: "  CPU of the proxy for one, with the requests that look",
        unit: "ms",
        samples: [cpu],
      },
      { name: "memory of the proxy after all changes", unit: "MiB", samples: [memory.now] },
    ];
  } finally {
    for (const probe of probes) probe.close();
    v1.close();
    v2.close();
    await Promise.all([proxy?.close(), controlPlane?.close()]);
    await folder?.remove();
  }
}

/**
 * When the proxy has everything in force.
 * @throws {Error} when a listener cannot listen
 */
async function settled(admin: string, { services }: MeshSize): Promise<number> {
  for (;;) {
    const at = now();
    const text = await (await fetch(`${admin}/config_dump`)).text();
    const { listeners, failedListeners, controlPlane } = JSON.parse(text) as {
      readonly listeners: readonly unknown[];
      readonly failedListeners: Readonly<Record<string, string>>;
      readonly controlPlane: { readonly settled: boolean };
    };
    const [failure] = Object.values(failedListeners);
    if (failure !== undefined) throw new Error(`a listener of the proxy is missing: ${failure}`);
    if (controlPlane.settled && listeners.length === services) return at;
    await delay(100);
  }
}

function answeringVersion2(protocol: LoadProtocol): LoadProtocol {
  const template = protocol.answer.template.slice();
  template[VERSION_AT] = "2".charCodeAt(0);
  return { ...protocol, answer: { ...protocol.answer, template } };
}
