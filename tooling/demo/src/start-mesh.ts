import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild } from "./child.js";
import { type Example, HTTP_PORT, type ProxySpec, XDS_PORT } from "./example.js";
import { type Ports, portInUse } from "./ports.js";
import { MELTEMI } from "./run-meltemi.js";

/** Where the programs of the servers are. */
const SAMPLES = dirname(fileURLToPath(import.meta.resolve("@meltemi/samples")));

export interface StartOptions {
  readonly example: Example;
  /** The control plane's. */
  readonly folder: string;
  readonly ports: Ports;
  /** Working directory of the processes; plugin packages are found from there. */
  readonly root: string;
  readonly print: (line: string) => void;
  /** Takes what stops each process, as soon as it runs. */
  readonly cleanups: (() => Promise<unknown>)[];
}

/**
 * Starts the servers, the control plane and the proxies, each a process of its own.
 * @throws {Error} when one of them does not start; those that did are in `cleanups`
 */
export async function startMesh(options: StartOptions): Promise<void> {
  const { example, folder, ports, root, print, cleanups } = options;
  const start = async (name: string, args: readonly string[], ready: RegExp): Promise<void> => {
    const child = await startChild({ name, args, cwd: root, ready, print });
    cleanups.push(() => child.stop());
  };
  const program = join(SAMPLES, `${example.name}-server.js`);
  await all([
    ...example.servers.map(({ label, port }) => {
      const args = [program, "--label", label, "--port", String(portInUse(ports, port))];
      return start(`server-${label}`, args, / server .* on /);
    }),
    start(
      "control-plane",
      [MELTEMI, "control-plane", ...controlPlaneFlags(folder, ports)],
      /^HTTP API on /,
    ),
  ]);
  await all(
    example.proxies.map((proxy) => {
      const args = [MELTEMI, "proxy", ...proxyFlags(example, proxy, ports)];
      return start(proxy.name, args, /^ready/);
    }),
  );
}

/** Waits for all of them even when one fails, so that none is left behind. */
async function all(starts: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(starts);
  await Promise.all(starts);
}

function controlPlaneFlags(folder: string, ports: Ports): readonly string[] {
  return flags({
    config: folder,
    "xds-port": portInUse(ports, XDS_PORT),
    "http-port": portInUse(ports, HTTP_PORT),
  });
}

function proxyFlags(
  { name, namespace }: Example,
  proxy: ProxySpec,
  ports: Ports,
): readonly string[] {
  return flags({
    xds: `127.0.0.1:${portInUse(ports, XDS_PORT)}`,
    codec: `@meltemi/codec-${name}`,
    filter: "@meltemi/ratelimit",
    "node-id": proxy.name,
    namespace,
    ...sides(proxy, ports),
    "admin-port": portInUse(ports, proxy.adminPort),
  });
}

/** Beside the client it takes in what goes out to services; before a server, what comes in for it. */
function sides({ inbound }: ProxySpec, ports: Ports): Readonly<Record<string, string>> {
  if (inbound === undefined) return { outbound: "127.0.0.1" };
  const server = `127.0.0.1:${portInUse(ports, inbound.serverPort)}`;
  return {
    ip: "127.0.0.1",
    inbound: `${portInUse(ports, inbound.port)}=${server}`,
    outbound: "none",
  };
}

function flags(values: Readonly<Record<string, string | number>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)]);
}
